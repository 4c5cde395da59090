import type { Cleaned, Cleaner } from './cell-cleaners.ts';
import { say } from './messages.it.ts';

/** No Italian comune passes it (Roma: 2.8 million residents). */
export const MOST_INHABITANTS = 5_000_000;

/**
 * A whole number not below zero and not above `most`, in the forms of Italian files:
 * 1234, 1.234, 1 234, 1.234,0 and 1234.0 are 1234; 12,5 is refused, and so are 1,234 and 1,000, which
 * could be decimals here and thousands elsewhere.
 */
export function wholeNumberUpTo(most: number): Cleaner<number> {
  return (text) => {
    const value = Number(plainDigits(text));
    if (!Number.isInteger(value)) return { wrong: say.notNumber };
    if (value < 0) return { wrong: say.negative };
    return value > most ? { wrong: say.tooBig(most) } : { value };
  };
}

/** Residents: int ≥ 0, at most 5,000,000; zero is accepted with a warning. */
export function inhabitants(text: string): Cleaned<number> {
  const cleaned = wholeNumberUpTo(MOST_INHABITANTS)(text);
  return 'value' in cleaned && cleaned.value === 0 ? { value: 0, warning: say.zeroInhabitants } : cleaned;
}

/** Digits as JavaScript reads them, or "?" when the text is not a whole number. */
function plainDigits(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const match = /^(-?)(\d{1,3}(?:[.\s']\d{3})+|\d+)(?:[.,]0{1,2})?$/.exec(text);
  return match ? match[1] + match[2]!.replace(/\D/g, '') : '?';
}

/** A decimal number not below zero: 13.29, 13,29, 1.234,5 (units are those of the column). */
export function decimalNumber(text: string): Cleaned<number> {
  const compact = text.replace(/\s/g, '');
  const plain = /^-?\d{1,3}(\.\d{3})+,\d+$/.test(compact) ? compact.replaceAll('.', '') : compact;
  const value = /^-?\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN;
  if (Number.isNaN(value)) return { wrong: say.notDecimal };
  return value < 0 ? { wrong: say.negative } : { value };
}

/**
 * A quantity not below zero, as decimal text with at most six decimals: exact, so that no amount depends on a float.
 *   42 → 42 · 13,29 → 13.29 · 13.29 → 13.29 · 1.234,5 → 1234.5 · 1.234.567 → 1234567 · 0.125 → 0.125 · 7,50 → 7.5
 *   1.234 is refused: a thousand here, one and something elsewhere.
 */
export function quantity(text: string): Cleaned<string> {
  const compact = text.replace(/[\s'\u00a0]/g, '');
  if (/^-\d/.test(compact)) return { wrong: say.negative };
  const ambiguous = /^([1-9]\d{0,2})\.(\d{3})$/.exec(compact);
  if (ambiguous)
    return {
      wrong: say.ambiguousQuantity(`${ambiguous[1]}${ambiguous[2]}`, `${ambiguous[1]},${ambiguous[2]}`),
    };
  const whole = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(compact) ? compact.replaceAll('.', '') : compact;
  const match = /^0*(\d{1,12})(?:[.,](\d{1,6}?)0*)?$/.exec(whole);
  if (!match) return { wrong: say.notQuantity };
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  return { value: decimals === '' ? match[1]! : `${match[1]}.${decimals}` };
}

/** A metre above or below the sea. */
export function altitude(text: string): Cleaned<number> {
  const value = Number(plainDigits(text));
  return Number.isInteger(value) && Math.abs(value) < 9000 ? { value } : { wrong: say.notNumber };
}

/** A calendar day as ISO text (yyyy-mm-dd), from 2026-12-31, 31/12/2026, 31-12-2026, 31.12.2026, with or without a time. */
export function calendarDay(text: string): Cleaned<string> {
  const iso = /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ][\d:.+Z-]*)?$/.exec(text);
  if (iso) return dayOf(iso[1]!, iso[2]!, iso[3]!);
  const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: [\d:.]*)?$/.exec(text);
  return italian ? dayOf(italian[3]!, italian[2]!, italian[1]!) : { wrong: say.notDate };
}

/** A date known only to the year or to the month stays so: 2021, 2021-09, 2021-09-09. */
export function partialDay(text: string): Cleaned<string> {
  if (/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text)) return { value: text };
  const day = calendarDay(text);
  return 'value' in day ? day : { wrong: say.partialDate };
}

/** A year, read as its last day: 2024 → 2024-12-31 (the date of the figures of a year). */
export function lastDayOfYear(text: string): Cleaned<string> {
  const year = Number(text.replace(/\.0$/, ''));
  return year >= 1861 && year <= 2100 && Number.isInteger(year)
    ? { value: `${year}-12-31` }
    : { wrong: say.year };
}

/**
 * The day that the heading of a column speaks of, or null:
 * "Popolazione legale 2011 (09/10/2011)" → 2011-10-09, "Popolazione al 1° gennaio 2024" → 2024-01-01,
 * "imprese_attive_2024" → 2024-12-31.
 */
export function dayInHeading(heading: string): string | null {
  const day = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}/.exec(heading);
  const cleaned = day ? calendarDay(day[0]) : null;
  if (cleaned && 'value' in cleaned) return cleaned.value;
  const january = /1[°º]?\s*gennaio\s*(\d{4})/i.exec(heading);
  if (january) return `${january[1]}-01-01`;
  const year = /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(heading);
  return year ? `${year[1]}-12-31` : null;
}

function dayOf(year: string, month: string, day: string): Cleaned<string> {
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const exists = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysInMonth;
  if (!exists || Number(year) < 1000) return { wrong: say.notDate };
  return { value: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}
