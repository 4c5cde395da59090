import { daysBetween, daysInYear, type IsoDate, partsOf } from '#platform/calendar';
import { type Cents, shareOfCents } from '#platform/money';

export type ProRataMethod = 'MONTHLY' | 'DAILY' | 'NONE';
/** What is charged: only what is due by the year is pro rata, never a one-off charge or a pack. */
export type ChargeKind = 'MEMBERSHIP_FEE' | 'RECURRING' | 'ONE_OFF' | 'PACK';

/** An amount for part of a year, and how: `parts` twelfths or days out of `of`. */
export interface ProRata {
  amount: Cents;
  unit: 'MONTHS' | 'DAYS' | 'WHOLE';
  parts: number;
  of: number;
}

/**
 * The amount of a year for who starts during it. [D3; the sources are silent]
 * MONTHLY (default): Q·m/12, m = months from the month of effect, included, to December. DAILY: by days.
 * Leaving gives no refund: the end date does not enter.
 *   1,740.00 from 10 September: 4/12 → 580.00 · DAILY 113/365 → 538.68, in a leap year 113/366 → 537.21
 *   yearly 2,500.00 from 1 November → 416.67; activation 500.00 in November → 500.00 [trap 20]
 */
export function proRata(
  yearly: Cents,
  kind: ChargeKind,
  method: ProRataMethod,
  effectiveFrom: IsoDate,
  year: number,
): ProRata {
  const { year: startYear, month } = partsOf(effectiveFrom);
  const whole: ProRata = { amount: yearly, unit: 'WHOLE', parts: 1, of: 1 };
  if (kind === 'ONE_OFF' || kind === 'PACK' || method === 'NONE' || startYear < year) return whole;
  if (startYear > year) return { amount: 0, unit: 'WHOLE', parts: 0, of: 1 };
  if (method === 'MONTHLY') return shareOf(yearly, 'MONTHS', 13 - month, 12);
  return shareOf(yearly, 'DAYS', daysBetween(effectiveFrom, `${year}-12-31`) + 1, daysInYear(year));
}

function shareOf(yearly: Cents, unit: 'MONTHS' | 'DAYS', parts: number, of: number): ProRata {
  return { amount: shareOfCents(yearly, parts, of), unit, parts, of };
}
