/** Two tariffs side by side over many bodies: who would pay more, who less, and how much would come in. */
import { type Cents, shareOfCents, sumCents } from '#platform/money';
import { amountOfFee } from './assess-fee.ts';
import type { FeeInputs } from './fee-inputs.ts';
import type { Tariff } from './tariff.ts';

/** One body under both tariffs; an amount is null when an input that the tariff needs is missing. */
export interface SimulatedBody {
  bodyId: string;
  before: Cents | null;
  after: Cents | null;
  /** after − before; null when one of the two is. */
  difference: Cents | null;
}

/** A class of the distribution: change from `over` (excluded) to `upTo` (included), in percent; null is without end. */
export interface ChangeClass {
  over: number | null;
  upTo: number | null;
  bodies: number;
}

export interface Simulation {
  bodies: SimulatedBody[];
  /** Only over the bodies that have both amounts. */
  totals: { bodies: number; before: Cents; after: Cents; difference: Cents };
  paysMore: { bodies: number; difference: Cents };
  paysLess: { bodies: number; difference: Cents };
  paysTheSame: number;
  /** Bodies without an amount under one tariff or the other: they count in no total. */
  notComparable: number;
  distribution: ChangeClass[];
}

/** Bounds of the distribution, in percent: a fall of more than half … a rise of more than double. */
const CHANGE_BOUNDS = [-50, -20, -10, -1, 0, 1, 10, 20, 50, 100];

/**
 * Compares a tariff in force with a proposed one. From the standard tariff by slabs to the one by bands:
 * 8,000 inhabitants / 600 enterprises pays 1,740.00 → 1,620.00; 2,400 / 150 pays 510.00 both times.
 */
export function simulateTariffs(
  current: Tariff,
  proposed: Tariff,
  bodies: readonly { bodyId: string; inputs: FeeInputs }[],
): Simulation {
  const simulated = bodies.map(({ bodyId, inputs }) => simulateBody(bodyId, inputs, current, proposed));
  const both = simulated.filter(isComparable);
  return {
    bodies: simulated,
    totals: totalsOf(both),
    paysMore: changed(both.filter(({ difference }) => difference > 0)),
    paysLess: changed(both.filter(({ difference }) => difference < 0)),
    paysTheSame: both.filter(({ difference }) => difference === 0).length,
    notComparable: simulated.length - both.length,
    distribution: distributionOf(both),
  };
}

type Comparable = { before: Cents; after: Cents; difference: Cents };

function simulateBody(bodyId: string, inputs: FeeInputs, current: Tariff, proposed: Tariff): SimulatedBody {
  const before = amountOfFee(current, inputs);
  const after = amountOfFee(proposed, inputs);
  return { bodyId, before, after, difference: before === null || after === null ? null : after - before };
}

function isComparable(body: SimulatedBody): body is SimulatedBody & Comparable {
  return body.difference !== null;
}

function totalsOf(both: readonly Comparable[]): Simulation['totals'] {
  const before = sumCents(both.map((body) => body.before));
  const after = sumCents(both.map((body) => body.after));
  return { bodies: both.length, before, after, difference: after - before };
}

function changed(bodies: readonly Comparable[]): { bodies: number; difference: Cents } {
  return { bodies: bodies.length, difference: sumCents(bodies.map(({ difference }) => difference)) };
}

function distributionOf(both: readonly Comparable[]): ChangeClass[] {
  const classes: ChangeClass[] = [null, ...CHANGE_BOUNDS].map((over, index) => ({
    over,
    upTo: CHANGE_BOUNDS[index] ?? null,
    bodies: 0,
  }));
  for (const body of both) {
    const place = classes.find(({ upTo }) => upTo === null || changeIsAtMost(body, upTo));
    if (place) place.bodies += 1;
  }
  return classes;
}

/** Exact: difference ≤ before × percent / 100. Who pays nothing today and something tomorrow is in the last class. */
function changeIsAtMost({ before, difference }: Comparable, percent: number): boolean {
  if (before === 0) return percent >= 0 && difference === 0;
  return BigInt(difference) * 100n <= BigInt(before) * BigInt(percent);
}

/** The middle difference of the bodies that have one, in cents; null when none has. Even number: mean, half up. */
export function medianDifference({ bodies }: Simulation): Cents | null {
  const sorted = bodies
    .filter(isComparable)
    .map(({ difference }) => difference)
    .sort((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  return high === undefined || low === undefined ? null : shareOfCents(high + low, 1, 2);
}
