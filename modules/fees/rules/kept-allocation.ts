/** A cost allocation as it is kept: its terms, the frozen figures and the share of each body, and the digest that proves them. */
import { createHash } from 'node:crypto';
import { type Cents, type DecimalText, decimal } from '#platform/money';
import type { AllocationKind } from './allocation-lifecycle.ts';
import type { AllocatedBody, AllocationModel, Driver } from './cost-allocation.ts';

export const DRIVERS = ['PER_CAPITA', 'EQUAL', 'AREA', 'USAGE'] as const satisfies readonly Driver[];

/** Weights in percent, of the drivers that weigh something. */
export type Weights = Readonly<Partial<Record<Driver, DecimalText>>>;

export interface AllocationTerms {
  year: number;
  title: string;
  kind: AllocationKind;
  /** What a final account balances. */
  balancesId: string | null;
  conventionId: string;
  membersOn: string;
  figuresOn: string;
  /** The day on which the figures were read and frozen; of a final account, that of what it balances. */
  frozenOn: string;
  comuniOnly: boolean;
  usageName: string | null;
  cost: Cents;
  grants: Cents;
  net: Cents;
  weights: Weights;
  /** Nobody used anything: the weight of the use went to inhabitants. */
  usageIsZero: boolean;
}

/** What a body weighed when the allocation was drafted; null is not known, which only a figure that weighs nothing is. */
export interface FrozenFigures {
  inhabitants: number | null;
  /** Square kilometres, a decimal text without idle zeros. */
  area: DecimalText | null;
  usage: DecimalText | null;
}

export interface KeptShare extends FrozenFigures {
  bodyId: string;
  name: string;
  share: Cents;
  /** On the final account: what was asked on the budget, and what is still to pay (positive) or to have back. */
  provisional: Cents | null;
  balance: Cents | null;
}

/** The weights as they are kept: of drivers that weigh something, in an order of their own, without idle zeros. */
export const keptWeights = (weights: Weights): Weights =>
  Object.fromEntries(
    DRIVERS.flatMap((driver) => {
      const weight = decimal(weights[driver] ?? '0');
      return weight.gt(0) ? [[driver, weight.toFixed()]] : [];
    }),
  );

/** The name of a model: that of its one driver, or MIXED. {PER_CAPITA: 100} → PER_CAPITA; {PER_CAPITA: 50, AREA: 50} → MIXED */
export function modelName(weights: Weights): Driver | 'MIXED' {
  const [only, another] = DRIVERS.filter((driver) => weights[driver] !== undefined);
  return only && !another ? only : 'MIXED';
}

export const modelOfWeights = (weights: Weights): AllocationModel => ({ mixed: { ...weights } });

/** A frozen share as the rule of the allocation wants it: the same figures give the same shares again. */
export const asAllocated = ({ bodyId, inhabitants, area, usage }: KeptShare): AllocatedBody => ({
  bodyId,
  ...(inhabitants === null ? {} : { population: inhabitants }),
  ...(area === null ? {} : { area }),
  ...(usage === null ? {} : { usage }),
});

/** SHA-256 (hexadecimal) of an allocation, bodies in the order of their identifiers: the same one gives the same digest. */
export function digestOfAllocation(t: AllocationTerms, shares: readonly KeptShare[]): string {
  const text = JSON.stringify([
    [
      t.year,
      t.title,
      t.kind,
      t.balancesId,
      t.conventionId,
      t.membersOn,
      t.figuresOn,
      t.frozenOn,
      t.comuniOnly,
      t.usageName,
    ],
    [t.cost, t.grants, t.net, DRIVERS.map((driver) => t.weights[driver] ?? null), t.usageIsZero],
    shares
      .map((s) => [s.bodyId, s.name, s.inhabitants, s.area, s.usage, s.share, s.provisional, s.balance])
      .toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
  ]);
  return createHash('sha256').update(text).digest('hex');
}
