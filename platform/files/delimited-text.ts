import { type RecordScan, scanRecords, type TextRecord } from './delimited-records.ts';
import { type FileRefusal, refuseFile } from './file-refusal.it.ts';
import { type Delimiter, sniffDelimiter, usualCellCount } from './sniff-delimiter.ts';

export type { TextRecord } from './delimited-records.ts';
export type { Delimiter } from './sniff-delimiter.ts';

export interface DelimitedOptions {
  delimiter?: Delimiter;
  /** Greatest number of records, the header included. */
  maxRecords?: number;
  maxColumns?: number;
}

export interface DelimitedText {
  delimiter: string;
  /** `literal` when quotation marks are letters of the text (old tab-separated exports). */
  quoting: 'quoted' | 'literal';
  /** Every record that is not empty, the header among them: normally the first one. */
  records: TextRecord[];
  /** Records with fewer or more cells than the others have. */
  irregular: { line: number; cells: number; usual: number }[];
  strayQuoteLines: number[];
}

export const MAX_RECORDS = 300_000;
export const MAX_COLUMNS = 1000;
const SEPARATOR_LINE = /^sep=([;,\t|])(\r\n|\r|\n)/i;

/**
 * Reads a delimited text (CSV, TSV) into records with their line in the file. The separator is found
 * when not given (also from the line `sep=;` of Excel). Refuses what passes the limits; never throws.
 */
export function readDelimitedText(text: string, options: DelimitedOptions = {}): DelimitedText | FileRefusal {
  const { maxRecords = MAX_RECORDS, maxColumns = MAX_COLUMNS } = options;
  const stated = SEPARATOR_LINE.exec(text);
  const delimiter = options.delimiter ?? stated?.[1] ?? sniffDelimiter(text);
  const limits = { delimiter, maxRecords: maxRecords + 2, maxCells: maxColumns };
  let scan = scanRecords(text, { ...limits, quotes: true });
  let quoting: DelimitedText['quoting'] = 'quoted';
  if (delimiter === '\t' && countIrregular(scan) > 0) {
    const literal = scanRecords(text, { ...limits, quotes: false });
    if (countIrregular(literal) < countIrregular(scan)) {
      scan = { records: literal.records.map(unwrapCells), strayQuoteLines: [] };
      quoting = 'literal';
    }
  }
  const records = stated ? scan.records.slice(1) : scan.records;
  if (records.length === 0) return refuseFile('empty');
  if (records.length > maxRecords) return refuseFile('too-many-rows', { limit: maxRecords });
  if (records[0]!.cells.length > maxColumns) return refuseFile('too-many-columns', { limit: maxColumns });
  return {
    delimiter,
    quoting,
    records,
    irregular: listIrregular(records),
    strayQuoteLines: scan.strayQuoteLines,
  };
}

function countIrregular({ records, strayQuoteLines }: RecordScan): number {
  return listIrregular(records).length + strayQuoteLines.length;
}

function listIrregular(records: readonly TextRecord[]): DelimitedText['irregular'] {
  const usual = usualCellCount(records);
  const irregular: DelimitedText['irregular'] = [];
  for (const { line, cells } of records) {
    if (cells.length !== usual) irregular.push({ line, cells: cells.length, usual });
  }
  return irregular;
}

/** Where marks are letters, a cell wholly and rightly quoted is still a quoted cell. */
function unwrapCells({ line, cells }: TextRecord): TextRecord {
  const unwrap = (cell: string) =>
    /^"[^"]*(?:""[^"]*)*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
  return { line, cells: cells.map(unwrap) };
}
