/** Where a rule stands in a tariff: "fee.options.0.fee" is the rule of the first option of the whole. */
import type { Fee, Tariff } from './tariff.ts';
import { feesOf } from './walk-fee.ts';

/** The place of a rule in the one that contains it: a row of a list, or a field of its own. */
export type RulePlace =
  | { parent: string; list: 'parts' | 'options' | 'bands'; index: number }
  | { parent: string; field: 'of' | 'atLeast' | 'atMost' };

/** The rule at a path, or null when the path leads to no rule. */
export function feeAt(tariff: Tariff, path: string): Fee | null {
  for (const { path: known, fee } of feesOf(tariff)) if (known === path) return fee;
  return null;
}

/**
 * "fee.options.2.fee" → row 2 of the options of "fee" · "fee.of.parts.0" → row 0 of the parts of "fee.of"
 * "fee.atMost" → the upper limit of "fee" · "fee" → null, since nothing contains it
 */
export function placeOf(path: string): RulePlace | null {
  const row = /^(.+)\.(?:(options|bands)\.(\d+)\.fee|(parts)\.(\d+))$/.exec(path);
  if (row) {
    const list = (row[2] ?? row[4]) as 'parts' | 'options' | 'bands';
    return { parent: row[1]!, list, index: Number(row[3] ?? row[5]) };
  }
  const field = /^(.+)\.(of|atLeast|atMost)$/.exec(path);
  return field ? { parent: field[1]!, field: field[2] as 'of' | 'atLeast' | 'atMost' } : null;
}

/** The path of a row of a list: 1 of the options of "fee" → "fee.options.1.fee". */
export const rowPath = (parent: string, list: 'parts' | 'options' | 'bands', index: number): string =>
  list === 'parts' ? `${parent}.parts.${index}` : `${parent}.${list}.${index}.fee`;

/** The rule where a problem must be mended: that of its path, or the nearest one above; of a condition, its option's. */
export function ruleOfProblem(path: string, rules: ReadonlySet<string>): string {
  const option = /^(.*\.options\.\d+)(\.when.*)?$/.exec(path);
  let known = option ? `${option[1]}.fee` : path;
  while (!rules.has(known) && known.includes('.')) known = known.slice(0, known.lastIndexOf('.'));
  return known;
}

/** The tariff with another value at a path; the rest is shared. Undefined takes the field away. */
export function withValueAt(tariff: Tariff, path: string, value: unknown): Tariff {
  return changed(tariff, path.split('.'), value) as Tariff;
}

function changed(holder: unknown, [step, ...steps]: string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(holder))
    return holder.map((item, index) => (index === Number(step) ? changed(item, steps, value) : item));
  const { [step]: before, ...others } = holder as Record<string, unknown>;
  const after = changed(before, steps, value);
  return after === undefined ? others : { ...(holder as object), [step]: after };
}
