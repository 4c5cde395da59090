/** The form of a rule: its values, its rows, and the buttons that change the form and save nothing. */
import { formatDecimalText } from '#platform/money';
import { asKind, EMPTY_RULE } from '../../rules/convert-fee.ts';
import { isOpen, MOST_ROWS } from '../../rules/edit-fee.ts';
import type { Condition, Fee, Option } from '../../rules/tariff.ts';
import { childrenOf, rowsOf } from '../../rules/walk-fee.ts';
import { percentToType, priceToType, wholeToType } from './typed-numbers.ts';

/** What stands in the fields, typed or proposed; of what is ticked, all the values. */
export interface TypedRule {
  values: Readonly<Record<string, string>>;
  valuesAll(name: string): readonly string[];
}

export const RULE_KINDS = [
  'FLAT',
  'RATE',
  'SLABS',
  'BANDS',
  'SUM',
  'WITHIN',
  'DISCOUNT',
  'DISCOUNT_BY_BAND',
  'SAFEGUARD',
  'AS_CATEGORY',
  'CHOICE',
] as const;
const KINDS_WITH_ROWS: readonly string[] = ['SLABS', 'BANDS', 'DISCOUNT_BY_BAND', 'SUM', 'CHOICE'];

export const kindOf = ({ values }: TypedRule, stored: Fee): Fee['kind'] =>
  RULE_KINDS.find((kind) => kind === values.kind) ?? stored.kind;
export const hasRows = (kind: Fee['kind']): boolean => KINDS_WITH_ROWS.includes(kind);
/** How many rows are written in a form; `prefix` is "row", or "range" for the ranges of a condition. */
export const rowCount = ({ values }: TypedRule, prefix = 'row'): number =>
  Math.min(MOST_ROWS, Math.max(0, Number.parseInt(values[`${prefix}s`] ?? '0', 10) || 0));

/** The rules in the rows of a kind, in their order; none for slabs and discounts. */
export const rulesInRows = (fee: Fee): Fee[] =>
  fee.kind === 'SUM' || fee.kind === 'CHOICE' || fee.kind === 'BANDS'
    ? childrenOf(fee).map(([, child]) => child)
    : [];

/** The form as it is opened on a rule, and on the option that it stands in. */
export function ruleValues(fee: Fee, option: Omit<Option, 'fee'> | null): TypedRule {
  const values: Record<string, string> = {
    kind: fee.kind,
    label: fee.label ?? '',
    ...fieldsOf(fee),
    ...rowValues(fee),
    ...(option ? { optionLabel: option.label, ...conditionValues(option.when) } : {}),
  };
  return { values, valuesAll: (name) => (values[name] ?? '').split('\n').filter(Boolean) };
}

function fieldsOf(fee: Fee): Record<string, string> {
  const rows = rowsOf(fee);
  switch (fee.kind) {
    case 'FLAT':
      return { amount: priceToType(fee.amount) };
    case 'RATE':
      return { quantity: fee.per, rate: priceToType(fee.rate), every: wholeToType(fee.every ?? null) };
    case 'SLABS':
      return { quantity: fee.per, every: wholeToType(fee.every ?? null) };
    case 'DISCOUNT':
      return { discount: percentToType(fee.discount) };
    case 'WITHIN':
      return { least: limitToType(fee.atLeast), most: limitToType(fee.atMost) };
    case 'SAFEGUARD':
      return {
        year: String(fee.year),
        maxIncrease: fee.maxIncrease === undefined ? '' : percentToType(fee.maxIncrease),
        maxDecrease: fee.maxDecrease === undefined ? '' : percentToType(fee.maxDecrease),
      };
    case 'AS_CATEGORY':
      return { category: fee.category, share: percentToType(fee.share) };
    default:
      return rows ? { quantity: rows.variable } : {};
  }
}

const limitToType = (limit: Fee | undefined): string =>
  limit?.kind === 'FLAT' ? priceToType(limit.amount) : '';

function rowValues(fee: Fee): Record<string, string> {
  const rows = rowsOf(fee)?.rows ?? rulesInRows(fee);
  const rules = rulesInRows(fee);
  const values: Record<string, string> = { rows: String(rows.length) };
  rows.forEach((row, index) => {
    const at = `row${index + 1}`;
    const { upTo, rate, discount } = row as { upTo?: number | null; rate?: string; discount?: string };
    const rule = rules[index];
    if (rule) values[`${at}.was`] = String(index);
    if (rule?.kind === 'FLAT') values[`${at}.amount`] = priceToType(rule.amount);
    if (upTo !== undefined) values[`${at}.upTo`] = wholeToType(upTo);
    if (rate !== undefined) values[`${at}.rate`] = priceToType(rate);
    if (discount !== undefined) values[`${at}.discount`] = percentToType(discount);
    if (fee.kind === 'CHOICE') values[`${at}.label`] = fee.options[index]!.label;
  });
  return values;
}

function conditionValues(when: Condition = {}): Record<string, string> {
  const { categories = [], regions = [], classes = [], ranges = [], wholeAssociation } = when;
  return {
    categories: categories.join('\n'),
    regions: regions.join('\n'),
    classes: classes.join('\n'),
    whole: wholeAssociation === undefined ? '' : String(wholeAssociation),
    ranges: String(ranges.length),
    ...Object.fromEntries(
      ranges.flatMap(({ of, from, upTo }, index) => [
        [`range${index + 1}.of`, of],
        [`range${index + 1}.from`, formatDecimalText(String(from))],
        [`range${index + 1}.upTo`, wholeToType(upTo)],
      ]),
    ),
  };
}

/**
 * The form changed by one of its buttons, with all that was typed: "riga" adds a row at the end, "sopra:2" before the
 * second, "togli:2" takes it away, "intervallo" adds a range, "tipo" shows the fields of the kind chosen. Null for the
 * buttons that save.
 */
export function reshaped(typed: TypedRule, action: string, stored: Fee, year: number): TypedRule | null {
  const [what, at] = action.split(':');
  const index = Number(at) - 1;
  switch (what) {
    case 'riga':
      return withRows(typed, 'row', (rows) =>
        rows.toSpliced(newRowAt(rows, kindOf(typed, stored), stored), 0, {}),
      );
    case 'sopra':
      return withRows(typed, 'row', (rows) => [...rows.slice(0, index), {}, ...rows.slice(index)]);
    case 'togli':
      return withRows(typed, 'row', (rows) => rows.filter((_, n) => n !== index || rows.length === 1));
    case 'intervallo':
      return withRows(typed, 'range', (rows) => [...rows, {}]);
    case 'togli-intervallo':
      return withRows(typed, 'range', (rows) => rows.filter((_, n) => n !== index));
    case 'tipo':
      return ofKind(typed, stored, year);
    default:
      return null;
  }
}

type Row = Readonly<Record<string, string>>;

/** A new option goes before the last one, when that is for all the others; any other row goes to the end. */
function newRowAt(rows: readonly Row[], kind: Fee['kind'], stored: Fee): number {
  const last = rows.at(-1)?.was;
  const options = kind === 'CHOICE' && stored.kind === 'CHOICE' ? stored.options : [];
  const option = last ? options[Number(last)] : undefined;
  return option && isOpen(option) ? rows.length - 1 : rows.length;
}

function withRows(typed: TypedRule, prefix: string, change: (rows: Row[]) => Row[]): TypedRule {
  const ours = new RegExp(`^${prefix}(\\d+)\\.(.+)$`);
  const rows: Record<string, string>[] = Array.from({ length: rowCount(typed, prefix) }, () => ({}));
  const others: Record<string, string> = {};
  for (const [name, value] of Object.entries(typed.values)) {
    const [, number, field] = ours.exec(name) ?? [];
    const row = field === undefined ? undefined : rows[Number(number) - 1];
    if (row && field) row[field] = value;
    else if (field === undefined) others[name] = value;
  }
  const after = change(rows).slice(0, MOST_ROWS);
  after.forEach((row, index) => {
    for (const [field, value] of Object.entries(row)) others[`${prefix}${index + 1}.${field}`] = value;
  });
  return { ...typed, values: { ...others, [`${prefix}s`]: String(after.length) } };
}

/** The fields of the kind chosen: what was typed stays where the new kind has the same field. */
function ofKind(typed: TypedRule, stored: Fee, year: number): TypedRule {
  const proposed = ruleValues(asKind(stored, kindOf(typed, stored), year), null).values;
  const written = Object.fromEntries(
    Object.entries(typed.values).filter(([name, value]) => !name.endsWith('.was') && value.trim() !== ''),
  );
  const rows = Math.max(Number(proposed.rows), proposed.rows === '0' ? 0 : rowCount(typed));
  return { ...typed, values: { ...proposed, ...written, rows: String(rows) } };
}

/** A new rule of a kind, before anything is written in it. */
export const newRule = (kind: string, year: number): Fee =>
  asKind(EMPTY_RULE, RULE_KINDS.find((one) => one === kind) ?? 'FLAT', year);
