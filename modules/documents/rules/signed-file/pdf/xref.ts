import { decodeStream, numberOf } from './filters.ts';
import { isDictionary, type PdfDictionary, PdfReader, UnreadablePdf } from './values.ts';

/** Where an object stands: in the bytes, within a stream of objects, or nowhere any more. */
export type Place =
  | { kind: 'at'; offset: number; generation: number }
  | { kind: 'within'; container: number; index: number }
  | { kind: 'free' };

export interface ObjectTable {
  places: Map<number, Place>;
  /** Every offset that any section ever listed. */
  offsets: Set<number>;
  /** The newest trailer. */
  trailer: PdfDictionary;
}

const MOST_SECTIONS = 100;
const MOST_OBJECTS = 500_000;

/** Follows the tables of objects from the last to the first; the newest place of an object counts. */
export function readObjectTable(bytes: Buffer, purse: { left: number }): ObjectTable {
  const mark = bytes.lastIndexOf('startxref');
  if (mark < 0 || bytes.length - mark > 4096) throw new UnreadablePdf('no table of objects');
  const table: ObjectTable = { places: new Map(), offsets: new Set(), trailer: null as never };
  const waiting = [Number(new PdfReader(bytes, mark + 9, purse).word())];
  const seen = new Set<number>();
  while (waiting.length > 0) {
    const at = waiting.shift()!;
    if (!Number.isSafeInteger(at) || at < 0 || at >= bytes.length)
      throw new UnreadablePdf('a table is nowhere');
    if (seen.has(at)) throw new UnreadablePdf('tables in a circle');
    seen.add(at);
    if (seen.size > MOST_SECTIONS) throw new UnreadablePdf('too many tables');
    const reader = new PdfReader(bytes, at, purse);
    const dictionary =
      reader.peekWord() === 'xref' ? readTable(reader, table) : readStreamTable(reader, table, purse);
    table.trailer ??= dictionary;
    for (const key of ['XRefStm', 'Prev']) {
      const value = dictionary.entries.get(key);
      if (value !== undefined) waiting.push(numberOf(value) ?? -1);
    }
  }
  return table;
}

function put(table: ObjectTable, number: number, place: Place): void {
  if (place.kind === 'at') table.offsets.add(place.offset);
  if (!table.places.has(number)) table.places.set(number, place);
  if (table.places.size > MOST_OBJECTS) throw new UnreadablePdf('too many objects');
}

function readTable(reader: PdfReader, table: ObjectTable): PdfDictionary {
  reader.word();
  for (;;) {
    const first = reader.word();
    if (first === 'trailer') break;
    const count = reader.word();
    if (!/^\d{1,10}$/.test(first) || !/^\d{1,7}$/.test(count)) throw new UnreadablePdf('a bad table');
    for (let number = Number(first); number < Number(first) + Number(count); number++) {
      const [offset, generation, kind] = [reader.word(), reader.word(), reader.word()];
      if (!/^\d{1,12}$/.test(offset) || !/^\d{1,5}$/.test(generation) || !/^[nf]$/.test(kind))
        throw new UnreadablePdf('a bad table');
      put(
        table,
        number,
        kind === 'f'
          ? { kind: 'free' }
          : { kind: 'at', offset: Number(offset), generation: Number(generation) },
      );
    }
  }
  const trailer = reader.value();
  if (!isDictionary(trailer)) throw new UnreadablePdf('no trailer');
  return trailer;
}

function readStreamTable(reader: PdfReader, table: ObjectTable, purse: { left: number }): PdfDictionary {
  const { dictionary, raw } = readStream(reader);
  const bytes = decodeStream(dictionary, raw, purse);
  const widths = [dictionary.entries.get('W') ?? []].flat().map((w) => numberOf(w) ?? -1);
  const size = numberOf(dictionary.entries.get('Size')) ?? 0;
  const index = [dictionary.entries.get('Index') ?? [0, size]].flat().map((n) => numberOf(n) ?? -1);
  if (
    widths.length !== 3 ||
    widths.some((w) => w < 0 || w > 6) ||
    index.length % 2 ||
    index.some((n) => n < 0)
  )
    throw new UnreadablePdf('a bad table');
  const [w0, w1, w2] = widths as [number, number, number];
  let at = 0;
  const field = (width: number, otherwise: number): number => {
    if (at + width > bytes.length) throw new UnreadablePdf('a bad table');
    at += width;
    return width === 0 ? otherwise : bytes.readUIntBE(at - width, width);
  };
  for (let pair = 0; pair < index.length; pair += 2) {
    const last = index[pair]! + index[pair + 1]!;
    for (let number = index[pair]!; number < last; number++) {
      if (w0 + w1 + w2 === 0) throw new UnreadablePdf('a bad table');
      const [kind, second, third] = [field(w0, 1), field(w1, 0), field(w2, 0)];
      if (kind === 1) put(table, number, { kind: 'at', offset: second, generation: third });
      else if (kind === 2) put(table, number, { kind: 'within', container: second, index: third });
      else put(table, number, { kind: 'free' });
    }
  }
  return dictionary;
}

/** `n g obj << … >> stream … endstream`, with a length written in place. */
function readStream(reader: PdfReader): { dictionary: PdfDictionary; raw: Buffer } {
  const head = [reader.word(), reader.word(), reader.word()];
  const dictionary = reader.value();
  if (head[2] !== 'obj' || !isDictionary(dictionary) || reader.word() !== 'stream')
    throw new UnreadablePdf('not a stream');
  const length = numberOf(dictionary.entries.get('Length'));
  if (length === null) throw new UnreadablePdf('a stream without length');
  return { dictionary, raw: streamBytes(reader, length) };
}

/** The bytes after the word `stream`, which must end where `endstream` is. */
export function streamBytes(reader: PdfReader, length: number): Buffer {
  const { bytes } = reader;
  if (bytes[reader.at] === 13) reader.at++;
  if (bytes[reader.at] === 10) reader.at++;
  const start = reader.at;
  reader.at = start + length;
  if (length < 0 || reader.at > bytes.length || reader.word() !== 'endstream')
    throw new UnreadablePdf('a stream does not end');
  return bytes.subarray(start, start + length);
}
