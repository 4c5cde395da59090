/** The arithmetic of a tariff: one small function a kind of fee, exact euros in `Big`, no rounding here. */
import type Big from 'big.js';
import { type DecimalText, eurosOf } from '#platform/money';
import { type Computation, chosen, constant, euro, line, ONE, total } from './computation.ts';
import { judge } from './condition.ts';
import { CATEGORY_LABELS } from './fee-inputs.ts';
import { bandOf, rate, slabs } from './quantity-fees.ts';
import type { Fee, FeeOf, Option } from './tariff.ts';

/** The exact euros of a fee for a body, or null when inputs are missing or no rule applies (see `Computation`). */
export function computeFee(fee: Fee, on: Computation): Big | null {
  if (--on.budget.left < 0) return null;
  switch (fee.kind) {
    case 'FLAT':
      return line(on, 'GIVEN', fee.label ?? 'Quota fissa', [euro(fee.amount)], constant(fee.amount));
    case 'RATE':
      return rate(fee, on);
    case 'SLABS':
      return slabs(fee, on);
    case 'BANDS':
      return bands(fee, on);
    case 'DISCOUNT_BY_BAND':
      return discountByBand(fee, on);
    case 'DISCOUNT':
      return discounted(computeFee(fee.of, on), fee.discount, fee.label ?? 'Riduzione', on);
    case 'SUM':
      return sum(fee, on);
    case 'WITHIN':
      return within(fee, on);
    case 'SAFEGUARD':
      return safeguard(fee, on);
    case 'AS_CATEGORY':
      return asCategory(fee, on);
    case 'CHOICE':
      return choice(fee.options, on);
  }
}

function bands(fee: FeeOf<'BANDS'>, on: Computation): Big | null {
  const band = bandOf(fee.bands, fee.by, on);
  return band === null ? null : computeFee(band.fee, on);
}

function discountByBand(fee: FeeOf<'DISCOUNT_BY_BAND'>, on: Computation): Big | null {
  const gross = computeFee(fee.of, on);
  const band = bandOf(fee.bands, fee.by, on);
  return band === null ? null : discounted(gross, band.discount, fee.label ?? 'Sconto della fascia', on);
}

function discounted(gross: Big | null, discount: DecimalText, label: string, on: Computation): Big | null {
  if (gross === null) return null;
  const net = gross.times(ONE.minus(constant(discount)));
  return on.lines
    ? line(on, 'PRODUCT', label, [euro(gross), { value: discount, unit: 'DISCOUNT' }], net)
    : net;
}

function sum(fee: FeeOf<'SUM'>, on: Computation): Big | null {
  const amounts = fee.parts.map((part) => computeFee(part, on));
  return amounts.includes(null) ? null : total(amounts as Big[], fee.label ?? 'Somma', on);
}

function within(fee: FeeOf<'WITHIN'>, on: Computation): Big | null {
  const amount = computeFee(fee.of, on);
  const least = limitOf(fee.atLeast, 'minimo', on);
  const most = limitOf(fee.atMost, 'massimo', on);
  if (amount === null || least === null || most === null) return null;
  const raised = least === undefined ? amount : bounded('FLOOR', amount, least, 'Importo minimo', on);
  return most === undefined ? raised : bounded('CAP', raised, most, 'Importo massimo', on);
}

function limitOf(fee: Fee | undefined, name: 'minimo' | 'massimo', on: Computation): Big | null | undefined {
  if (fee === undefined) return undefined;
  if (on.lines && fee.kind !== 'FLAT') chosen(on, `Calcolo dell’importo ${name}`);
  return computeFee(
    fee.kind === 'FLAT' && !fee.label ? { ...fee, label: `Importo ${name} previsto` } : fee,
    on,
  );
}

function bounded(step: 'CAP' | 'FLOOR', amount: Big, limit: Big, label: string, on: Computation): Big {
  const result = (step === 'CAP' ? limit.lt(amount) : limit.gt(amount)) ? limit : amount;
  return on.lines ? line(on, step, label, [euro(amount), euro(limit)], result) : result;
}

function safeguard(fee: FeeOf<'SAFEGUARD'>, on: Computation): Big | null {
  const amount = computeFee(fee.of, on);
  const reference = on.inputs.referenceFees?.[fee.year];
  if (reference === undefined) on.missing.add(`referenceFees.${fee.year}`);
  if (amount === null || reference === undefined) return null;
  if (reference === null) {
    chosen(on, `Salvaguardia non applicata: nessuna quota dovuta nel ${fee.year}`);
    return amount;
  }
  const before = eurosOf(reference);
  const limits = { up: fee.maxIncrease, down: fee.maxDecrease };
  const capped = limits.up === undefined ? amount : limited('CAP', amount, before, limits.up, fee.year, on);
  return limits.down === undefined ? capped : limited('FLOOR', capped, before, limits.down, fee.year, on);
}

function limited(
  step: 'CAP' | 'FLOOR',
  amount: Big,
  before: Big,
  change: DecimalText,
  year: number,
  on: Computation,
): Big {
  const unit = step === 'CAP' ? 'INCREASE' : 'DISCOUNT';
  const limit = before.times(step === 'CAP' ? ONE.plus(constant(change)) : ONE.minus(constant(change)));
  const name = step === 'CAP' ? 'massimo' : 'minimo';
  if (on.lines)
    line(on, 'PRODUCT', `Limite ${name} rispetto al ${year}`, [euro(before), { value: change, unit }], limit);
  return bounded(step, amount, limit, `Salvaguardia rispetto al ${year}`, on);
}

function asCategory(fee: FeeOf<'AS_CATEGORY'>, on: Computation): Big | null {
  if (on.asCategories.includes(fee.category)) {
    on.uncovered = true; // the tariff turns in a circle: validateTariff refuses it
    on.circle.at ??= fee;
    return null;
  }
  if (on.lines) chosen(on, `Calcolo come per la categoria ${CATEGORY_LABELS[fee.category]}`);
  const other: Computation = {
    ...on,
    inputs: { ...on.inputs, category: fee.category },
    asCategories: [...on.asCategories, fee.category],
  };
  const amount = computeFee(on.tariff.fee, other);
  on.uncovered ||= other.uncovered;
  if (amount === null) return null;
  const result = amount.times(constant(fee.share));
  if (!on.lines) return result;
  return line(
    on,
    'PRODUCT',
    fee.label ?? 'Frazione dovuta',
    [euro(amount), { value: fee.share, unit: 'SHARE' }],
    result,
  );
}

/** The first rule that holds. One that may hold is followed only to learn what else it would need. */
function choice(options: readonly Option[], on: Computation): Big | null {
  for (const option of options) {
    on.budget.left -= 1;
    const verdict = judge(option.when, on.inputs);
    if (verdict.holds === false) continue;
    for (const name of verdict.missing) on.missing.add(name);
    if (on.lines) chosen(on, `Regola applicata: ${option.label}`);
    const amount = computeFee(option.fee, on);
    return verdict.holds === 'UNKNOWN' ? null : amount;
  }
  on.uncovered = true;
  return null;
}
