import { say } from './messages.it.ts';
import { calendarDay, dayInHeading, lastDayOfYear } from './number-and-date-cleaners.ts';
import { column } from './register-kind.ts';
import type { RegisterRow, RowContext } from './register-row.ts';

/** Columns that say to which day the figures of a row refer. */
export const REFERENCE_DAY_COLUMNS = [
  column('referenceDate', 'data di riferimento', [
    'data_riferimento',
    'data di riferimento',
    'data',
    'al',
    'data_rilevazione',
    'giorno',
  ]),
  column('year', 'anno di riferimento', ['anno', 'anno_riferimento', 'anno di riferimento']),
];

/**
 * The day of a figure (ISO): that of the row, or the last day of its year; else the one in the heading of
 * the figure's column; else the one given with the file. Without any of them the row is refused.
 */
export function readReferenceDay(row: RegisterRow, figureField: string, context: RowContext): string | null {
  const stated = row.optional('referenceDate', calendarDay) ?? row.optional('year', lastDayOfYear);
  if (stated !== null || row.text('referenceDate') !== null || row.text('year') !== null) return stated;
  const heading = context.headings[context.columnOf[figureField] ?? -1] ?? '';
  const day = dayInHeading(heading) ?? context.referenceDate;
  if (day === null) row.refuse(figureField, say.noReferenceDate);
  return day;
}
