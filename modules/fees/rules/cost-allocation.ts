/** How a common cost is shared among bodies. [D13; S1 asks for a model, the values are defaults] */
import type Big from 'big.js';
import { type Cents, type DecimalText, decimal, splitCents } from '#platform/money';
import { type Refusal, refuse } from './refusal.ts';

export type Driver = 'EQUAL' | 'PER_CAPITA' | 'USAGE' | 'AREA';

/** A body and what it weighs: inhabitants, use (tickets, releases…), square kilometres. Decimal texts or integers. */
export interface AllocatedBody {
  bodyId: string;
  population?: number;
  usage?: DecimalText | number;
  area?: DecimalText;
}

/** One driver alone, or several with weights in whole or decimal percent that make 100. */
export type AllocationModel = Driver | { mixed: Partial<Record<Driver, DecimalText>> };

export interface Allocation {
  net: Cents;
  shares: { bodyId: string; amount: Cents }[];
  /** USAGE_IS_ZERO: nobody used anything, and the usage part was shared by inhabitants. */
  warnings: 'USAGE_IS_ZERO'[];
}
type AllocationRefusal = Refusal<
  | 'fees.allocation-weights-not-100'
  | 'fees.allocation-figure-missing'
  | 'fees.allocation-without-bodies'
  | 'fees.allocation-driver-zero'
  | 'fees.allocation-grants-exceed-cost'
  | 'fees.allocation-amount-out-of-range'
>;

/** The largest amount that is shared, in cents: a hundred thousand million euro. */
export const MOST_ALLOCATED: Cents = 10_000_000_000_000;

const outOfRange = (amount: Cents): boolean => amount < 0 || amount > MOST_ALLOCATED;

/**
 * Net cost (cost − grants) shared by a model, largest remainder on cents, so that the shares always make the total.
 * 100.00 by 6 → 4 × 16.67 + 2 × 16.66 [trap 23]
 * 30,000 among 1,200/3,400/8,000/12,400 inhabitants, 50/120/200/130 tickets, 12.5/30/22.5/35 km²:
 *   EQUAL 7,500 each · PER_CAPITA 1,440/4,080/9,600/14,880 · USAGE 3,000/7,200/12,000/7,800
 *   50 population + 50 equal 4,470/5,790/8,550/11,190 · 50 population + 50 area 2,595/6,540/8,175/12,690
 *   50 population + 30 equal + 20 usage 3,570/5,730/9,450/11,250
 */
export function allocateCost(
  cost: Cents,
  grants: Cents,
  model: AllocationModel,
  bodies: readonly AllocatedBody[],
): Allocation | AllocationRefusal {
  if (bodies.length === 0) return refuse('fees.allocation-without-bodies');
  if (outOfRange(cost) || outOfRange(grants)) return refuse('fees.allocation-amount-out-of-range');
  if (grants > cost) return refuse('fees.allocation-grants-exceed-cost', { cost, grants });
  const weights = weightsOf(model);
  const sum = [...weights.values()].reduce((total, weight) => total.plus(weight), decimal(0));
  if (!sum.eq(100)) return refuse('fees.allocation-weights-not-100', { sum: sum.toFixed() });
  const warnings: Allocation['warnings'] = [];
  if (weights.has('USAGE') && bodies.every(({ usage }) => usage !== undefined && decimal(usage).eq(0))) {
    byInhabitantsInstead(weights);
    warnings.push('USAGE_IS_ZERO');
  }
  const missing = missingFigures(weights, bodies);
  if (missing.length > 0) return refuse('fees.allocation-figure-missing', { ...missing[0], missing });
  const parts = partsByWeight(weights, bodies);
  if ('refused' in parts) return parts;
  const amounts = splitCents(cost - grants, parts);
  return {
    net: cost - grants,
    shares: bodies.map(({ bodyId }, i) => ({ bodyId, amount: amounts[i] ?? 0 })),
    warnings,
  };
}

/** The part of the use goes to inhabitants: nobody used anything. */
function byInhabitantsInstead(weights: Map<Driver, Big>): void {
  const usage = weights.get('USAGE') ?? decimal(0);
  weights.set('PER_CAPITA', (weights.get('PER_CAPITA') ?? decimal(0)).plus(usage));
  weights.delete('USAGE');
}

/** The weights that were really used, in percent, by driver. */
export function weightsInForce(model: AllocationModel, usageIsZero: boolean): ReadonlyMap<Driver, Big> {
  const weights = weightsOf(model);
  if (usageIsZero) byInhabitantsInstead(weights);
  return weights;
}

/** Every figure that weighs something and is not known, by driver. */
function missingFigures(
  weights: ReadonlyMap<Driver, Big>,
  bodies: readonly AllocatedBody[],
): { bodyId: string; driver: Driver }[] {
  return [...weights.keys()].flatMap((driver) =>
    bodies.filter((body) => figureOf(body, driver) === undefined).map(({ bodyId }) => ({ bodyId, driver })),
  );
}

/** A refusal with the names of the bodies whose figures are missing, driver by driver, for its sentence. */
export function withNames<R extends Refusal>(
  refusal: R,
  bodies: readonly { bodyId: string; name: string }[],
): R {
  const missing = refusal.facts.missing as { bodyId: string; driver: Driver }[] | undefined;
  if (!missing) return refusal;
  const names = new Map(bodies.map(({ bodyId, name }) => [bodyId, name]));
  const drivers = [...new Set(missing.map(({ driver }) => driver))].map((driver) => ({
    driver,
    names: missing.filter((one) => one.driver === driver).map(({ bodyId }) => names.get(bodyId) ?? bodyId),
  }));
  return { ...refusal, facts: { drivers } };
}

function weightsOf(model: AllocationModel): Map<Driver, Big> {
  if (typeof model === 'string') return new Map([[model, decimal(100)]]);
  const entries = Object.entries(model.mixed) as [Driver, DecimalText][];
  return new Map(
    entries
      .map(([driver, weight]): [Driver, Big] => [driver, decimal(weight)])
      .filter(([, weight]) => weight.gt(0)),
  );
}

/**
 * The exact weight of each body. Σ weight·figure/total has fractions: everything is multiplied by all the totals,
 * which changes no proportion and leaves decimals that end.
 */
function partsByWeight(
  weights: Map<Driver, Big>,
  bodies: readonly AllocatedBody[],
): Big[] | AllocationRefusal {
  const drivers: { weight: Big; figures: Big[]; total: Big }[] = [];
  for (const [driver, weight] of weights) {
    const figures = bodies.map((body) => decimal(figureOf(body, driver) ?? 0));
    const total = figures.reduce((sum, figure) => sum.plus(figure), decimal(0));
    if (!total.gt(0)) return refuse('fees.allocation-driver-zero', { driver });
    drivers.push({ weight, figures, total });
  }
  const product = (skip: number) =>
    drivers.reduce((all, { total }, i) => (i === skip ? all : all.times(total)), decimal(1));
  const factors = drivers.map(({ weight }, i) => weight.times(product(i)));
  return bodies.map((_, b) =>
    drivers.reduce(
      (sum, { figures }, i) => sum.plus((factors[i] ?? decimal(0)).times(figures[b] ?? 0)),
      decimal(0),
    ),
  );
}

/** What a body weighs by a driver; undefined when it is not known. */
export function figureOf(body: AllocatedBody, driver: Driver): number | DecimalText | undefined {
  if (driver === 'EQUAL') return 1;
  if (driver === 'PER_CAPITA') return body.population;
  return driver === 'USAGE' ? body.usage : body.area;
}

/** The balance (conguaglio) of each body: what the final account asks less what was asked on the budget. [D13] */
export function balanceOfAllocation(
  provisional: Allocation,
  final: Allocation,
): { bodyId: string; amount: Cents }[] {
  const asked = new Map(provisional.shares.map(({ bodyId, amount }) => [bodyId, amount]));
  const due = new Map(final.shares.map(({ bodyId, amount }) => [bodyId, amount]));
  const bodies = new Set([...asked.keys(), ...due.keys()]);
  return [...bodies].map((bodyId) => ({ bodyId, amount: (due.get(bodyId) ?? 0) - (asked.get(bodyId) ?? 0) }));
}
