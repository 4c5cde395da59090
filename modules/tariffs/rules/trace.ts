/**
 * The trace of an amount: every step, with its operands, so that a citizen can do the sum again to the cent.
 * It is data (kept with the assessment, given by the API); `sentenceOf` says a line in Italian.
 */
import { type DecimalText, formatDecimalText } from '#platform/money';

/** COUNT is a number of things; DISCOUNT d stands for ×(1−d), INCREASE i for ×(1+i), SHARE s for ×s. */
export type Unit = 'EURO' | 'COUNT' | 'SHARE' | 'DISCOUNT' | 'INCREASE';
export interface Operand {
  value: DecimalText;
  unit: Unit;
}

/**
 * How operands make the result: PRODUCT and SUM as they say, CAP the least, FLOOR the greatest, ROUNDING to the
 * cent or to what the tariff says, GIVEN the operand itself. CHOSEN says which rule or band applies, and has no result.
 */
export type Step = 'CHOSEN' | 'GIVEN' | 'PRODUCT' | 'SUM' | 'CAP' | 'FLOOR' | 'ROUNDING';

export interface TraceLine {
  step: Step;
  /** Italian, without final stop. */
  label: string;
  operands: Operand[];
  /** Exact euros; null on a CHOSEN line. */
  result: DecimalText | null;
}

/** "1140" → "1.140,00 €", "427.6425" → "427,6425 €": never fewer than two decimals, never rounded. */
function euro(value: DecimalText): string {
  const [whole, fraction = ''] = value.split('.');
  return `${formatDecimalText(`${whole}.${fraction.padEnd(2, '0')}`)} €`;
}

/** "0.05" → "5%", "0.125" → "12,5%": two places to the right, exact. */
function percent(value: DecimalText): string {
  const [whole = '0', fraction = ''] = value.split('.');
  const shifted = `${whole}${fraction.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(2).replace(/0+$/, '');
  return `${formatDecimalText(rest ? `${shifted}.${rest}` : shifted)}%`;
}

function operandText({ value, unit }: Operand): string {
  if (unit === 'EURO') return euro(value);
  if (unit === 'COUNT') return formatDecimalText(value);
  if (unit === 'DISCOUNT') return `(100% − ${percent(value)})`;
  return unit === 'INCREASE' ? `(100% + ${percent(value)})` : percent(value);
}

/**
 * One line of the trace as an Italian sentence.
 * "Abitanti da 3.001 a 5.000: 2.000 × 0,15 € × (100% − 5%) = 285,00 €"
 */
export function sentenceOf(line: TraceLine): string {
  const operands = line.operands.map(operandText);
  if (line.result === null) return operands.length ? `${line.label} (${operands.join(', ')})` : line.label;
  const result = euro(line.result);
  switch (line.step) {
    case 'PRODUCT':
      return `${line.label}: ${operands.join(' × ')} = ${result}`;
    case 'SUM':
      return `${line.label}: ${operands.join(' + ')} = ${result}`;
    case 'CAP':
      return `${line.label}: il minore fra ${operands.join(' e ')} = ${result}`;
    case 'FLOOR':
      return `${line.label}: il maggiore fra ${operands.join(' e ')} = ${result}`;
    case 'ROUNDING':
      return `${line.label}: ${operands.join('')} → ${result}`;
    default:
      return `${line.label}: ${result}`;
  }
}
