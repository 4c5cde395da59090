import { type UnzipFileInfo, unzipSync } from 'fflate';
import type { TextRecord } from './delimited-records.ts';
import { type FileRefusal, refuseFile } from './file-refusal.it.ts';
import { readSharedStrings, readSheetRows } from './xlsx-sheet.ts';
import { attributeOf, readTags } from './xlsx-tags.ts';

export interface XlsxOptions {
  maxBytes?: number;
  maxRows?: number;
  /** Greatest size of the parts that are read, once unpacked. */
  maxUnpackedBytes?: number;
}

export interface XlsxTable {
  sheet: string;
  /** Rows that are not empty; `line` is the number of the row in the sheet. A row ends at its last filled cell. */
  records: TextRecord[];
}

const MEGABYTE = 1024 * 1024;
const PARTS =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i;

/**
 * Reads the first visible sheet of an .xlsx as text records: texts, numbers without exponent, dates as
 * yyyy-mm-dd. Formulas give their last value; nothing is computed and no outside entity is read.
 * Against zip bombs: only the parts needed are unpacked, and only if the sizes that the archive declares
 * stay within the limit; the unpacker writes into buffers of those sizes and not beyond. Never throws.
 */
export function readXlsx(bytes: Uint8Array, options: XlsxOptions = {}): XlsxTable | FileRefusal {
  const { maxBytes = 64 * MEGABYTE, maxUnpackedBytes = 256 * MEGABYTE, maxRows = 300_000 } = options;
  if (bytes.byteLength > maxBytes) {
    return refuseFile('too-large', {
      size: Math.ceil(bytes.byteLength / MEGABYTE),
      limit: maxBytes / MEGABYTE,
    });
  }
  try {
    const first = firstSheet(
      unpack(bytes, /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels)$/i, 4 * MEGABYTE),
    );
    if (first === null) return refuseFile('workbook-without-sheet');
    const parts = unpack(bytes, PARTS, maxUnpackedBytes, first.path);
    const sheet = parts.get(first.path.toLowerCase());
    if (sheet === undefined) return refuseFile('workbook-without-sheet');
    const strings = readSharedStrings(parts.get('xl/sharedstrings.xml') ?? '');
    const rows = readSheetRows(sheet, strings, parts.get('xl/styles.xml') ?? '', maxRows + 1);
    if (rows.length > maxRows) return refuseFile('too-many-rows', { limit: maxRows });
    if (rows.length === 0) return refuseFile('empty');
    return { sheet: first.name, records: rows };
  } catch (error) {
    if (error instanceof TooLarge) return refuseFile('workbook-too-large', { limit: error.limit });
    return refuseFile('not-a-workbook', { found: error instanceof Error ? error.message : 'errore' });
  }
}

class TooLarge extends Error {
  readonly limit: number;
  constructor(limitBytes: number) {
    super('contenuto troppo grande');
    this.limit = Math.round(limitBytes / MEGABYTE);
  }
}

/** Unpacks the wanted parts as text, by lower-case path; of the sheets only the one asked for. */
function unpack(bytes: Uint8Array, wanted: RegExp, limit: number, sheet = ''): Map<string, string> {
  let total = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo) => {
    const isSheet = /worksheets\//i.test(name);
    if (!wanted.test(name) || (isSheet && name.toLowerCase() !== sheet.toLowerCase())) return false;
    total += originalSize;
    if (total > limit) throw new TooLarge(limit);
    return true;
  };
  const decoder = new TextDecoder('utf-8');
  const files = Object.entries(unzipSync(bytes, { filter }));
  return new Map(files.map(([name, content]) => [name.toLowerCase(), decoder.decode(content)]));
}

/** Name and path of the first sheet that is not hidden. */
function firstSheet(parts: Map<string, string>): { name: string; path: string } | null {
  const targets = new Map<string, string>();
  for (const tag of readTags(parts.get('xl/_rels/workbook.xml.rels') ?? '')) {
    if (tag.name === 'Relationship') targets.set(attributeOf(tag, 'Id'), attributeOf(tag, 'Target'));
  }
  for (const tag of readTags(parts.get('xl/workbook.xml') ?? '')) {
    if (tag.name !== 'sheet' || tag.closing || /hidden/i.test(attributeOf(tag, 'state'))) continue;
    const target = targets.get(attributeOf(tag, 'id'))?.replace(/^\/?(xl\/)?/, '');
    if (target) return { name: attributeOf(tag, 'name'), path: `xl/${target}` };
  }
  return null;
}
