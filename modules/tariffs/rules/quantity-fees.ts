/** The fees that a quantity makes: rates, slabs, and the band in which it falls. */
import type Big from 'big.js';
import { type DecimalText, decimal, formatDecimalText, formatInteger } from '#platform/money';
import {
  type Computation,
  chosen,
  constant,
  count,
  euro,
  known,
  line,
  ONE,
  stretchText,
  total,
} from './computation.ts';
import { labelOf } from './fee-inputs.ts';
import type { FeeOf, Stretch } from './tariff.ts';

export function rate(fee: FeeOf<'RATE'>, on: Computation): Big | null {
  const value = known(fee.per, on);
  if (value === null) return null;
  const units = startedUnits(value, fee.every);
  const result = constant(fee.rate).times(units);
  if (on.lines) {
    const name = `${fee.label ?? labelOf(on.tariff, fee.per)}${countedText(value, fee.every)}`;
    line(on, 'PRODUCT', name, [count(units), euro(fee.rate)], result);
  }
  return result;
}

/**
 * How many units are paid when they are counted so many at a time, and a started one counts as whole.
 *   every 1,000: 0 → 0 · 1 → 1 · 1,000 → 1 · 1,001 → 2      every 20 hours: 25 → 2 [D5]
 * Without `every` the value itself.
 */
function startedUnits(
  value: number | DecimalText | Big,
  every: number | undefined,
): number | DecimalText | Big {
  if (every === undefined) return value;
  const rest = decimal(value).mod(every);
  const whole = decimal(value).minus(rest).div(every);
  return rest.gt(0) ? whole.plus(ONE) : whole;
}

/** " (8.200, ogni 1.000 o frazione)": with it the line can be followed from the quantity to the units paid. */
function countedText(value: number | DecimalText | Big, every: number | undefined): string {
  if (every === undefined) return '';
  return ` (${formatDecimalText(decimal(value).toFixed())}, ogni ${formatInteger(every)} o frazione)`;
}

export function slabs(fee: FeeOf<'SLABS'>, on: Computation): Big | null {
  const value = known(fee.per, on);
  if (value === null) return null;
  const name = fee.label ?? labelOf(on.tariff, fee.per);
  const amounts: Big[] = [];
  on.budget.left -= fee.slabs.length;
  for (const slab of fee.slabs) {
    const inside = unitsIn(slab, value);
    if (inside === null) continue;
    const units = startedUnits(inside, fee.every);
    const gross = constant(slab.rate).times(units);
    const amount = slab.discount === undefined ? gross : gross.times(ONE.minus(constant(slab.discount)));
    if (on.lines) {
      const operands = [count(units), euro(slab.rate)];
      if (slab.discount && Number(slab.discount) > 0)
        operands.push({ value: slab.discount, unit: 'DISCOUNT' });
      const label = `${name} ${stretchText(slab)}${countedText(inside, fee.every)}`;
      line(on, 'PRODUCT', label, operands, amount);
    }
    amounts.push(amount);
  }
  return total(amounts, name, on);
}

/** How many units fall in the slab: the part of the value above the previous slab. The first slab always speaks. */
function unitsIn(slab: Stretch, value: number | DecimalText): Big | number | null {
  const below = Math.max(0, slab.from - 1);
  const top = slab.upTo === null || Number(value) <= slab.upTo ? value : slab.upTo;
  if (Number(top) <= below) return slab.from === 0 ? 0 : null;
  return typeof top === 'number' ? top - below : decimal(top).minus(below);
}

export function bandOf<B extends Stretch>(all: readonly B[], name: string, on: Computation): B | null {
  const value = known(name, on);
  if (value === null) return null;
  const band = all.find(({ upTo }) => upTo === null || Number(value) <= upTo);
  if (band === undefined || Number(value) <= band.from - 1) {
    on.uncovered = true;
    return null;
  }
  if (on.lines)
    chosen(on, `Fascia: ${labelOf(on.tariff, name).toLowerCase()} ${stretchText(band)}`, [count(value)]);
  return band;
}
