import { type Cents, centsToText, decimal } from '#platform/money';
import type { Budget, Computation } from './computation.ts';
import { computeFee } from './compute-fee.ts';
import type { FeeInputs } from './fee-inputs.ts';
import { roundFee, roundingText } from './rounding.ts';
import type { Fee, Tariff } from './tariff.ts';
import type { TraceLine } from './trace.ts';

/**
 * The fee of a body, or why there is none. `missing` names the inputs not known ("inhabitants", "region",
 * "referenceFees.2013"…); `uncovered` says that no rule of the tariff speaks of the body.
 */
export type FeeResult =
  | { ok: true; amount: Cents; trace: TraceLine[] }
  | { ok: false; missing: string[]; uncovered: boolean };

/** More than any tariff needs for one body; a hundredth of a second. */
const MOST_STEPS = 20_000;
/** The greatest amount that cents hold exactly. */
const MOST_EUROS = decimal('90071992547409');

/**
 * The fee of a body under a tariff, in cents, with the trace that explains it. [D1]
 * Exact decimals, rounded once, at the end: HALF_UP to the cent, or as the tariff says (`rounding`). A missing input
 * gives no amount, never 0.
 *
 * With the standard tariff by slabs (0.15 an inhabitant, 1.00 an enterprise; 0, 5, 10, 15, 25 %):
 *    2,400 / 150   → 510.00
 *    3,001 / 210   → 660.14
 *    8,000 / 600   → 1,740.00 = 450 + 285 + 405 + 600
 *   12,345 / 1,021 → 2,729.99 (exactly 2,729.9875)
 *    3,018 / 0     → 452.57, where floats give 452.56
 *   40,000 / 3,500 → 8,360.00 and 40,001 / 3,500 → 300.00: "più di 40.000" pays the flat fee
 *   an Unione      → 300.00, its inhabitants need not be known
 */
export function assessFee(tariff: Tariff, inputs: FeeInputs): FeeResult {
  const on = computation(tariff, inputs, []);
  const euros = computeFee(tariff.fee, on);
  if (on.budget.left < 0) return { ok: false, missing: ['fewerSteps'], uncovered: false };
  if (euros === null) return { ok: false, missing: [...on.missing], uncovered: on.uncovered };
  if (euros.gt(MOST_EUROS)) return { ok: false, missing: ['smallerAmount'], uncovered: false };
  const amount = roundFee(euros, tariff.rounding);
  const trace = on.lines ?? [];
  trace.push({
    step: 'ROUNDING',
    label: roundingText(tariff.rounding),
    operands: [{ value: euros.toFixed(), unit: 'EURO' }],
    result: centsToText(amount),
  });
  return { ok: true, amount, trace };
}

/**
 * The same amount without its trace, or null: for simulations over many bodies. `budget` is one shared with other
 * calculations, whose end also gives null.
 */
export function amountOfFee(tariff: Tariff, inputs: FeeInputs, budget?: Budget): Cents | null {
  const most = Math.min(MOST_STEPS, budget?.left ?? MOST_STEPS);
  const on = computation(tariff, inputs, null, { left: most });
  const euros = computeFee(tariff.fee, on);
  if (budget) budget.left -= most - on.budget.left;
  return euros === null || on.budget.left < 0 || euros.gt(MOST_EUROS)
    ? null
    : roundFee(euros, tariff.rounding);
}

/** Why a body has no fee: what is not known of it, "uncovered" when no rule speaks of it; without the trace, as above. */
export function missingForFee(tariff: Tariff, inputs: FeeInputs): readonly string[] {
  const on = computation(tariff, inputs, null);
  const euros = computeFee(tariff.fee, on);
  if (on.budget.left < 0) return ['fewerSteps'];
  if (euros !== null) return euros.gt(MOST_EUROS) ? ['smallerAmount'] : [];
  return on.missing.size > 0 ? [...on.missing] : ['uncovered'];
}

/** The rule that sends the calculation for a body in a circle, or null. */
export function circleOf(tariff: Tariff, inputs: FeeInputs): Fee | null {
  const on = computation(tariff, inputs, null);
  computeFee(tariff.fee, on);
  return on.circle.at;
}

function computation(
  tariff: Tariff,
  inputs: FeeInputs,
  lines: TraceLine[] | null,
  budget: Budget = { left: MOST_STEPS },
): Computation {
  return {
    tariff,
    inputs,
    missing: new Set(),
    uncovered: false,
    lines,
    asCategories: [inputs.category],
    budget,
    circle: { at: null },
  };
}
