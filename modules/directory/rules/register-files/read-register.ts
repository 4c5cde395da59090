import type { TextEncoding } from '#platform/files/decode-text';
import type { Delimiter } from '#platform/files/delimited-text';
import { explainFileRefusal } from '#platform/files/file-refusal.it';
import { say } from './messages.it.ts';
import { type ReadRecord, type RowMessage, readRows } from './read-rows.ts';
import { type RegisterTable, readTable } from './read-table.ts';
import {
  closestRegister,
  type ManualMapping,
  matchColumns,
  oneLine,
  type Recognition,
} from './recognise-register.ts';
import type { RegisterKindName } from './register-kind.ts';
import { REGISTER_KINDS, type RegisterRecords } from './register-kinds.ts';
import type { BoundaryTopology } from './topology-checks.ts';

export type { ReadRecord, RowMessage } from './read-rows.ts';

export interface ReadRegisterOptions<K extends RegisterKindName = RegisterKindName> {
  /** The register the file is said to be; recognised from the header when absent. */
  kind?: K;
  /** Columns matched by hand. */
  mapping?: ManualMapping;
  delimiter?: Delimiter;
  /** Day (ISO) of figures that carry none. */
  referenceDate?: string;
  /** Which object of a TopoJSON to read. */
  topologyObject?: string;
  maxBytes?: number;
  /** Data rows, without the header. */
  maxRows?: number;
}

/** What was read of a file: always given, whatever the bytes. */
export interface RegisterReading<K extends RegisterKindName = RegisterKindName> {
  /** Null when the register was neither given nor recognised; `recognition` then holds the most similar, if any. */
  kind: K | null;
  format: RegisterTable['format'] | null;
  encoding: TextEncoding | null;
  delimiter: string | null;
  /** Headings on one line, by position. */
  header: string[];
  recognition: Recognition | null;
  /** Why no row could be read, in Italian; empty when rows were read. */
  fileProblems: string[];
  /** Data rows found, empty ones left out. */
  rowCount: number;
  records: ReadRecord<RegisterRecords[K]>[];
  refusedRowCount: number;
  /** Every problem of every refused row, in the order of the file. */
  refused: RowMessage[];
  warnings: RowMessage[];
  /** The map itself, for `boundaries`. */
  topology: BoundaryTopology | null;
}

const HEADER_SEARCHED_IN = 10;
const DEFAULT_MAX_ROWS = 250_000;

/**
 * Reads the file of a register: bytes → typed records, refused rows with their reasons, warnings.
 * Pure and total: never throws, never stops at the first error; the file is read whole or refused whole.
 */
export function readRegister<K extends RegisterKindName>(
  bytes: Uint8Array,
  options: ReadRegisterOptions<K> = {},
): RegisterReading<K> {
  const table = readTable(bytes, {
    ...options,
    maxRecords: (options.maxRows ?? DEFAULT_MAX_ROWS) + HEADER_SEARCHED_IN,
  });
  if ('wrong' in table) return reading({ kind: options.kind ?? null, fileProblems: [table.wrong] });
  const { recognition, at } = findHeader(table, options);
  const facts = {
    format: table.format,
    encoding: table.encoding ?? null,
    delimiter: table.delimiter ?? null,
    header: table.records[at]!.cells.map(oneLine),
    recognition,
  };
  const kind = (options.kind ?? (recognition?.complete ? recognition.kind : null)) as K | null;
  if (recognition === null || kind === null)
    return reading({ ...facts, kind, fileProblems: [say.unknownKind] });
  const data = table.records.slice(at + 1);
  const fileProblems = problemsOf(recognition, data.length, options);
  if (fileProblems.length > 0) return reading({ ...facts, kind, fileProblems });
  const rows = readRows(REGISTER_KINDS[kind], data, {
    columnOf: recognition.columnOf,
    headings: facts.header,
    labels: Object.fromEntries(REGISTER_KINDS[kind].columns.map(({ field, label }) => [field, label])),
    shortRowsAllowed: table.format === 'xlsx',
    referenceDate: options.referenceDate ?? null,
  });
  const warnings = [...fileWarnings(table, recognition, at), ...rows.warnings];
  return reading({ ...facts, kind, ...rows, warnings, topology: table.topology ?? null });
}

function reading<K extends RegisterKindName>(known: Partial<RegisterReading<K>>): RegisterReading<K> {
  return {
    kind: null,
    format: null,
    encoding: null,
    delimiter: null,
    header: [],
    recognition: null,
    fileProblems: [],
    rowCount: 0,
    records: [],
    refusedRowCount: 0,
    refused: [],
    warnings: [],
    topology: null,
    ...known,
  };
}

/** The header is the first record, or a later one when titles stand above it and it alone is complete. */
function findHeader(table: RegisterTable, { kind, mapping }: ReadRegisterOptions) {
  const recognise = (header: readonly string[]) => {
    const known = kind ?? closestRegister(header)?.kind;
    return known === undefined ? null : matchColumns(known, header, mapping);
  };
  const first = recognise(table.records[0]!.cells);
  if (first?.complete) return { recognition: first, at: 0 };
  for (let at = 1; at < Math.min(HEADER_SEARCHED_IN, table.records.length); at++) {
    const recognition = recognise(table.records[at]!.cells);
    if (recognition?.complete) return { recognition, at };
  }
  return { recognition: first, at: 0 };
}

function problemsOf(recognition: Recognition, rows: number, { maxRows, referenceDate }: ReadRegisterOptions) {
  const problems = [...recognition.wrongMapping, ...recognition.missing.map(({ reason }) => reason)];
  const wanted = new Set(recognition.missing.flatMap(({ fields }) => fields));
  for (const { field, reason } of recognition.ambiguous) if (wanted.has(field)) problems.push(reason);
  if (rows === 0) problems.push(say.noRows);
  const limit = maxRows ?? DEFAULT_MAX_ROWS;
  if (rows > limit) problems.push(explainFileRefusal({ refused: 'too-many-rows', facts: { limit } }));
  if (referenceDate !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(referenceDate)) problems.push(say.notDate);
  return problems;
}

/** Warnings that concern the file rather than a cell. */
function fileWarnings(table: RegisterTable, recognition: Recognition, headerAt: number): RowMessage[] {
  const about = (line: number, reason: string) => ({ line, row: 0, column: '', value: '', reason });
  const warnings = recognition.ambiguous.map(({ reason }) => about(table.records[headerAt]!.line, reason));
  if (headerAt > 0) warnings.push(about(1, say.skippedLines(table.records[headerAt]!.line)));
  if (table.unreadable) warnings.push(about(1, say.damagedText(table.unreadable)));
  if (table.mojibakeLine) warnings.push(about(table.mojibakeLine, say.mojibake));
  for (const line of table.strayQuoteLines ?? []) warnings.push(about(line, say.strayQuote));
  return warnings;
}
