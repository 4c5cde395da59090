/**
 * A table as CSV the way Italian spreadsheets open it: UTF-8 with its mark, semicolons, CRLF (RFC 4180 quoting).
 * A text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly (string | number | null | undefined)[]>,
): string {
  let out = `\uFEFF${header.map(cell).join(';')}\r\n`;
  for (const row of rows) out += `${row.map(cell).join(';')}\r\n`;
  return out;
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
