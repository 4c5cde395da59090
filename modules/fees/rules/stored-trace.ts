/**
 * The trace of an assessment as it is kept: a line is [step, label, operands, result], with steps and units as one
 * letter. Eight thousand traces a year are kept for decades, so names are not repeated in each line.
 */
import { formatDecimalText } from '#platform/money';
import { sentenceOf, type TraceLine } from '#tariffs';

type Operand = TraceLine['operands'][number];

/** A line of a tariff's trace, or the share of the year for who entered during it: yearly × parts / of. */
export type FeeTraceLine =
  | TraceLine
  | { step: 'PRO_RATA'; label: string; operands: Operand[]; result: string };

export type StoredLine = [step: string, label: string, operands: string[], result: string | null];

const STEPS = {
  CHOSEN: 'c',
  GIVEN: 'g',
  PRODUCT: 'p',
  SUM: 's',
  CAP: 'm',
  FLOOR: 'f',
  ROUNDING: 'r',
  PRO_RATA: 't',
} as const;
const UNITS = { EURO: 'E', COUNT: 'C', SHARE: 'S', DISCOUNT: 'D', INCREASE: 'I' } as const;
const STEP_OF = new Map(Object.entries(STEPS).map(([step, letter]) => [letter as string, step]));
const UNIT_OF = new Map(Object.entries(UNITS).map(([unit, letter]) => [letter as string, unit]));

export function storedTrace(lines: readonly FeeTraceLine[]): StoredLine[] {
  return lines.map(({ step, label, operands, result }) => [
    STEPS[step],
    label,
    operands.map(({ value, unit }) => UNITS[unit] + value),
    result,
  ]);
}

export function readTrace(stored: readonly StoredLine[]): FeeTraceLine[] {
  return stored.map(
    ([step, label, operands, result]) =>
      ({
        step: STEP_OF.get(step),
        label,
        operands: operands.map((text) => ({ unit: UNIT_OF.get(text[0]!), value: text.slice(1) })),
        result,
      }) as FeeTraceLine,
  );
}

/** "Quota per 4 mesi su 12: 1.740,00 € × 4 / 12 = 580,00 €"; other lines as the tariff says them. */
export function traceSentence(line: FeeTraceLine): string {
  if (line.step !== 'PRO_RATA') return sentenceOf(line);
  const [yearly, parts, of] = line.operands.map(({ value }) => value);
  return `${line.label}: ${euro(yearly!)} × ${parts} / ${of} = ${euro(line.result)}`;
}

/** At least two decimals; a fraction without end is shown to the sixth and said to go on. */
function euro(value: string): string {
  const [whole, fraction = ''] = value.split('.');
  if (fraction.length > 8) return `${formatDecimalText(`${whole}.${fraction.slice(0, 6)}`)}… €`;
  return `${formatDecimalText(`${whole}.${fraction.padEnd(2, '0')}`)} €`;
}
