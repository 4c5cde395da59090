import { type FileRefusal, refuseFile } from './file-refusal.it.ts';
import { FILE_TYPE_NAMES, type FileType, recogniseFileType } from './file-type.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** The text without byte order mark, in Unicode normal form C (è is one character). */
  text: string;
  encoding: TextEncoding;
  byteOrderMark: boolean;
  /** Characters that could not be read and stand as U+FFFD: a damaged file. */
  unreadable: number;
}

export interface DecodeLimits {
  /** Greatest size in bytes. */
  maxBytes?: number;
  /** Types that are welcome besides plain text. */
  welcome?: readonly FileType[];
}

export const MAX_TEXT_BYTES = 64 * 1024 * 1024;
const COMBINING_MARK = /[\u0300-\u036f]/;

/**
 * Bytes to text. Encoding in this order: byte order mark; UTF-8 when valid; else Windows-1252, which
 * every sequence of bytes is. Refuses what is not text, saying what it is. Never throws.
 */
export function decodeText(bytes: Uint8Array, limits: DecodeLimits = {}): DecodedText | FileRefusal {
  const limit = limits.maxBytes ?? MAX_TEXT_BYTES;
  if (bytes.byteLength === 0) return refuseFile('empty');
  if (bytes.byteLength > limit) {
    return refuseFile('too-large', { size: megabytes(bytes.byteLength), limit: megabytes(limit) });
  }
  const type = recogniseFileType(bytes);
  if (type !== 'text' && !limits.welcome?.includes(type)) {
    const isMarkup = type === 'html' || type === 'xml' || type === 'json';
    return refuseFile(isMarkup ? 'not-a-table' : 'not-text', { found: FILE_TYPE_NAMES[type] });
  }
  const decoded = decodeKnownText(bytes);
  if (decoded.text.trim() === '') return refuseFile('empty');
  return {
    ...decoded,
    text: COMBINING_MARK.test(decoded.text) ? decoded.text.normalize('NFC') : decoded.text,
  };
}

function decodeKnownText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes, true);
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes, true);
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, encoding: 'utf-8', byteOrderMark: marked, unreadable: 0 };
  } catch {
    const asUtf8 = decodeAs('utf-8', bytes, marked);
    return marked || isDamagedUtf8(asUtf8) ? asUtf8 : decodeAs('windows-1252', bytes, false);
  }
}

function decodeAs(encoding: TextEncoding, bytes: Uint8Array, byteOrderMark: boolean): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes);
  const unreadable = encoding === 'windows-1252' ? 0 : count(text, /\uFFFD/g);
  return { text, encoding, byteOrderMark, unreadable };
}

/**
 * One broken byte must not turn a whole UTF-8 file into "AgliÃ¨": when good accented letters outnumber
 * the unreadable ones by far, it is UTF-8 with damage. In Windows-1252 they are nearly all unreadable.
 */
function isDamagedUtf8({ text, unreadable }: DecodedText): boolean {
  return count(text, /[\u0080-\u024f\u2010-\u20ac]/g) >= unreadable * 4;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function megabytes(bytes: number): number {
  return Math.round((bytes / 1024 / 1024) * 10) / 10;
}
