import { decodeText, type TextEncoding } from '#platform/files/decode-text';
import { type Delimiter, readDelimitedText, type TextRecord } from '#platform/files/delimited-text';
import { explainFileRefusal, isFileRefusal } from '#platform/files/file-refusal.it';
import { recogniseFileType } from '#platform/files/file-type';
import { readXlsx } from '#platform/files/xlsx-read';
import type { RegisterKindName } from './register-kind.ts';
import { type BoundaryTopology, readTopology } from './topology-checks.ts';

/** A file as records of cells, whatever its format. */
export interface RegisterTable {
  format: 'delimited' | 'xlsx' | 'topojson';
  records: TextRecord[];
  encoding?: TextEncoding;
  delimiter?: string;
  strayQuoteLines?: number[];
  unreadable?: number;
  mojibakeLine?: number | null;
  topology?: BoundaryTopology;
}

const MOJIBAKE = /Ã[\u0080-\u00bf\u0192\u2018-\u2122]|â€[™œ\u009d]/;

/** What the reading of a table may be told. */
export interface ReadTableOptions {
  kind?: RegisterKindName;
  delimiter?: Delimiter;
  topologyObject?: string;
  maxBytes?: number;
  maxRecords: number;
}

/** Reads a file as records of cells by what it is: spreadsheet, map, or delimited text. */
export function readTable(bytes: Uint8Array, options: ReadTableOptions): RegisterTable | { wrong: string } {
  const { maxBytes, maxRecords, delimiter } = options;
  if (recogniseFileType(bytes) === 'xlsx') {
    const sheet = readXlsx(bytes, { maxRows: maxRecords, maxBytes });
    return isFileRefusal(sheet)
      ? { wrong: explainFileRefusal(sheet) }
      : { format: 'xlsx', records: sheet.records };
  }
  const decoded = decodeText(bytes, { maxBytes, welcome: ['json'] });
  if (isFileRefusal(decoded)) return { wrong: explainFileRefusal(decoded) };
  const { text, encoding, unreadable } = decoded;
  if (options.kind === 'boundaries' || text.trimStart().startsWith('{')) {
    const map = readTopology(text, options.topologyObject);
    return 'wrong' in map
      ? map
      : { format: 'topojson', encoding, records: map.records, topology: map.topology };
  }
  const table = readDelimitedText(text, { delimiter, maxRecords });
  if (isFileRefusal(table)) return { wrong: explainFileRefusal(table) };

  return {
    format: 'delimited',
    records: table.records,
    encoding,
    delimiter: table.delimiter,
    strayQuoteLines: table.strayQuoteLines,
    unreadable,
    mojibakeLine: lineOfMojibake(text),
  };
}

/** The first line that holds UTF-8 once read as Windows-1252 and saved so, or null. */
function lineOfMojibake(text: string): number | null {
  if (!text.includes('Ã') && !text.includes('â€')) return null;
  const found = MOJIBAKE.exec(text);
  return found ? text.slice(0, found.index).split(/\r\n|\r|\n/).length : null;
}
