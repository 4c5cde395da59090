import type { TextRecord } from '#platform/files/delimited-text';
import { say } from './messages.it.ts';
import type { RegisterKind } from './register-kind.ts';
import type { CellProblem, RowContext } from './register-row.ts';

/** A record with its place: line of the file (from 1) and data row (from 1, header and empty lines not counted). */
export interface ReadRecord<R> {
  line: number;
  row: number;
  record: R;
}

/** A sentence about a cell, or about a whole row (`column` empty), or about the file (`row` 0). */
export interface RowMessage extends CellProblem {
  line: number;
  row: number;
}

export interface RowsReading<R> {
  rowCount: number;
  records: ReadRecord<R>[];
  refusedRowCount: number;
  refused: RowMessage[];
  warnings: RowMessage[];
}

/** Reads the data rows of a file: each becomes a record or is refused with all its reasons. */
export function readRows<R>(
  kind: RegisterKind<R>,
  data: readonly TextRecord[],
  context: RowContext,
): RowsReading<R> {
  const records: ReadRecord<R>[] = [];
  const refused: RowMessage[] = [];
  const warnings: RowMessage[] = [];
  let row = 0;
  for (const { line, cells } of data) {
    if (cells.every((cell) => cell === '' || cell.trim() === '')) continue;
    row += 1;
    const shape = wrongShape(cells, context);
    const reading = shape ? { problems: [shape] } : kind.readRow(cells, context);
    if ('problems' in reading)
      for (const problem of reading.problems) refused.push({ line, row, ...problem });
    else {
      records.push({ line, row, record: reading.record });
      for (const warning of reading.warnings) warnings.push({ line, row, ...warning });
    }
  }
  const unique = withoutDuplicates(kind, records);
  refused.push(...unique.refused);
  if (unique.refused.length > 0) refused.sort((one, other) => one.row - other.row);
  for (const warning of sharedIstatCodes(kind, unique.records)) warnings.push(warning);
  return {
    rowCount: row,
    records: unique.records,
    refusedRowCount: row - unique.records.length,
    refused,
    warnings,
  };
}

/** A row cut short where a used column should be, or with text beyond the last column: its cells may be shifted. */
function wrongShape(
  cells: readonly string[],
  { columnOf, headings, shortRowsAllowed }: RowContext,
): CellProblem | null {
  const [has, wants] = [cells.length, headings.length];
  if (has === wants) return null;
  if (has > wants) {
    const extra = cells.slice(wants).join(' ').trim();
    return extra === '' ? null : { column: '', value: extra.slice(0, 200), reason: say.longRow(has, wants) };
  }
  if (shortRowsAllowed) return null;
  const lost = Object.values(columnOf).find((position) => position >= has);
  if (lost === undefined) return null;
  const column = headings[lost]!;
  return { column, value: '', reason: say.shortRow(has, wants, column) };
}

/**
 * Rows with the same key: alike, the first stays and the others are refused; different, all are refused,
 * since the order of a file is no reason to believe one of them.
 */
function withoutDuplicates<R>(kind: RegisterKind<R>, records: ReadRecord<R>[]) {
  const firstOf = new Map<string, ReadRecord<R>>();
  const groups = new Map<string, ReadRecord<R>[]>();
  for (const read of records) {
    const key = kind.keyOf(read.record);
    const first = firstOf.get(key);
    const group = groups.get(key);
    if (first === undefined) firstOf.set(key, read);
    else if (group === undefined) groups.set(key, [first, read]);
    else group.push(read);
  }
  const refused: RowMessage[] = [];
  const out = new Set<ReadRecord<R>>();
  for (const group of groups.values()) {
    const label = kind.describeKey(group[0]!.record);
    const alike = new Set(group.map(({ record }) => JSON.stringify(record))).size === 1;
    const reason = alike
      ? say.sameDuplicate(label, group[0]!.line)
      : say.differentDuplicate(
          label,
          group.map(({ line }) => line),
        );
    for (const read of alike ? group.slice(1) : group) {
      out.add(read);
      refused.push({ line: read.line, row: read.row, column: '', value: '', reason });
    }
  }
  return { records: out.size === 0 ? records : records.filter((read) => !out.has(read)), refused };
}

/** Two bodies that say to be the same comune: both stay (Misiliscemi still has the code of Trapani), with a warning. */
function sharedIstatCodes<R>(kind: RegisterKind<R>, records: readonly ReadRecord<R>[]): RowMessage[] {
  if (kind.ownIstatCode === undefined) return [];
  const lineOf = new Map<string, number>();
  const shared: RowMessage[] = [];
  for (const { line, row, record } of records) {
    const code = kind.ownIstatCode(record);
    if (code === null) continue;
    const other = lineOf.get(code);
    if (other === undefined) lineOf.set(code, line);
    else shared.push({ line, row, column: '', value: code, reason: say.sharedIstatCode(code, other) });
  }
  return shared;
}
