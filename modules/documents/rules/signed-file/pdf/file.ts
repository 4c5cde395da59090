import { decodeStream, numberOf } from './filters.ts';
import {
  isDictionary,
  isReference,
  nameOf,
  type PdfDictionary,
  PdfReader,
  type PdfReference,
  type PdfValue,
  UnreadablePdf,
} from './values.ts';
import { type ObjectTable, type Place, readObjectTable, streamBytes } from './xref.ts';

/** A PDF as it is up to some byte: its objects, by their numbers. */
export interface PdfFile {
  bytes: Buffer;
  table: ObjectTable;
  /** The catalogue of the document. */
  catalogue: PdfDictionary;
  /** The value of an object; a stream gives its dictionary. Null when there is none. */
  object(number: number): PdfValue;
  /** The value, followed where it is a reference. */
  resolve(value: PdfValue | undefined): PdfValue;
  /** The decoded bytes of a stream object; null when it is not one. */
  stream(value: PdfValue | undefined): Buffer | null;
}

interface Read {
  value: PdfValue;
  raw: Buffer | null;
}

/**
 * Opens a PDF by its tables of objects, as the programs that show it do. The work is limited: a file that asks for more
 * than a few readings of its own bytes is not read.
 * @throws UnreadablePdf
 */
export function openPdf(bytes: Buffer): PdfFile {
  const purse = { left: bytes.length * 6 + 4_000_000 };
  const table = readObjectTable(bytes, purse);
  const known = new Map<number, Read>();
  const reading = new Set<number>();

  const read = (number: number): Read => {
    const place = table.places.get(number);
    if (!place || place.kind === 'free') return { value: null, raw: null };
    const before = known.get(number);
    if (before) return before;
    if (reading.has(number) || reading.size > 50) throw new UnreadablePdf('objects in a circle');
    reading.add(number);
    const found =
      place.kind === 'at' ? readAt(number, place) : { value: readWithin(number, place), raw: null };
    reading.delete(number);
    known.set(number, found);
    return found;
  };

  const readAt = (number: number, { offset, generation }: Place & { kind: 'at' }): Read => {
    const reader = new PdfReader(bytes, offset, purse);
    const head = [reader.word(), reader.word(), reader.word()].join(' ');
    if (head !== `${number} ${generation} obj`)
      throw new UnreadablePdf('an object is not where it should be');
    const value = reader.value();
    if (!isDictionary(value) || reader.peekWord() !== 'stream') return { value, raw: null };
    reader.word();
    const length = numberOf(resolve(value.entries.get('Length')));
    if (length === null) throw new UnreadablePdf('a stream without length');
    return { value, raw: streamBytes(reader, length) };
  };

  const containers = new Map<number, Map<number, PdfValue>>();
  const readWithin = (number: number, { container }: Place & { kind: 'within' }): PdfValue => {
    let objects = containers.get(container);
    if (!objects) {
      const { value, raw } = read(container);
      if (!isDictionary(value) || nameOf(value.entries.get('Type')) !== 'ObjStm' || !raw)
        throw new UnreadablePdf('not a stream of objects');
      objects = objectsIn(value, decodeStream(value, raw, purse), purse);
      containers.set(container, objects);
    }
    return objects.get(number) ?? null;
  };

  const resolve = (value: PdfValue | undefined): PdfValue => {
    let found = value ?? null;
    for (let step = 0; isReference(found); step++) {
      if (step > 20) throw new UnreadablePdf('references in a circle');
      found = read(found.number).value;
    }
    return found;
  };

  const root = table.trailer.entries.get('Root');
  const catalogue = resolve(root);
  if (!isReference(root) || !isDictionary(catalogue)) throw new UnreadablePdf('no catalogue');
  return {
    bytes,
    table,
    catalogue,
    object: (number) => read(number).value,
    resolve,
    stream(value) {
      const { value: dictionary, raw } = isReference(value)
        ? read((value as PdfReference).number)
        : { value: null, raw: null };
      return isDictionary(dictionary) && raw ? decodeStream(dictionary, raw, purse) : null;
    },
  };
}

function objectsIn(dictionary: PdfDictionary, bytes: Buffer, purse: { left: number }): Map<number, PdfValue> {
  const count = numberOf(dictionary.entries.get('N')) ?? -1;
  const first = numberOf(dictionary.entries.get('First')) ?? -1;
  if (count < 0 || count > 100_000 || first < 0) throw new UnreadablePdf('a bad stream of objects');
  const reader = new PdfReader(bytes, 0, purse);
  const heads = Array.from({ length: count }, () => [Number(reader.word()), Number(reader.word())] as const);
  const objects = new Map<number, PdfValue>();
  for (const [number, offset] of heads) {
    if (!Number.isSafeInteger(number) || !Number.isSafeInteger(offset))
      throw new UnreadablePdf('a bad stream of objects');
    objects.set(number, new PdfReader(bytes, first + offset, purse).value());
  }
  return objects;
}
