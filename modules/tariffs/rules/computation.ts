/** What a computation under way knows and writes: inputs, what is missing, the lines of the trace. */
import Big from 'big.js';
import { type DecimalText, decimal, formatInteger } from '#platform/money';
import { type FeeInputs, quantityOf } from './fee-inputs.ts';
import type { Fee, Stretch, Tariff } from './tariff.ts';
import type { Operand, Step, TraceLine } from './trace.ts';

/** One computation under way: what is known, what turned out to be missing, the lines written so far. */
export interface Computation {
  tariff: Tariff;
  inputs: FeeInputs;
  missing: Set<string>;
  /** True when no rule of the tariff speaks of this body: a fault of the tariff, never a fee of zero. */
  uncovered: boolean;
  /** null when nobody wants the trace. */
  lines: TraceLine[] | null;
  /** Categories in whose place the body is being computed. */
  asCategories: readonly string[];
  /** Steps still allowed: a tariff that refers to others that refer to others could go on for hours. */
  budget: Budget;
  /** The rule that turned in a circle, when one did. */
  circle: { at: Fee | null };
}

/** Rules, options and slabs that may still be looked at; shared by the whole of a computation. */
export interface Budget {
  left: number;
}

export const ONE = decimal(1);
const constants = new Map<DecimalText, Big>();

/** The Big of a number written in the tariff; few and always the same, so each is read once. */
export function constant(text: DecimalText): Big {
  let value = constants.get(text);
  if (value === undefined) {
    value = decimal(text);
    if (constants.size > 5000) constants.clear();
    constants.set(text, value);
  }
  return value;
}

export const euro = (value: DecimalText | Big): Operand => ({ value: asText(value), unit: 'EURO' });
export const count = (value: number | DecimalText | Big): Operand => ({
  value: asText(value),
  unit: 'COUNT',
});
const asText = (value: number | DecimalText | Big): DecimalText =>
  value instanceof Big ? value.toFixed() : String(value);

export function line(on: Computation, step: Step, label: string, operands: Operand[], result: Big): Big {
  on.lines?.push({ step, label, operands, result: result.toFixed() });
  return result;
}

export function chosen(on: Computation, label: string, operands: Operand[] = []): void {
  on.lines?.push({ step: 'CHOSEN', label, operands, result: null });
}

/** "da 3.001 a 5.000", "oltre 15.000", "fino a 3.000" */
export function stretchText({ from, upTo }: Stretch): string {
  if (upTo === null) return from === 0 ? 'senza limite' : `oltre ${formatInteger(from - 1)}`;
  return from === 0 ? `fino a ${formatInteger(upTo)}` : `da ${formatInteger(from)} a ${formatInteger(upTo)}`;
}

export function known(name: string, on: Computation): number | DecimalText | null {
  const value = quantityOf(on.inputs, name);
  if (value === null) on.missing.add(name);
  return value;
}

/** The sum of the amounts; one alone needs no line. */
export function total(amounts: Big[], label: string, on: Computation): Big {
  const [first, ...rest] = amounts;
  if (first !== undefined && rest.length === 0) return first;
  const result = amounts.reduce((sum, amount) => sum.plus(amount), decimal(0));
  return on.lines ? line(on, 'SUM', label, amounts.map(euro), result) : result;
}
