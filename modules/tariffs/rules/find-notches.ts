/** Where a bigger body pays less: each threshold of a tariff is tried on both sides, for each kind of body. */
import { type Cents, shareOfCents } from '#platform/money';
import { amountOfFee } from './assess-fee.ts';
import type { FeeInputs } from './fee-inputs.ts';
import { BODY_CATEGORIES, type BodyCategory, type Tariff } from './tariff.ts';
import { conditionsOf, feesOf, rowsOf } from './walk-fee.ts';

/** A threshold: the last value of one side; the other side begins at `value + 1`. */
export interface Threshold {
  variable: string;
  value: number;
}

/** A bigger body pays less. CLIFF when it pays less than half, NOTCH otherwise. */
export interface Notch extends Threshold {
  severity: 'NOTCH' | 'CLIFF';
  /** What the two bodies compared have in common, enterprises included. */
  body: FeeInputs;
  /** Amount at the threshold, and one unit above it. */
  before: Cents;
  after: Cents;
  /** after − before: negative. */
  difference: Cents;
}

/** The other quantities of a body that stands at a threshold: with 3,000 inhabitants go some 240 enterprises. */
export type Companions = (threshold: Threshold) => Pick<FeeInputs, 'inhabitants' | 'enterprises' | 'others'>;

/** Eight enterprises every hundred inhabitants, as in the comuni of the sources; one of everything else. */
export const usualCompanions =
  (tariff: Tariff): Companions =>
  ({ variable, value }) => ({
    inhabitants: variable === 'enterprises' ? shareOfCents(value, 100, 8) : 3000,
    enterprises: variable === 'inhabitants' ? shareOfCents(value, 8, 100) : 240,
    others: Object.fromEntries(tariff.variables.map(({ name }) => [name, 1])),
  });

/** Every value at which some rule of the tariff changes, in order. */
export function thresholdsOf(tariff: Tariff): Threshold[] {
  const found = new Map<string, Threshold>();
  const add = (variable: string, value: number | null) => {
    if (value !== null && value >= 0) found.set(`${variable} ${value}`, { variable, value });
  };
  const stretches = [
    ...conditionsOf(tariff).flatMap(({ ranges = [] }) =>
      ranges.map((range) => ({ variable: range.of, ...range })),
    ),
    ...[...feesOf(tariff)].flatMap(({ fee }) => {
      const rows = rowsOf(fee);
      return rows ? rows.rows.map(({ from, upTo }) => ({ variable: rows.variable, from, upTo })) : [];
    }),
  ];
  for (const { variable, from, upTo } of stretches) {
    add(variable, upTo);
    add(variable, from - 1);
  }
  return [...found.values()].sort((a, b) => a.variable.localeCompare(b.variable) || a.value - b.value);
}

/**
 * Every notch and cliff of a tariff: the same kind of body, one inhabitant (enterprise, workstation…) more, pays
 * less. [D1] Of the standard tariff, with the enterprises of the worked examples:
 *   BAND 3,000 → 3,001 with 210 enterprises: 660.00 → 627.14, −32.86
 *   BAND 15,000 → 15,001 with 1,200: 2,932.50 → 2,587.61, −344.89
 *   both methods 40,000 → 40,001 with 3,500: 8,360.00 (SLAB) → 300.00
 * SLAB has no other: it is the only method that never makes a bigger comune pay less.
 */
export function findNotches(tariff: Tariff, companions: Companions = usualCompanions(tariff)): Notch[] {
  const notches = new Map<string, Notch>();
  const kinds = kindsOfBody(tariff);
  for (const threshold of thresholdsOf(tariff)) {
    for (const kind of kinds) {
      const notch = notchAt(threshold, { ...companions(threshold), ...kind }, tariff);
      if (notch === null) continue;
      const key = `${notch.variable} ${notch.value} ${notch.before} ${notch.after}`;
      if (!notches.has(key)) notches.set(key, notch);
    }
  }
  return [...notches.values()];
}

function notchAt({ variable, value }: Threshold, body: FeeInputs, tariff: Tariff): Notch | null {
  const before = amountOfFee(tariff, withQuantity(body, variable, value));
  const after = amountOfFee(tariff, withQuantity(body, variable, value + 1));
  if (before === null || after === null || after >= before) return null;
  const severity = after * 2 < before ? 'CLIFF' : 'NOTCH';
  return { variable, value, severity, body, before, after, difference: after - before };
}

function withQuantity(body: FeeInputs, variable: string, value: number): FeeInputs {
  if (variable === 'inhabitants' || variable === 'enterprises') return { ...body, [variable]: value };
  return { ...body, others: { ...body.others, [variable]: value } };
}

const MOST_KINDS = 3000;

/**
 * The kinds of body that the tariff tells apart, and one that it does not name: categories × regions × classes ×
 * whole association or not. Past fees are set aside (null): a safeguard is no threshold.
 */
export function kindsOfBody(tariff: Tariff): FeeInputs[] {
  const conditions = conditionsOf(tariff);
  const fees = [...feesOf(tariff)].map(({ fee }) => fee);
  const named = new Set<BodyCategory>(conditions.flatMap(({ categories = [] }) => categories));
  const unnamed = BODY_CATEGORIES.find((category) => !named.has(category));
  const categories = unnamed ? [...named, unnamed] : [...named];
  const regions = distinct(conditions.flatMap((condition) => condition.regions ?? []));
  const classes = distinct(conditions.flatMap((condition) => condition.classes ?? []));
  const whole = conditions.some(({ wholeAssociation }) => wholeAssociation !== undefined)
    ? [false, true]
    : [false];
  const referenceFees = Object.fromEntries(
    fees.flatMap((fee) => (fee.kind === 'SAFEGUARD' ? [[fee.year, null]] : [])),
  );
  return categories
    .flatMap((category) => regions.map((region) => ({ category, region })))
    .flatMap((kind) => classes.map((bodyClass) => ({ ...kind, bodyClass })))
    .flatMap((kind) => whole.map((wholeAssociation) => ({ ...kind, wholeAssociation, referenceFees })))
    .slice(0, MOST_KINDS);
}

/** The names, and one that is none of them: "" stands for any other region or class. */
const distinct = (names: string[]): string[] => [...new Set([...names, ''])];
