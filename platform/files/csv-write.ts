/** CSV as the Italian Excel opens it with a double click: semicolons, byte order mark, lines ended by CR LF. */

const BOM = '\uFEFF';
/** Characters with which a spreadsheet takes a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
/** Numbers as we write them: −32,86 is a number, not a formula. */
const NUMBER = /^-?\d+(?:[.,]\d+)*$/;

/** The text of a CSV file; null leaves the cell empty. */
export function csvText(rows: Iterable<readonly (string | null)[]>): string {
  let out = BOM;
  for (const row of rows) out += `${row.map(csvCell).join(';')}\r\n`;
  return out;
}

/**
 * One cell. Text that a spreadsheet would run as a formula gets an apostrophe before it, so that it stays text:
 * "=1+1" → "'=1+1", "@nota" → "'@nota"; "-3,50" is a number and stays.
 */
export function csvCell(value: string | null): string {
  if (value === null) return '';
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) || /^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A list as CSV: its headings, then its rows; numbers as they are, nothing for what is missing. */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly (string | number | null | undefined)[]>,
): string {
  const texts = Array.from(rows, (row) =>
    row.map((value) => (value === null || value === undefined ? null : String(value))),
  );
  return csvText([header, ...texts]);
}
