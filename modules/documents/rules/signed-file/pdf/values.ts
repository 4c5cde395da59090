/*
 * The values of a PDF (ISO 32000-1 § 7.3), as far as signatures need them. Nothing is rendered or executed.
 * The bytes may be hostile: depth is limited and every byte looked at is paid from a purse.
 */

export interface PdfName {
  kind: 'name';
  name: string;
}
/** With its place in the bytes, delimiters included. */
export interface PdfString {
  kind: 'string';
  bytes: Buffer;
  start: number;
  end: number;
  hexadecimal: boolean;
}
export interface PdfReference {
  kind: 'reference';
  number: number;
  generation: number;
}
export interface PdfDictionary {
  kind: 'dictionary';
  entries: Map<string, PdfValue>;
}
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfValue[]
  | PdfDictionary;

/** The bytes are not a PDF that can be relied on. */
export class UnreadablePdf extends Error {}

const MOST_DEPTH = 60;
const isSpace = (byte: number | undefined): boolean =>
  byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12 || byte === 0;
const isDelimiter = (byte: number | undefined): boolean =>
  byte !== undefined && '()<>[]{}/%'.includes(String.fromCharCode(byte));
const isRegular = (byte: number | undefined): boolean =>
  byte !== undefined && !isSpace(byte) && !isDelimiter(byte);

/** Reads values one after another. */
export class PdfReader {
  readonly bytes: Buffer;
  at: number;
  private readonly purse: { left: number };

  constructor(bytes: Buffer, at: number, purse: { left: number }) {
    this.bytes = bytes;
    this.at = at;
    this.purse = purse;
  }

  private pay(bytes: number): void {
    this.purse.left -= bytes;
    if (this.purse.left < 0) throw new UnreadablePdf('too much work');
  }

  skipSpace(): void {
    const { bytes } = this;
    const from = this.at;
    while (this.at < bytes.length) {
      const byte = bytes[this.at]!;
      if (isSpace(byte)) this.at++;
      else if (byte === 37)
        while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
      else break;
    }
    this.pay(this.at - from);
  }

  /** The word of regular characters that is here; empty when there is none. */
  word(): string {
    this.skipSpace();
    const from = this.at;
    while (isRegular(this.bytes[this.at]) && this.at - from < 200) this.at++;
    this.pay(this.at - from + 1);
    return this.bytes.toString('latin1', from, this.at);
  }

  /** Looks at the next word without taking it. */
  peekWord(): string {
    const from = this.at;
    const word = this.word();
    this.at = from;
    return word;
  }

  value(depth = 0): PdfValue {
    if (depth > MOST_DEPTH) throw new UnreadablePdf('too deep');
    this.skipSpace();
    const { bytes, at } = this;
    const byte = bytes[at];
    if (byte === undefined) throw new UnreadablePdf('ends too early');
    if (byte === 0x2f) return this.name();
    if (byte === 0x28) return this.literal();
    if (byte === 0x5b) return this.array(depth);
    if (byte === 0x3c) return bytes[at + 1] === 0x3c ? this.dictionary(depth) : this.hexadecimal();
    return this.numberOrWord();
  }

  private name(): PdfName {
    const from = this.at++;
    while (isRegular(this.bytes[this.at])) this.at++;
    this.pay(this.at - from);
    const raw = this.bytes.toString('latin1', from + 1, this.at);
    return {
      kind: 'name',
      name: raw.replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    };
  }

  private array(depth: number): PdfValue[] {
    this.at++;
    const values: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.at] === 0x5d) {
        this.at++;
        return values;
      }
      values.push(this.value(depth + 1));
    }
  }

  private dictionary(depth: number): PdfDictionary {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) {
        this.at += 2;
        return { kind: 'dictionary', entries };
      }
      if (this.bytes[this.at] !== 0x2f) throw new UnreadablePdf('a key is missing');
      const { name } = this.name();
      // Readers disagree on which of two equal keys counts: neither does.
      if (entries.has(name)) throw new UnreadablePdf('a key stands twice');
      entries.set(name, this.value(depth + 1));
    }
  }

  private hexadecimal(): PdfString {
    const start = this.at;
    const close = this.bytes.indexOf(0x3e, start);
    if (close < 0) throw new UnreadablePdf('an open string');
    this.pay(close - start);
    this.at = close + 1;
    const text = this.bytes.toString('latin1', start + 1, close).replace(/[\s\0]+/g, '');
    if (!/^[0-9a-fA-F]*$/.test(text)) throw new UnreadablePdf('not hexadecimal');
    const bytes = Buffer.from(text.length % 2 ? `${text}0` : text, 'hex');
    return { kind: 'string', bytes, start, end: this.at, hexadecimal: true };
  }

  private literal(): PdfString {
    const { bytes, at: start } = this;
    let open = 1;
    let at = start + 1;
    for (; at < bytes.length && open > 0; at++) {
      if (bytes[at] === 0x5c) at++;
      else if (bytes[at] === 0x28) open++;
      else if (bytes[at] === 0x29) open--;
    }
    this.pay(at - start);
    if (open > 0) throw new UnreadablePdf('an open string');
    this.at = at;
    return { kind: 'string', bytes: bytes.subarray(start + 1, at - 1), start, end: at, hexadecimal: false };
  }

  private numberOrWord(): PdfValue {
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new UnreadablePdf(`not a value: ${word}`);
    if (!/^\d{1,10}$/.test(word)) return Number(word);
    const after = this.at;
    const generation = this.word();
    if (/^\d{1,5}$/.test(generation) && this.word() === 'R')
      return { kind: 'reference', number: Number(word), generation: Number(generation) };
    this.at = after;
    return Number(word);
  }
}

export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dictionary';
export const isReference = (value: PdfValue | undefined): value is PdfReference =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'reference';
export const isString = (value: PdfValue | undefined): value is PdfString =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'string';
export const nameOf = (value: PdfValue | undefined): string | null =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'name' ? value.name : null;

/** The value as text, the same for equal values wherever they stand: to compare two of them. */
export function textOf(value: PdfValue | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(' ')}]`;
  if (value.kind === 'name') return `/${value.name}`;
  if (value.kind === 'reference') return `${value.number} ${value.generation} R`;
  if (value.kind === 'string') return `<${value.bytes.toString('hex')}>`;
  const entries = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return `<<${entries.map(([key, inner]) => `/${key} ${textOf(inner)}`).join(' ')}>>`;
}
