import { BODY_REFERENCE_COLUMNS, describeBody, readBodyReference } from './body-reference.ts';
import { inhabitants } from './number-and-date-cleaners.ts';
import { REFERENCE_DAY_COLUMNS, readReferenceDay } from './reference-day.ts';
import { column, type RegisterKind } from './register-kind.ts';
import { RegisterRow } from './register-row.ts';

/** Residents of a body at a date. One of the two codes is always there. */
export interface PopulationEntry {
  istatCode: string | null;
  ipaCode: string | null;
  inhabitants: number;
  /** ISO date. */
  referenceDate: string;
}

/** Population figures: code, residents, and a date (in a column, in the heading, or given with the file). */
export const population: RegisterKind<PopulationEntry> = {
  kind: 'population',
  label: 'Popolazione residente',
  columns: [
    ...BODY_REFERENCE_COLUMNS,
    column(
      'inhabitants',
      'popolazione residente',
      [
        'popolazione',
        'popolazione_residente',
        'residenti',
        'abitanti',
        'Popolazione residente totale',
        'Totale',
      ],
      { required: true, pattern: /^(popolazione|residenti|abitanti)(residente|legale)?(al)?\d/ },
    ),
    ...REFERENCE_DAY_COLUMNS,
  ],
  atLeastOneOf: [['istatCode', 'ipaCode']],
  keyOf: (entry) => `${entry.istatCode ?? entry.ipaCode?.toLowerCase()} ${entry.referenceDate}`,
  describeKey: (entry) => `La popolazione ${describeBody(entry)} al ${entry.referenceDate}`,
  readRow(cells, context) {
    const row = new RegisterRow(cells, context);
    const body = readBodyReference(row);
    const residents = row.required('inhabitants', inhabitants);
    const referenceDate = readReferenceDay(row, 'inhabitants', context) ?? '';
    return row.finish({ ...body, inhabitants: residents, referenceDate });
  },
};
