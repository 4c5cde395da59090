import { inflateSync } from 'node:zlib';
import { isDictionary, nameOf, type PdfDictionary, type PdfValue, UnreadablePdf } from './values.ts';

/** The most that a stream of the structure (not of the pages) may become. */
const MOST_INFLATED = 32 * 1024 * 1024;

/** The bytes of a stream of the structure: plain, or Flate with or without a predictor. */
export function decodeStream(dictionary: PdfDictionary, raw: Buffer, purse: { left: number }): Buffer {
  const filters = [dictionary.entries.get('Filter') ?? []].flat();
  if (filters.length === 0) return raw;
  if (filters.length > 1 || nameOf(filters[0]) !== 'FlateDecode') throw new UnreadablePdf('unknown filter');
  let bytes: Buffer;
  try {
    bytes = inflateSync(raw, { maxOutputLength: Math.min(MOST_INFLATED, Math.max(purse.left, 1)) });
  } catch {
    throw new UnreadablePdf('a stream cannot be read');
  }
  purse.left -= bytes.length;
  const parameters = [dictionary.entries.get('DecodeParms') ?? null].flat()[0];
  if (!isDictionary(parameters)) return bytes;
  const number = (key: string, otherwise: number) => numberOf(parameters.entries.get(key)) ?? otherwise;
  const predictor = number('Predictor', 1);
  if (predictor === 1) return bytes;
  if (predictor < 10 || number('BitsPerComponent', 8) !== 8 || number('Colors', 1) !== 1)
    throw new UnreadablePdf('unknown predictor');
  return unpredicted(bytes, number('Columns', 1));
}

export const numberOf = (value: PdfValue | undefined): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : null;

/** PNG predictors with one byte a sample, as in tables of objects. */
function unpredicted(bytes: Buffer, columns: number): Buffer {
  if (columns < 1 || columns > 1000) throw new UnreadablePdf('unknown predictor');
  const rows = Math.floor(bytes.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (columns + 1)]!;
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const left = column > 0 ? out[at - 1]! : 0;
      const up = row > 0 ? out[at - columns]! : 0;
      const corner = row > 0 && column > 0 ? out[at - columns - 1]! : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind];
      if (guess === undefined) throw new UnreadablePdf('unknown predictor');
      out[at] = bytes[row * (columns + 1) + 1 + column]! + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
