import type { RowContext, RowReading } from './register-row.ts';

export type RegisterKindName =
  | 'ipa-bodies'
  | 'istat-comuni'
  | 'population'
  | 'enterprises'
  | 'quantities'
  | 'associations'
  | 'association-members'
  | 'municipality-changes'
  | 'boundaries';

/** A column that a register may have, under any of the names of its vintages. */
export interface RegisterColumn {
  field: string;
  /** Italian label for the page where columns are matched by hand. */
  label: string;
  /** Headings seen in real files, the best first; compared without case, accents, spaces, line breaks and marks. */
  names: readonly string[];
  /** Headings that change every year; compared with `headingKey` of the heading, after `names`. */
  pattern?: RegExp;
  required: boolean;
}

/** One kind of register: its columns and the way to read a row. */
export interface RegisterKind<R> {
  kind: RegisterKindName;
  /** Italian name, for the choice of the officer. */
  label: string;
  columns: readonly RegisterColumn[];
  /** Groups of fields of which the file must have one at least. */
  atLeastOneOf: readonly (readonly string[])[];
  /** What makes a record unique in its file: codes only, never names. */
  keyOf(record: R): string;
  /** The key in Italian, as in "Codice IPA c_a123". */
  describeKey(record: R): string;
  /** ISTAT code of the comune that the record itself is, where two records should not share it. */
  ownIstatCode?(record: R): string | null;
  /** Reads one row. Pure: the same cells and context give the same reading. */
  readRow(cells: readonly string[], context: RowContext): RowReading<R>;
}

/** Makes a column; `names` in the order of preference. */
export function column(
  field: string,
  label: string,
  names: readonly string[],
  more: { required?: boolean; pattern?: RegExp } = {},
): RegisterColumn {
  return { field, label, names, required: more.required ?? false, pattern: more.pattern };
}

/**
 * A heading as it is compared: without accents, case, spaces, line breaks, marks and footnote numbers.
 * "Codice Provincia (Storico)(1)" → "codiceprovinciastorico".
 */
export function headingKey(heading: string): string {
  return heading
    .normalize('NFD')
    .replace(/\(\d\)/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
}
