import type { PdfFile } from './file.ts';
import {
  isDictionary,
  isReference,
  isString,
  nameOf,
  type PdfDictionary,
  type PdfString,
  type PdfValue,
} from './values.ts';

/** A signature in a PDF whose ranges are honest: from the first byte, all but the signature itself. */
export interface PdfSignature {
  subFilter: string;
  /** The CMS, with the zeros that fill the room left for it. */
  contents: Buffer;
  /** The signed bytes: before and after the signature. */
  covered: readonly [Buffer, Buffer];
  /** Where the signed bytes end. */
  end: number;
  declaredTime: Date | null;
}

export interface FoundSignatures {
  signatures: readonly PdfSignature[];
  /** Fields that say they are signed but whose ranges or contents do not hold. */
  broken: number;
  tooMany: boolean;
}

const MOST_FIELDS = 5_000;
const MOST_SIGNATURES = 20;

/** The signatures that the form of the document shows, in the order in which they were made. */
export function findSignatures(pdf: PdfFile): FoundSignatures {
  const values = signatureValues(pdf);
  const found = values.slice(0, MOST_SIGNATURES).map((value) => readSignature(pdf, value));
  return {
    signatures: found.filter((s) => s !== null).sort((a, b) => a.end - b.end),
    broken: found.filter((s) => s === null).length,
    tooMany: values.length > MOST_SIGNATURES,
  };
}

/** The dictionaries of the signed fields, each once. */
function signatureValues(pdf: PdfFile): PdfDictionary[] {
  const form = pdf.resolve(pdf.catalogue.entries.get('AcroForm'));
  if (!isDictionary(form)) return [];
  const values = new Set<PdfDictionary>();
  const seen = new Set<number>();
  const walk = (field: PdfValue, inherited: string | null, depth: number): void => {
    if (isReference(field)) {
      if (seen.has(field.number) || seen.size > MOST_FIELDS) return;
      seen.add(field.number);
    }
    const dictionary = pdf.resolve(field);
    if (!isDictionary(dictionary) || depth > 30) return;
    const type = nameOf(pdf.resolve(dictionary.entries.get('FT'))) ?? inherited;
    const value = pdf.resolve(dictionary.entries.get('V'));
    if (type === 'Sig' && isDictionary(value)) values.add(value);
    const kids = pdf.resolve(dictionary.entries.get('Kids'));
    if (Array.isArray(kids)) for (const kid of kids) walk(kid, type, depth + 1);
  };
  const fields = pdf.resolve(form.entries.get('Fields'));
  if (Array.isArray(fields)) for (const field of fields) walk(field, null, 0);
  return [...values];
}

function readSignature(pdf: PdfFile, { entries }: PdfDictionary): PdfSignature | null {
  const contents = entries.get('Contents');
  const range = entries.get('ByteRange');
  const { bytes } = pdf;
  if (!isString(contents) || !contents.hexadecimal || !standsInFile(bytes, contents)) return null;
  if (!Array.isArray(range) || range.length !== 4 || !range.every((n) => Number.isSafeInteger(n)))
    return null;
  const [from, before, after, length] = range as [number, number, number, number];
  const end = after + length;
  // The hole is the signature and nothing else; the ranges begin with the file and do not go past it.
  if (from !== 0 || before !== contents.start || after !== contents.end || length <= 0 || end > bytes.length)
    return null;
  if (!endsARevision(bytes, end)) return null;
  return {
    subFilter: nameOf(entries.get('SubFilter')) ?? '',
    contents: contents.bytes,
    covered: [bytes.subarray(0, before), bytes.subarray(after, end)],
    end,
    declaredTime: dateOf(entries.get('M')),
  };
}

/** A value read within a stream of objects has places of that stream, not of the file. */
function standsInFile(bytes: Buffer, { start, end, bytes: decoded }: PdfString): boolean {
  if (bytes[start] !== 0x3c || bytes[end - 1] !== 0x3e) return false;
  return Buffer.from(bytes.toString('latin1', start + 1, end - 1).replace(/\s+/g, ''), 'hex').equals(decoded);
}

const endsARevision = (bytes: Buffer, end: number): boolean =>
  /%%EOF\s*$/.test(bytes.toString('latin1', Math.max(0, end - 32), end));

/** D:20261121103000+01'00' */
function dateOf(value: PdfValue | undefined): Date | null {
  if (!isString(value)) return null;
  const found = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(
    value.bytes.toString('latin1'),
  );
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((n) => (n ? Number(n) : undefined));
  const shift = found[7] ? (found[7] === '-' ? -1 : 1) * (Number(found[8]) * 60 + Number(found[9] ?? 0)) : 0;
  const time = Date.UTC(year!, (month ?? 1) - 1, day ?? 1, hour ?? 0, (minute ?? 0) - shift, second ?? 0);
  return Number.isFinite(time) ? new Date(time) : null;
}
