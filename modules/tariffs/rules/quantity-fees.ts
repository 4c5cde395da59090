/** The fees that a quantity makes: rates, slabs, and the band in which it falls. */
import type Big from 'big.js';
import { type DecimalText, decimal } from '#platform/money';
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
  const result = constant(fee.rate).times(value);
  if (on.lines)
    line(on, 'PRODUCT', fee.label ?? labelOf(on.tariff, fee.per), [count(value), euro(fee.rate)], result);
  return result;
}

export function slabs(fee: FeeOf<'SLABS'>, on: Computation): Big | null {
  const value = known(fee.per, on);
  if (value === null) return null;
  const name = fee.label ?? labelOf(on.tariff, fee.per);
  const amounts: Big[] = [];
  on.budget.left -= fee.slabs.length;
  for (const slab of fee.slabs) {
    const units = unitsIn(slab, value);
    if (units === null) continue;
    const gross = constant(slab.rate).times(units);
    const amount = slab.discount === undefined ? gross : gross.times(ONE.minus(constant(slab.discount)));
    if (on.lines) {
      const operands = [count(units), euro(slab.rate)];
      if (slab.discount && Number(slab.discount) > 0)
        operands.push({ value: slab.discount, unit: 'DISCOUNT' });
      line(on, 'PRODUCT', `${name} ${stretchText(slab)}`, operands, amount);
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
