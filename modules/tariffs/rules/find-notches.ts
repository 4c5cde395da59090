/** Where a bigger body pays less: each threshold of a tariff is tried on both sides, for each kind of body. */
import { type Cents, shareOfCents } from '#platform/money';
import { amountOfFee } from './assess-fee.ts';
import type { Budget } from './computation.ts';
import type { FeeInputs } from './fee-inputs.ts';
import { kindsOfBody } from './kinds-of-body.ts';
import {
  type Guards,
  type ReachedThreshold,
  reachedThresholds,
  type Threshold,
} from './reached-thresholds.ts';
import type { Stretch, Tariff } from './tariff.ts';
import { conditionsOf, feesOf, rowsOf } from './walk-fee.ts';

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
export type Companions = (threshold: Threshold) => Quantities;
type Quantities = Pick<FeeInputs, 'inhabitants' | 'enterprises' | 'others'>;

/** What trying a tariff out has shown. */
export interface Trial {
  notches: Notch[];
  /** The first body that has no amount, though all its inputs are known. */
  withoutAmount: FeeInputs | null;
  /** The tariff has more cases than can be tried: what is here is true, but it may not be all. */
  bounded: boolean;
}

/** Steps in all: rules, options and slabs looked at. Half a second on a slow machine. */
const MOST_STEPS = 1_500_000;

/**
 * Eight enterprises every hundred inhabitants, as in the comuni of the sources, one of everything else; then the same
 * threshold with none of anything else, and with many (thirty every hundred, a thousand of everything else): a notch may
 * hide behind a cap, or show only where enterprises are few. At last each other quantity that makes the fee, alone and
 * with the others, in steps of ten up to a million and at the ends of its rows when they are few: a notch may show only
 * where enterprises are more than any comune has.
 */
function companionsOf(tariff: Tariff): { usual: Companions[]; rare: Companions[] } {
  const usual = [
    { perHundred: 8, inhabitants: 3000, enterprises: 240, other: 1 },
    { perHundred: 0, inhabitants: 0, enterprises: 0, other: 0 },
    { perHundred: 30, inhabitants: 50_000, enterprises: 15_000, other: 1000 },
  ].map(
    ({ perHundred, inhabitants, enterprises, other }): Companions =>
      ({ variable, value }) => ({
        inhabitants:
          variable === 'enterprises' && perHundred > 0 ? shareOfCents(value, 100, perHundred) : inhabitants,
        enterprises: variable === 'inhabitants' ? shareOfCents(value, perHundred, 100) : enterprises,
        others: Object.fromEntries(tariff.variables.map(({ name }) => [name, other])),
      }),
  );
  const tried = valuesTried(tariff);
  if (tried.size < 2) return { usual, rare: [] };
  const alone = [...tried].flatMap(([name, values]) =>
    values.map(
      (value): Companions =>
        (threshold) =>
          withQuantity(usual[0]!(threshold), name, value),
    ),
  );
  const together = STEPS.map(
    (value): Companions =>
      (threshold) =>
        [...tried.keys()].reduce((body, name) => withQuantity(body, name, value), usual[0]!(threshold)),
  );
  return { usual, rare: [...alone, ...together] };
}

const STEPS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

const MOST_VALUES = 40;

/** Of each quantity that makes the fee: the steps of ten, and both sides of the ends of rows and lots when these are few. */
function valuesTried(tariff: Tariff): Map<string, number[]> {
  const tried = new Map<string, Set<number>>();
  const add = (variable: string, ends: readonly (number | null | undefined)[]) => {
    const values = tried.get(variable) ?? new Set(STEPS);
    for (const end of ends) if (end !== null && end !== undefined) values.add(end).add(end + 1);
    tried.set(variable, values);
  };
  for (const { fee } of feesOf(tariff)) {
    const rows = rowsOf(fee);
    if (rows)
      add(
        rows.variable,
        rows.rows.map(({ upTo }) => upTo),
      );
    if (fee.kind === 'RATE' || fee.kind === 'SLABS') add(fee.per, [fee.every]);
  }
  for (const { ranges = [] } of conditionsOf(tariff)) for (const { of, upTo } of ranges) add(of, [upTo]);
  return new Map(
    [...tried].map(([variable, values]) => [
      variable,
      values.size > MOST_VALUES ? STEPS : [...values].sort((a, b) => a - b),
    ]),
  );
}

/**
 * Every notch and cliff of a tariff: the same kind of body, one inhabitant (enterprise, workstation…) more, pays
 * less. [D1] Of the standard tariff, with the enterprises of the worked examples:
 *   BAND 3,000 → 3,001 with 210 enterprises: 660.00 → 627.14, −32.86
 *   BAND 15,000 → 15,001 with 1,200: 2,932.50 → 2,587.61, −344.89
 *   both methods 40,000 → 40,001 with 3,500: 8,360.00 (SLAB) → 300.00
 * SLAB has no other: it is the only method that never makes a bigger comune pay less.
 * Between two thresholds no rule makes a fee fall, since prices are not negative and discounts not over 100 %.
 */
export function tryTariff(tariff: Tariff, companions?: Companions): Trial {
  const budget: Budget = { left: MOST_STEPS };
  const { kinds, bounded } = kindsOfBody(tariff);
  const notches = new Map<string, Notch>();
  const trial: Trial = { notches: [], withoutAmount: null, bounded };
  const all = companions ? { usual: [companions], rare: [] } : companionsOf(tariff);
  for (const kind of kinds) {
    const reached = reachedThresholds(tariff, kind, budget);
    const somewhere: ReachedThreshold = { variable: 'inhabitants', value: 3000, guards: new Map() };
    for (const threshold of [...reached, somewhere]) {
      const found = notchesAt(threshold, kind, all, tariff, budget, trial);
      for (const notch of found) {
        const key = `${notch.variable} ${notch.value} ${notch.before} ${notch.after}`;
        if (!notches.has(key)) notches.set(key, notch);
      }
      if (trial.withoutAmount) return trial;
    }
    if (budget.left < 0) break;
  }
  const sorted = [...notches.values()].sort(
    (a, b) => b.variable.localeCompare(a.variable) || a.value - b.value,
  );
  return { ...trial, notches: sorted, bounded: bounded || budget.left < 0 };
}

/** The first notch that the usual companions show, and the first cliff when that is none; else the first of the rare ones. */
function notchesAt(
  threshold: ReachedThreshold,
  kind: FeeInputs,
  { usual, rare }: { usual: readonly Companions[]; rare: readonly Companions[] },
  tariff: Tariff,
  budget: Budget,
  trial: Trial,
): Notch[] {
  let first: Notch | null = null;
  const tryWith = (with_: Companions) =>
    notchAt(threshold, guarded({ ...with_(threshold), ...kind }, threshold.guards), tariff, budget, trial);
  for (const with_ of usual) {
    const notch = tryWith(with_);
    if (notch?.severity === 'CLIFF') return first ? [first, notch] : [notch];
    first ??= notch;
  }
  for (const with_ of rare) first ??= tryWith(with_);
  return first ? [first] : [];
}

function notchAt(
  { variable, value }: Threshold,
  body: FeeInputs,
  tariff: Tariff,
  budget: Budget,
  trial: Trial,
): Notch | null {
  const sides = [withQuantity(body, variable, value), withQuantity(body, variable, value + 1)] as const;
  const before = amountOfFee(tariff, sides[0], budget);
  const after = amountOfFee(tariff, sides[1], budget);
  if (budget.left >= 0 && (before === null || after === null))
    trial.withoutAmount ??= before === null ? sides[0] : sides[1];
  if (before === null || after === null || after >= before) return null;
  const severity = after * 2 < before ? 'CLIFF' : 'NOTCH';
  return { variable, value, severity, body: sides[0], before, after, difference: after - before };
}

/** The body with each quantity moved, when it must be, to where the rule of the threshold holds. */
function guarded(body: FeeInputs, guards: Guards): FeeInputs {
  let moved = body;
  for (const [variable, stretch] of guards) {
    const value = quantity(body, variable);
    const nearest = clamped(value, stretch);
    if (nearest !== value) moved = withQuantity(moved, variable, nearest);
  }
  return moved;
}

const clamped = (value: number, { from, upTo }: Stretch): number =>
  Math.max(from, upTo === null ? value : Math.min(value, upTo));

function quantity(body: FeeInputs, variable: string): number {
  if (variable === 'inhabitants') return body.inhabitants ?? 0;
  return variable === 'enterprises' ? (body.enterprises ?? 0) : Number(body.others?.[variable] ?? 0);
}

function withQuantity<Q extends Quantities>(body: Q, variable: string, value: number): Q {
  if (variable === 'inhabitants' || variable === 'enterprises') return { ...body, [variable]: value };
  return { ...body, others: { ...body.others, [variable]: value } };
}
