/** The rules of a proposal changed one step at a time: a tariff and an edit in, a tariff or a refusal out. */
import { EMPTY_RULE, type Wrapping, wrapped } from './convert-fee.ts';
import { rulesUsing } from './quantity-use.ts';
import { feeAt, placeOf, rowPath, withValueAt } from './rule-path.ts';
import { BODY_CATEGORIES, type Fee, type FeeOf, type Option, parseTariff, type Tariff } from './tariff.ts';
import { childrenOf } from './walk-fee.ts';

/** One step. `path` is the rule that it regards; REPLACE also rewrites the option that the rule stands in. */
export type RuleEdit =
  | { do: 'REPLACE'; path: string; fee: Fee; option?: Omit<Option, 'fee'> }
  | { do: 'WRAP'; path: string; in: Wrapping; year: number }
  | { do: 'UNWRAP'; path: string }
  | { do: 'ADD'; path: string }
  | { do: 'REMOVE'; path: string }
  | { do: 'MOVE'; path: string; by: -1 | 1 }
  | { do: 'HEAD'; head: Pick<Tariff, 'name' | 'source' | 'populationReference' | 'variables' | 'rounding'> };

/** The tariff, and where the rule that was touched now stands. */
export type Edited = { tariff: Tariff; path: string } | { refused: string; facts?: Record<string, unknown> };

/** Rows that a list may have, and rules that a tariff may have: more would not be read by anybody. */
export const MOST_ROWS = 60;
const MOST_RULES = 4000;

/**
 * Does one step. What comes out always parses: too many rows, rules too deep and steps that lead nowhere are refused.
 *   remove 0–500 from 0–500, 501–3,000, 3,001–   → 0–3,000, 3,001–: no stretch is left out
 *   remove the last band                         → the one before has no end
 *   remove the only part, or the rule inside a discount → refused
 *   add an option                                → before the last, which is for all the others
 */
export function editTariffRules(tariff: Tariff, edit: RuleEdit): Edited {
  const edited = edit.do === 'HEAD' ? headed(tariff, edit.head) : editRuleOf(tariff, edit);
  if ('refused' in edited) return edited;
  const read = parseTariff(edited.tariff);
  if (!read.ok) return { refused: 'tariffs.rules-too-deep' };
  return read.tariff.fee && countRules(read.tariff.fee) > MOST_RULES
    ? { refused: 'tariffs.too-many-rules' }
    : { tariff: read.tariff, path: edited.path };
}

const countRules = (fee: Fee): number =>
  1 + childrenOf(fee).reduce((count, [, child]) => count + countRules(child), 0);

/** A quantity that a rule counts is not taken away. */
function headed(tariff: Tariff, head: Extract<RuleEdit, { do: 'HEAD' }>['head']): Edited {
  const kept = new Set(head.variables.map(({ name }) => name));
  for (const { name, label } of tariff.variables) {
    const rules = kept.has(name) ? [] : rulesUsing(tariff, name);
    if (rules.length > 0) return { refused: 'tariffs.quantity-in-use', facts: { label, rules } };
  }
  const { rounding: _, ...others } = tariff;
  const { rounding, ...said } = head;
  return { tariff: { ...others, ...said, ...(rounding ? { rounding } : {}) }, path: 'fee' };
}

function editRuleOf(tariff: Tariff, edit: Exclude<RuleEdit, { do: 'HEAD' }>): Edited {
  const { path } = edit;
  const fee = feeAt(tariff, path);
  if (fee === null) return { refused: 'tariffs.rule-not-there' };
  switch (edit.do) {
    case 'REPLACE':
      return replaced(tariff, edit);
    case 'WRAP':
      return { tariff: withValueAt(tariff, path, wrapped(fee, edit.in, edit.year)), path };
    case 'UNWRAP':
      return unwrapped(tariff, path, fee);
    case 'ADD':
      return added(tariff, path, fee);
    case 'REMOVE':
      return removed(tariff, path);
    case 'MOVE':
      return moved(tariff, path, edit.by);
  }
}

function replaced(tariff: Tariff, edit: Extract<RuleEdit, { do: 'REPLACE' }>): Edited {
  const { path, fee, option } = edit;
  if (option === undefined) return { tariff: withValueAt(tariff, path, fee), path };
  const place = placeOf(path);
  if (!place || !('list' in place) || place.list !== 'options') return { refused: 'tariffs.rule-not-there' };
  const { parent, index } = place;
  return { tariff: withValueAt(tariff, `${parent}.options.${index}`, { ...option, fee }), path };
}

/** The only rule inside takes the place of the one that contains it. */
function unwrapped(tariff: Tariff, path: string, fee: Fee): Edited {
  const inside = childrenOf(fee);
  if (inside.length === 0) return { refused: 'tariffs.nothing-inside' };
  if (inside.length > 1) return { refused: 'tariffs.several-inside' };
  return { tariff: withValueAt(tariff, path, inside[0]![1]), path };
}

function added(tariff: Tariff, path: string, fee: Fee): Edited {
  if (fee.kind !== 'SUM' && fee.kind !== 'CHOICE') return { refused: 'tariffs.nothing-to-add' };
  const list = fee.kind === 'SUM' ? 'parts' : 'options';
  const count = fee.kind === 'SUM' ? fee.parts.length : fee.options.length;
  if (count >= MOST_ROWS) return { refused: 'tariffs.too-many-rows' };
  const index = fee.kind === 'CHOICE' && isOpen(fee.options.at(-1)!) ? count - 1 : count;
  const rows = (fee.kind === 'SUM' ? fee.parts : fee.options) as readonly unknown[];
  const row = fee.kind === 'SUM' ? EMPTY_RULE : newOption(fee);
  const after = [...rows.slice(0, index), row, ...rows.slice(index)];
  return { tariff: withValueAt(tariff, `${path}.${list}`, after), path: rowPath(path, list, index) };
}

/** A condition that says nothing: the option is for everybody. */
export const isOpen = ({ when }: Pick<Option, 'when'>): boolean =>
  when === undefined || Object.keys(when).length === 0;

/** For the first category that no option names alone, so that it takes nothing away from those that follow. */
export function newOption({ options }: Pick<FeeOf<'CHOICE'>, 'options'>): Option {
  const named = new Set(options.flatMap(({ when }) => when?.categories ?? []));
  const category = BODY_CATEGORIES.find((one) => !named.has(one)) ?? 'OTHER';
  return { label: 'Nuova regola', when: { categories: [category] }, fee: EMPTY_RULE };
}

function removed(tariff: Tariff, path: string): Edited {
  const place = placeOf(path);
  if (place === null) return { tariff: withValueAt(tariff, path, EMPTY_RULE), path };
  const { parent } = place;
  if ('field' in place)
    return place.field === 'of'
      ? { refused: 'tariffs.inner-rule-needed' }
      : { tariff: withValueAt(tariff, path, undefined), path: parent };
  const rows = rowsAt(tariff, parent, place.list);
  if (rows.length === 1) return { refused: 'tariffs.only-row-left' };
  const left = place.list === 'bands' ? joined(rows as FeeOf<'BANDS'>['bands'], place.index) : undefined;
  const after = left ?? rows.filter((_, index) => index !== place.index);
  return { tariff: withValueAt(tariff, `${parent}.${place.list}`, after), path: parent };
}

/** Without a row: the next one begins where it began; without the last, the one before has no end. */
function joined(rows: FeeOf<'BANDS'>['bands'], index: number): FeeOf<'BANDS'>['bands'] {
  const gone = rows[index]!;
  return rows.flatMap((row, at) => {
    if (at === index) return [];
    if (at === index + 1) return [{ ...row, from: gone.from }];
    return at === index - 1 && index === rows.length - 1 ? [{ ...row, upTo: gone.upTo }] : [row];
  });
}

function moved(tariff: Tariff, path: string, by: -1 | 1): Edited {
  const place = placeOf(path);
  if (!place || !('list' in place) || place.list === 'bands') return { refused: 'tariffs.cannot-move' };
  const { parent, list, index } = place;
  const rows = [...rowsAt(tariff, parent, list)];
  const other = index + by;
  if (other < 0 || other >= rows.length) return { refused: 'tariffs.cannot-move' };
  [rows[index], rows[other]] = [rows[other], rows[index]];
  return { tariff: withValueAt(tariff, `${parent}.${list}`, rows), path: rowPath(parent, list, other) };
}

function rowsAt(tariff: Tariff, parent: string, list: string): readonly unknown[] {
  return (feeAt(tariff, parent) as unknown as Record<string, readonly unknown[]>)[list] ?? [];
}
