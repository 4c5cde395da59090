/** One record of a delimited text: its cells, and the line of the file where it begins (from 1). */
export interface TextRecord {
  line: number;
  cells: string[];
}

export interface RecordScan {
  records: TextRecord[];
  /** Lines with a quotation mark that opens a cell and never closes it: it was read as a letter. */
  strayQuoteLines: number[];
}

export interface ScanOptions {
  delimiter: string;
  /** False: a quotation mark is a letter like the others (old tab-separated exports). */
  quotes: boolean;
  maxRecords: number;
  /** Cells beyond this number are cut; the record stays recognisable as too long. */
  maxCells: number;
}

interface Cursor extends ScanOptions {
  text: string;
  at: number;
  line: number;
  nextLineFeed: number;
  nextReturn: number;
  strayQuoteLines: number[];
}

/**
 * Splits a text into records: cells quoted with `"` (doubled inside), line ends CRLF, LF and CR mixed,
 * empty lines left out but counted. A quotation mark counts as such only where it opens a cell and its
 * partner is followed by the end of the cell; elsewhere it is a letter, so that one stray mark cannot
 * swallow the rest of the file. Time is linear in the length of the text.
 */
export function scanRecords(text: string, options: ScanOptions): RecordScan {
  const cursor: Cursor = {
    ...options,
    text,
    at: 0,
    line: 1,
    nextLineFeed: -1,
    nextReturn: -1,
    strayQuoteLines: [],
  };
  const records: TextRecord[] = [];
  let nextQuote = options.quotes ? positionOf(text, '"', 0) : text.length;
  while (cursor.at < text.length && records.length < options.maxRecords) {
    const line = cursor.line;
    const end = endOfLine(cursor);
    let cells: string[];
    if (nextQuote >= end) {
      cells = text.slice(cursor.at, end).split(options.delimiter, options.maxCells + 1);
      stepOverLineEnd(cursor, end);
    } else {
      cells = readQuotedRecord(cursor);
      nextQuote = positionOf(text, '"', cursor.at);
      records.push({ line, cells });
      continue;
    }
    if (cells.length > 1 || cells[0]!.trim() !== '') records.push({ line, cells });
  }
  return { records, strayQuoteLines: cursor.strayQuoteLines };
}

/** Reads cell by cell a record that has a quotation mark on its first line. */
function readQuotedRecord(cursor: Cursor): string[] {
  const { text, delimiter, maxCells } = cursor;
  const cells: string[] = [];
  for (;;) {
    const cell = text[cursor.at] === '"' ? readQuotedCell(cursor) : readPlainCell(cursor);
    if (cells.length <= maxCells) cells.push(cell);
    if (text[cursor.at] === delimiter) {
      cursor.at += 1;
      continue;
    }
    stepOverLineEnd(cursor, cursor.at);
    return cells;
  }
}

function readQuotedCell(cursor: Cursor): string {
  const opening = cursor.at;
  const closing = closingQuote(cursor.text, opening, cursor.delimiter);
  if (closing < 0) {
    cursor.strayQuoteLines.push(cursor.line);
    return readPlainCell(cursor);
  }
  const content = cursor.text.slice(opening + 1, closing);
  cursor.line += countLineEnds(content);
  cursor.at = skipSpaces(cursor.text, closing + 1);
  return content.includes('"') ? content.replaceAll('""', '"') : content;
}

function readPlainCell(cursor: Cursor): string {
  const start = cursor.at;
  const lineEnd = endOfLine(cursor);
  const delimiter = cursor.text.indexOf(cursor.delimiter, start);
  cursor.at = delimiter < 0 || delimiter > lineEnd ? lineEnd : delimiter;
  return cursor.text.slice(start, cursor.at);
}

/** Where the quoted cell ends, or -1 when the mark is not the opening of a well-formed cell. */
function closingQuote(text: string, opening: number, delimiter: string): number {
  let at = opening + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at < 0) return -1;
    if (text[at + 1] !== '"') break;
    at += 2;
  }
  const after = skipSpaces(text, at + 1);
  const next = text[after];
  return next === undefined || next === delimiter || next === '\n' || next === '\r' ? at : -1;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

function endOfLine(cursor: Cursor): number {
  const { text, at } = cursor;
  if (cursor.nextLineFeed < at) cursor.nextLineFeed = positionOf(text, '\n', at);
  if (cursor.nextReturn < at) cursor.nextReturn = positionOf(text, '\r', at);
  return Math.min(cursor.nextLineFeed, cursor.nextReturn);
}

function stepOverLineEnd(cursor: Cursor, end: number): void {
  cursor.at = end + (cursor.text[end] === '\r' && cursor.text[end + 1] === '\n' ? 2 : 1);
  cursor.line += 1;
}

function positionOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}

function countLineEnds(content: string): number {
  return /[\r\n]/.test(content) ? content.split(/\r\n|\r|\n/).length - 1 : 0;
}
