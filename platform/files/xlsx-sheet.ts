import type { TextRecord } from './delimited-records.ts';
import { attributeOf, readEntities, readTags, type Tag } from './xlsx-tags.ts';

const MAX_CELLS = 1000;
/** The most that a spreadsheet itself admits in a cell. */
const LONGEST_TEXT = 32_767;

/** The texts that the sheets share, in order; phonetic hints left out. */
export function readSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let current = '';
  let phonetic = false;
  for (const tag of readTags(xml)) {
    if (tag.name === 'rPh') phonetic = !tag.closing && !tag.empty;
    else if (tag.name === 't' && !tag.closing && !phonetic) current += readEntities(tag.text);
    else if (tag.name === 'si' && (tag.closing || tag.empty)) {
      strings.push(current.slice(0, LONGEST_TEXT));
      current = '';
    }
  }
  return strings;
}

interface Cell {
  column: number;
  type: string;
  isDate: boolean;
  raw: string;
}

/** The rows of a sheet that have at least one text, at most `maxRows`; a row ends at its last filled cell. */
export function readSheetRows(xml: string, strings: readonly string[], styles: string, maxRows: number) {
  const dateStyles = readDateStyles(styles);
  const records: TextRecord[] = [];
  let row: TextRecord = { line: 0, cells: [] };
  let cell: Cell | null = null;
  const endCell = () => {
    if (cell && cell.column < MAX_CELLS) put(row.cells, cell.column, cellText(cell, strings));
    cell = null;
  };
  let inValue = false;
  for (const tag of readTags(xml)) {
    if (tag.name === 'row') {
      if (!tag.closing) row = { line: Number(attributeOf(tag, 'r')) || row.line + 1, cells: [] };
      if ((tag.closing || tag.empty) && row.cells.some((text) => text !== '')) records.push(row);
      if (records.length >= maxRows) break;
    } else if (tag.name === 'c') {
      if (!tag.closing) cell = openCell(tag, row.cells.length, dateStyles);
      if (tag.closing || tag.empty) endCell();
    } else if (tag.name === 'v' || tag.name === 't') {
      inValue = !tag.closing && !tag.empty;
      if (cell !== null && inValue) (cell as Cell).raw += readEntities(tag.text);
    } else if (tag.name === 'sheetData' && tag.closing) break;
  }
  return records;
}

function openCell(tag: Tag, position: number, dateStyles: ReadonlySet<number>): Cell {
  const letters = /^[A-Z]{1,3}/.exec(attributeOf(tag, 'r'))?.[0];
  const style = attributeOf(tag, 's');
  return {
    column: letters ? columnNumber(letters) : position,
    type: attributeOf(tag, 't'),
    isDate: style !== '' && dateStyles.has(Number(style)),
    raw: '',
  };
}

/** A → 0, Z → 25, AA → 26. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

function put(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push('');
  cells[column] = text;
}

function cellText({ type, raw, isDate }: Cell, strings: readonly string[]): string {
  if (type === 's') return strings[Number(raw)] ?? '';
  if (type === 'e') return '';
  if (type !== '' && type !== 'n') return raw;
  return isDate ? dayOfSerial(Number(raw)) : plainNumber(raw);
}

/** 1.234E3 → 1234; 0.30000000000000004 → 0.3: fifteen digits, as a spreadsheet shows them. */
function plainNumber(raw: string): string {
  if (raw === '' || /^-?\d{1,15}$/.test(raw)) return raw;
  const value = Number(Number(raw).toPrecision(15));
  return Number.isFinite(value) && Math.abs(value) < 1e21 ? String(value) : raw;
}

/** Days since 30/12/1899 (the calendar of spreadsheets from March 1900 on) → yyyy-mm-dd. */
function dayOfSerial(serial: number): string {
  const time = Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000;
  return serial >= 61 && serial < 2_958_466 ? new Date(time).toISOString().slice(0, 10) : String(serial);
}

/** Positions of the cell styles that show a number as a date. */
function readDateStyles(xml: string): Set<number> {
  const dateFormats = new Set([14, 15, 16, 17, 22]);
  const styles = new Set<number>();
  let inCellStyles = false;
  let position = 0;
  for (const tag of readTags(xml)) {
    if (tag.name === 'numFmt') {
      const format = attributeOf(tag, 'formatCode').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
      if (/[dy]/i.test(format)) dateFormats.add(Number(attributeOf(tag, 'numFmtId')));
    } else if (tag.name === 'cellXfs') inCellStyles = !tag.closing;
    else if (tag.name === 'xf' && inCellStyles && !tag.closing) {
      if (dateFormats.has(Number(attributeOf(tag, 'numFmtId')))) styles.add(position);
      position += 1;
    }
  }
  return styles;
}
