import { z } from 'zod';

/** A JSON schema (2020-12) as OpenAPI 3.1 holds it. */
export type JsonSchema = { [key: string]: unknown };

const INT32 = 2_147_483_647;
/** The longest text of each format, in characters. */
const LENGTHS: Readonly<Record<string, number>> = {
  uuid: 36,
  date: 10,
  'date-time': 35,
  time: 16,
  duration: 100,
  email: 254,
  uri: 2000,
  byte: 60_000_000,
};
/** What bounds a text, a list or an object that no schema of ours bounds: the largest body or page is smaller. */
const LONGEST_TEXT = 100_000;
const LONGEST_LIST = 100_000;
const MOST_PROPERTIES = 1000;

/** Collects the named schemas of many operations, so that each stands once under `components.schemas`. */
export interface SchemaCollection {
  schemas: Record<string, JsonSchema>;
  /** The schema of a value that is sent or given; what has a name is referred to. `owner` names what has none. */
  add(schema: z.ZodType, direction: 'input' | 'output', owner: string): JsonSchema;
}

export function schemaCollection(): SchemaCollection {
  const schemas: Record<string, JsonSchema> = {};
  return {
    schemas,
    add(schema, direction, owner) {
      const whole = z.toJSONSchema(schema, {
        io: direction,
        unrepresentable: 'any',
        target: 'draft-2020-12',
      }) as JsonSchema;
      const { $defs, $schema: _, ...root } = whole as { $defs?: Record<string, JsonSchema> } & JsonSchema;
      const names = new Map<string, string>();
      for (const name of Object.keys($defs ?? {})) names.set(`#/$defs/${name}`, pascalCase(name, owner));
      if (JSON.stringify(root).includes('"$ref":"#"')) names.set('#', pascalCase('', owner));
      const refer = (value: JsonSchema): JsonSchema => conform(withReferences(value, names) as JsonSchema);
      // The same name sent and given may differ (defaults, transformations): the one that is sent says so.
      const taken = (name: string, schema: JsonSchema): boolean =>
        schemas[name] !== undefined && JSON.stringify(schemas[name]) !== JSON.stringify(schema);
      for (const [name, definition] of Object.entries($defs ?? {})) {
        const key = `#/$defs/${name}`;
        if (taken(names.get(key)!, refer(definition)))
          names.set(key, `${names.get(key)}${direction === 'input' ? 'Input' : 'Output'}`);
      }
      for (const [name, definition] of Object.entries($defs ?? {}))
        schemas[names.get(`#/$defs/${name}`)!] = refer(definition);
      if (!names.has('#')) return refer(root);
      schemas[names.get('#')!] = refer(root);
      return { $ref: `#/components/schemas/${names.get('#')}` };
    },
  };
}

/** `tariff_input` → TariffInput; what zod could not name gets the name of the operation before it. */
function pascalCase(name: string, owner: string): string {
  const own = name.startsWith('__') || name === '' ? `${owner} ${name}` : name;
  return own
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

function withReferences(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) =>
      key === '$ref' && typeof child === 'string' && names.has(child)
        ? [key, `#/components/schemas/${names.get(child)}`]
        : [key, withReferences(child, names)],
    ),
  );
}

/** Says what the guidelines for interoperability want said of every value: format of numbers, bounds of texts and lists. */
function conform(schema: JsonSchema): JsonSchema {
  const out: JsonSchema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'id' || key === '$schema' || key === '$defs') continue;
    if (key === 'example') out.examples = [value];
    else if (key === 'properties') out.properties = mapped(value as Record<string, JsonSchema>, conform);
    else if (key === 'items' || key === 'additionalProperties' || key === 'propertyNames' || key === 'not')
      out[key] = typeof value === 'object' && value !== null ? conform(value as JsonSchema) : value;
    else if (key === 'anyOf' || key === 'oneOf' || key === 'allOf' || key === 'prefixItems')
      out[key] = (value as JsonSchema[]).map(conform);
    else out[key] = value;
  }
  return { ...out, ...boundsOf(out) };
}

function boundsOf(s: JsonSchema): JsonSchema {
  const type = s.type as string | undefined;
  if (type === 'integer') {
    const most = Math.max(Math.abs(Number(s.minimum ?? -Infinity)), Math.abs(Number(s.maximum ?? Infinity)));
    return {
      format: most <= INT32 ? 'int32' : 'int64',
      minimum: s.minimum ?? (s.exclusiveMinimum === undefined ? Number.MIN_SAFE_INTEGER : undefined),
      maximum: s.maximum ?? (s.exclusiveMaximum === undefined ? Number.MAX_SAFE_INTEGER : undefined),
    };
  }
  if (type === 'number') return { format: 'double', minimum: s.minimum ?? -1e15, maximum: s.maximum ?? 1e15 };
  if (type === 'string' && !s.enum && s.const === undefined && s.maxLength === undefined)
    return { maxLength: LENGTHS[String(s.format)] ?? LONGEST_TEXT };
  if (type === 'array') return { minItems: s.minItems ?? 0, maxItems: s.maxItems ?? LONGEST_LIST };
  if (type === 'object' && s.additionalProperties !== false) {
    const open = s.additionalProperties !== undefined || !s.properties;
    return open ? { maxProperties: s.maxProperties ?? MOST_PROPERTIES } : { additionalProperties: false };
  }
  return {};
}

const mapped = <A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
