import { calendarDay, lastDayOfYear } from './number-and-date-cleaners.ts';
import { column } from './register-kind.ts';
import type { RegisterRow } from './register-row.ts';

/** Columns that say to which day the figures of a row refer. */
export const REFERENCE_DAY_COLUMNS = [
  column('referenceDate', 'data di riferimento', ['data_riferimento', 'data', 'al', 'data_rilevazione']),
  column('year', 'anno di riferimento', ['anno', 'anno_riferimento']),
];

/** The day of the row (ISO): its date, or the last day of its year; null when it says neither. */
export function readReferenceDay(row: RegisterRow): string | null {
  return row.optional('referenceDate', calendarDay) ?? row.optional('year', lastDayOfYear);
}
