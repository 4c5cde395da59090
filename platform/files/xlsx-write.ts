import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { formatItalianDate } from '../calendar.ts';
import { centsToText } from '../money.ts';
import { csvText } from './csv-write.ts';

/**
 * What the values of a column are: `text`; `integer` a whole number; `euro` whole cents; `date` YYYY-MM-DD;
 * `decimal` a decimal text ("0.15") or a number. An instant is text.
 */
export type ColumnKind = 'text' | 'integer' | 'euro' | 'date' | 'decimal';

export type ExportedValue = string | number | null | undefined;

export interface ExportColumn<Row> {
  header: string;
  kind: ColumnKind;
  value: (row: Row) => ExportedValue;
}

export interface ExportedTable<Row> {
  /** The name of the file, without its ending: "enti-2026-11-21". */
  name: string;
  columns: readonly ExportColumn<Row>[];
  rows: readonly Row[];
}

export interface ExportedFile {
  name: string;
  type: string;
  body: Buffer;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FORMAT: Partial<Record<ColumnKind, string>> = {
  integer: '#,##0',
  euro: '#,##0.00',
  decimal: '#,##0.00####',
  date: 'dd/mm/yyyy',
};
/** Excel's own limit on the rows of a sheet, the header included. */
const MOST_ROWS = 1_048_576;
const MOST_LETTERS = 32_767;

/**
 * A table as a file to keep: `csv` or `xlsx`. In XLSX numbers are numbers, dates are dates, the header is bold and
 * stays in sight; in CSV they are written the Italian way (1740,00 and 21/11/2026).
 */
export async function exportTable<Row>(
  table: ExportedTable<Row>,
  format: 'csv' | 'xlsx',
): Promise<ExportedFile> {
  if (format === 'csv')
    return { name: `${table.name}.csv`, type: 'text/csv; charset=utf-8', body: Buffer.from(csvOf(table)) };
  return { name: `${table.name}.xlsx`, type: XLSX, body: await xlsxOf(table) };
}

/** The format asked for in an address (`?formato=csv`), or null. */
export const exportFormat = (asked: string | undefined): 'csv' | 'xlsx' | null =>
  asked === 'csv' || asked === 'xlsx' ? asked : null;

function csvOf<Row>({ columns, rows }: ExportedTable<Row>): string {
  const header = columns.map((column) => column.header);
  return csvText([header, ...rows.map((row) => columns.map((c) => italianText(c.value(row), c.kind)))]);
}

function italianText(value: ExportedValue, kind: ColumnKind): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (kind === 'date') return formatItalianDate(String(value));
  if (kind === 'euro') return centsToText(Number(value)).replace('.', ',');
  return kind === 'text' ? String(value) : String(value).replace('.', ',');
}

async function xlsxOf<Row>({ columns, rows }: ExportedTable<Row>): Promise<Buffer> {
  if (rows.length >= MOST_ROWS) throw new RangeError(`a sheet has at most ${MOST_ROWS - 1} rows`);
  const data: SheetData = [
    columns.map((column) => ({ value: column.header, fontWeight: 'bold' as const, wrap: true })),
    ...rows.map((row) => columns.map((column) => cellOf(column.value(row), column.kind))),
  ];
  return writeXlsxFile(data, {
    columns: columns.map((column) => ({ width: widthOf(column, rows) })),
    stickyRowsCount: 1,
    sheet: 'Dati',
  }).toBuffer();
}

function cellOf(value: ExportedValue, kind: ColumnKind): SheetData[number][number] {
  if (value === null || value === undefined || value === '') return null;
  if (kind === 'text') return { type: String, value: plain(String(value)) };
  const format = FORMAT[kind];
  if (kind === 'date') return { type: Date, value: new Date(`${value}T00:00:00Z`), format };
  // What a sheet holds is a binary number anyway: this is the last step, after every computation.
  return {
    type: Number,
    value: kind === 'euro' ? Number(centsToText(Number(value))) : Number(value),
    format,
  };
}

/** Without the control characters that XML has no room for. */
const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').slice(0, MOST_LETTERS);

const SAMPLE = 200;

function widthOf<Row>(column: ExportColumn<Row>, rows: readonly Row[]): number {
  if (column.kind === 'date') return Math.max(12, Math.min(column.header.length + 2, 20));
  let longest = Math.min(column.header.length, 24);
  for (const row of rows.slice(0, SAMPLE)) {
    const value = column.value(row);
    if (value !== null && value !== undefined) longest = Math.max(longest, String(value).length);
  }
  return Math.max(8, Math.min(longest + 2, 60));
}
