import { deflateSync } from 'node:zlib';
import { openPdf } from './pdf/file.ts';
import { isReference, textOf } from './pdf/values.ts';
import { envelope, type Holder, type SigningOptions, timestampToken } from './signing-office.ts';

/* PDFs for tests: a page with a text, and signatures put on it as an addition, the way signing programs do. */

interface Written {
  number: number;
  text: string;
}

/** A PDF of one page. */
export function plainPdf(text = 'Convenzione'): Buffer {
  const content = `BT /F1 12 Tf 50 700 Td (${text}) Tj ET`;
  return written(
    Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
    [
      { number: 1, text: '<< /Type /Catalog /Pages 2 0 R >>' },
      { number: 2, text: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
      {
        number: 3,
        text: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      },
      { number: 4, text: `<< /Length ${content.length} >>\nstream\n${content}\nendstream` },
      { number: 5, text: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' },
    ],
    { size: 6 },
  );
}

const PAGE_TEXT = 'BT /F1 12 Tf 50 700 Td (Convenzione) Tj ET';

/** The same page as many programs write it: objects in a compressed stream, and the table as a stream with a predictor. */
export function compressedPdf(): Buffer {
  const objects: [number, string][] = [
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      3,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    ],
    [5, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
  ];
  let inside = '';
  const heads = objects.map(([number, text]) => {
    const head = `${number} ${inside.length}`;
    inside += `${text} `;
    return head;
  });
  const first = `${heads.join(' ')} `;
  const packed = deflateSync(Buffer.from(first + inside));
  const stream = (number: number, entries: string, bytes: Buffer) =>
    Buffer.concat([
      Buffer.from(`${number} 0 obj\n<< ${entries} /Length ${bytes.length} >>\nstream\n`),
      bytes,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
  const header = Buffer.from('%PDF-1.7\n');
  const page = stream(4, '', Buffer.from(PAGE_TEXT));
  const container = stream(6, `/Type /ObjStm /N 4 /First ${first.length} /Filter /FlateDecode`, packed);
  const [four, six] = [header.length, header.length + page.length];
  const seven = six + container.length;
  const rows = [
    [0, 0, 0],
    [2, 6, 0],
    [2, 6, 1],
    [2, 6, 2],
    [1, four, 0],
    [2, 6, 3],
    [1, six, 0],
    [1, seven, 0],
  ];
  const plain = rows.map(([kind, second, third]) => [kind!, second! >> 8, second! & 255, third!]);
  const predicted = plain.flatMap((row, i) => [
    2,
    ...row.map((byte, c) => (byte - (plain[i - 1]?.[c] ?? 0)) & 255),
  ]);
  const table = stream(
    7,
    '/Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>',
    deflateSync(Buffer.from(predicted)),
  );
  return Buffer.concat([header, page, container, table, Buffer.from(`startxref\n${seven}\n%%EOF\n`)]);
}

/** Adds objects to a PDF as an incremental update. */
export function updatedPdf(before: Buffer, objects: readonly Written[], size = 60, root = '1 0 R'): Buffer {
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(before.toString('latin1'))![1]);
  return written(before, objects, { size, previous, root });
}

function written(
  before: Buffer,
  objects: readonly Written[],
  { size, previous, root = '1 0 R' }: { size: number; previous?: number; root?: string },
): Buffer {
  let text = '';
  const entries: string[] = [];
  for (const object of objects) {
    const offset = before.length + text.length;
    entries.push(`${object.number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
    text += `${object.number} 0 obj\n${object.text}\nendobj\n`;
  }
  const table = before.length + text.length;
  text += `xref\n0 1\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size ${size} /Root ${root}${previous === undefined ? '' : ` /Prev ${previous}`} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.concat([before, Buffer.from(text, 'latin1')]);
}

export interface PdfSigning extends SigningOptions {
  subFilter?: string;
  /** The numbers of the fields of earlier signatures. */
  earlier?: readonly number[];
  /** The number of the field; its value has the next one. */
  field?: number;
  range?: (range: number[]) => number[];
  /** The PDF was not made here: its own catalogue gets the form, and the signature stands on no page. */
  onAnyPdf?: true;
}

const ROOM = 12_000;
const BLANK = '0000000000';
const signatureText = (at: string, subFilter: string): string =>
  `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} ${at} /ByteRange [0 ${BLANK} ${BLANK} ${BLANK}] /Contents <${'0'.repeat(ROOM * 2)}> >>`;

/** Signs a PDF with PAdES, in a new field. */
export async function signedPdf(pdf: Buffer, by: Holder, options: PdfSigning = {}): Promise<Buffer> {
  const { subFilter = 'ETSI.CAdES.detached', earlier = [], field = 10 } = options;
  const fields = [...earlier, field].map((n) => `${n} 0 R`).join(' ');
  const at =
    options.at === null
      ? ''
      : `/M (D:${(options.at ?? '2026-11-20T10:00:00Z').replace(/[-:T]/g, '').slice(0, 14)}Z)`;
  const prepared = options.onAnyPdf
    ? withField(pdf, at, subFilter)
    : updatedPdf(pdf, [
        {
          number: 1,
          text: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] /SigFlags 3 >> >>`,
        },
        {
          number: 3,
          text: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [${fields}] >>`,
        },
        {
          number: field,
          text: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Firma${field}) /Rect [0 0 0 0] /P 3 0 R /V ${field + 1} 0 R >>`,
        },
        {
          number: field + 1,
          text: signatureText(at, subFilter),
        },
      ]);
  const start = prepared.lastIndexOf(`/Contents <${'0'.repeat(100)}`) + '/Contents '.length;
  const end = start + ROOM * 2 + 2;
  const range = (options.range ?? ((r) => r))([0, start, end, prepared.length - end]);
  prepared.write(
    `[0 ${range
      .slice(1)
      .map((n) => String(n).padStart(10, ' '))
      .join(' ')}]`,
    prepared.lastIndexOf(`[0 ${BLANK}`),
    'latin1',
  );
  const covered = Buffer.concat([prepared.subarray(0, start), prepared.subarray(end)]);
  const cms =
    subFilter === 'ETSI.RFC3161'
      ? await timestampToken(covered, by, options.at ?? '2026-11-20T10:00:00Z')
      : await envelope(covered, by, { ...options, at: null, detached: true });
  prepared.write(cms.toString('hex'), start + 1, 'latin1');
  return prepared;
}

function withField(pdf: Buffer, at: string, subFilter: string): Buffer {
  const { catalogue, table } = openPdf(pdf);
  const root = table.trailer.entries.get('Root');
  if (!isReference(root)) throw new Error('no root');
  const number = Math.max(...table.places.keys()) + 1;
  const entries = textOf(catalogue).slice(2, -2);
  return updatedPdf(
    pdf,
    [
      { number: root.number, text: `<<${entries} /AcroForm << /Fields [${number} 0 R] /SigFlags 3 >> >>` },
      { number, text: `<< /FT /Sig /T (Firma) /V ${number + 1} 0 R >>` },
      { number: number + 1, text: signatureText(at, subFilter) },
    ],
    number + 2,
    textOf(root),
  );
}
