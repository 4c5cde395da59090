import type { z } from 'zod';
import { InvalidInput, RuleBroken } from '../errors.ts';
import type { Answer, Visit } from '../http/visit.ts';
import { sentenceFor } from '../messages.ts';

/** What a refused form shows again: the sentences, and what was typed. */
export interface Problems {
  /** Field → sentence. The empty name is a sentence about the whole form. */
  errors: Readonly<Record<string, string>>;
  /** What was typed, as it was typed. */
  values: Readonly<Record<string, string>>;
  /** All the values of repeated fields. */
  valuesAll(name: string): readonly string[];
  status: 422 | 409;
}

/** A form that nobody has filled yet, with the values it starts from. */
export function fresh(values: Readonly<Record<string, string>> = {}): Problems {
  return {
    errors: {},
    values,
    valuesAll: (name) => (values[name] === undefined ? [] : values[name].split('\n').filter(Boolean)),
    status: 422,
  };
}

/**
 * Handles a sent form: valid input goes to `accept`; anything refused, by the schema or by a rule, goes to `again`
 * with a sentence for each field and what was typed.
 */
export async function submit<S extends z.ZodType>(
  visit: Visit,
  schema: S,
  accept: (input: z.output<S>) => Promise<Answer>,
  again: (problems: Problems) => Promise<Answer> | Answer,
): Promise<Answer> {
  const parsed = schema.safeParse(formValues(visit, schema));
  if (!parsed.success) return again(problems(visit, fieldErrors(parsed.error), 422));
  try {
    return await accept(parsed.data);
  } catch (error) {
    if (error instanceof InvalidInput) return again(problems(visit, error.fields, 422));
    if (error instanceof RuleBroken) {
      const field = typeof error.facts.field === 'string' ? error.facts.field : '';
      return again(problems(visit, { [field]: sentenceFor(error.code, error.facts) }, 409));
    }
    throw error;
  }
}

/** The sent fields as the schema wants them: a field that the schema declares an array gets all its values. */
function formValues(visit: Visit, schema: z.ZodType): Record<string, unknown> {
  const shape = (schema as unknown as { shape?: Record<string, z.ZodType> }).shape ?? {};
  const values: Record<string, unknown> = { ...visit.form };
  for (const [name, field] of Object.entries(shape)) {
    if (isArray(field)) values[name] = visit.formAll(name);
    else values[name] ??= '';
  }
  return values;
}

function isArray(field: z.ZodType): boolean {
  let def = (field as unknown as { def: { type: string; innerType?: z.ZodType; in?: z.ZodType } }).def;
  while (def.innerType ?? def.in) def = ((def.innerType ?? def.in) as unknown as { def: typeof def }).def;
  return def.type === 'array';
}

/** The first sentence of each field of a refused schema. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const out: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = issue.path.map(String).join('.');
    out[name] ??= issue.message;
  }
  return out;
}

function problems(visit: Visit, errors: Readonly<Record<string, string>>, status: 422 | 409): Problems {
  return { errors, values: visit.form, valuesAll: (name) => visit.formAll(name), status };
}
