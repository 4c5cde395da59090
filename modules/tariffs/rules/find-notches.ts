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
 * hide behind a cap, or show only where enterprises are few.
 */
const companionsOf = (tariff: Tariff): Companions[] =>
  [
    { perHundred: 8, inhabitants: 3000, enterprises: 240, other: 1 },
    { perHundred: 0, inhabitants: 0, enterprises: 0, other: 0 },
    { perHundred: 30, inhabitants: 50_000, enterprises: 15_000, other: 1000 },
  ].map((usual) => ({ variable, value }) => ({
    inhabitants:
      variable === 'enterprises' && usual.perHundred > 0
        ? shareOfCents(value, 100, usual.perHundred)
        : usual.inhabitants,
    enterprises: variable === 'inhabitants' ? shareOfCents(value, usual.perHundred, 100) : usual.enterprises,
    others: Object.fromEntries(tariff.variables.map(({ name }) => [name, usual.other])),
  }));

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
  const all = companions ? [companions] : companionsOf(tariff);
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

/** The first notch that the companions show, and the first cliff when that is none. */
function notchesAt(
  threshold: ReachedThreshold,
  kind: FeeInputs,
  companions: readonly Companions[],
  tariff: Tariff,
  budget: Budget,
  trial: Trial,
): Notch[] {
  let first: Notch | null = null;
  for (const with_ of companions) {
    const body = guarded({ ...with_(threshold), ...kind }, threshold.guards);
    const notch = notchAt(threshold, body, tariff, budget, trial);
    if (notch?.severity === 'CLIFF') return first ? [first, notch] : [notch];
    first ??= notch;
  }
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

function withQuantity(body: FeeInputs, variable: string, value: number): FeeInputs {
  if (variable === 'inhabitants' || variable === 'enterprises') return { ...body, [variable]: value };
  return { ...body, others: { ...body.others, [variable]: value } };
}
