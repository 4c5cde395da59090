/** A list as a file: CSV or XLSX of all that its filters find, in its order. */
import { type ExportedTable, exportFormat, exportTable } from '#platform/files/xlsx-write';
import type { ListQuery } from '#platform/forms/list-query';
import { type Answer, file, type Visit } from '#platform/http/visit';

/** The most rows that a file holds. */
export const EXPORT_ROWS = 100_000;

/** Whether the list is asked as a file, and the page of rows to read for it. */
export function exportAsked(
  visit: Visit,
  list: ListQuery,
): { format: 'csv' | 'xlsx' | null; page: ListQuery } {
  const format = exportFormat(visit.query.formato);
  return { format, page: format ? { ...list, size: EXPORT_ROWS, offset: 0 } : list };
}

export async function exported<Row>(table: ExportedTable<Row>, format: 'csv' | 'xlsx'): Promise<Answer> {
  const made = await exportTable(table, format);
  return file(made.name, made.type, made.body);
}

/** The links of the toolbar of a list. */
export const exportLinks = (list: ListQuery) => [
  { format: 'CSV', href: list.href({ formato: 'csv' }) },
  { format: 'XLSX', href: list.href({ formato: 'xlsx' }) },
];
