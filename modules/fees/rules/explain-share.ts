/** How the share of one body comes from the cost, part by part, for who reads it. [D13] */
import type Big from 'big.js';
import { type Cents, type DecimalText, decimal, eurosOf } from '#platform/money';
import { type Driver, figureOf, weightsInForce } from './cost-allocation.ts';
import { asAllocated, DRIVERS, type KeptShare, modelOfWeights, type Weights } from './kept-allocation.ts';

/** What all the bodies of an allocation weigh together. */
export interface AllocationTotals {
  bodies: number;
  inhabitants: number;
  area: DecimalText;
  usage: DecimalText;
}

export interface ExplainedPart {
  driver: Driver;
  /** Percent of the cost that this driver shares. */
  weight: DecimalText;
  /** The part of the cost that this driver shares, in euro, four decimals at most. */
  amount: DecimalText;
  figure: DecimalText;
  total: DecimalText;
  /** figure / total in percent, four decimals at most. */
  percent: DecimalText;
  /** What comes to the body, in euro, four decimals at most. */
  part: DecimalText;
}

export interface ExplainedShare {
  parts: ExplainedPart[];
  /** The sum of the parts before it is rounded to the cent, in euro, four decimals at most. */
  exact: DecimalText;
  /** The share in percent of the net cost, four decimals at most. */
  percent: DecimalText;
}

/**
 * 30,000.00 by 50 population + 50 area, a body of 1,200 inhabitants of 25,000 and 12.5 of 100 km²:
 *   15,000 × 1,200/25,000 (4.8 %) = 720 · 15,000 × 12.5/100 (12.5 %) = 1,875 · together 2,595, 8.65 %
 */
export function explainShare(
  allocation: { net: Cents; weights: Weights; usageIsZero: boolean },
  totals: AllocationTotals,
  share: KeptShare,
): ExplainedShare {
  const weights = weightsInForce(modelOfWeights(allocation.weights), allocation.usageIsZero);
  const net = eurosOf(allocation.net);
  const all: Record<Driver, DecimalText | number> = {
    EQUAL: totals.bodies,
    PER_CAPITA: totals.inhabitants,
    AREA: totals.area,
    USAGE: totals.usage,
  };
  let fraction = decimal(0);
  const parts = DRIVERS.flatMap((driver): ExplainedPart[] => {
    const weight = weights.get(driver);
    if (!weight) return [];
    const figure = decimal(figureOf(asAllocated(share), driver) ?? 0);
    const total = decimal(all[driver]);
    const ofTotal = precise(figure, total);
    fraction = fraction.plus(weight.times(ofTotal));
    const amount = net.times(weight).div(100);
    return [
      {
        driver,
        weight: weight.toFixed(),
        amount: shown(amount),
        figure: figure.toFixed(),
        total: total.toFixed(),
        percent: shown(ofTotal.times(100)),
        part: shown(amount.times(ofTotal)),
      },
    ];
  });
  return { parts, exact: shown(net.times(fraction).div(100)), percent: shown(fraction) };
}

/** A quotient of twenty decimals, those that Big gives. */
const precise = (figure: Big, total: Big): Big => (total.gt(0) ? figure.div(total) : decimal(0));

const shown = (value: Big): DecimalText => {
  const text = value.toFixed(4);
  return text.replace(/\.?0+$/, '');
};
