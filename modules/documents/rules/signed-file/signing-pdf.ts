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

/** Adds objects to a PDF as an incremental update. */
export function updatedPdf(before: Buffer, objects: readonly Written[], size = 60): Buffer {
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(before.toString('latin1'))![1]);
  return written(before, objects, { size, previous });
}

function written(
  before: Buffer,
  objects: readonly Written[],
  { size, previous }: { size: number; previous?: number },
): Buffer {
  let text = '';
  const entries: string[] = [];
  for (const object of objects) {
    const offset = before.length + text.length;
    entries.push(`${object.number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
    text += `${object.number} 0 obj\n${object.text}\nendobj\n`;
  }
  const table = before.length + text.length;
  text += `xref\n0 1\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size ${size} /Root 1 0 R${previous === undefined ? '' : ` /Prev ${previous}`} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.concat([before, Buffer.from(text, 'latin1')]);
}

export interface PdfSigning extends SigningOptions {
  subFilter?: string;
  /** The numbers of the fields of earlier signatures. */
  earlier?: readonly number[];
  /** The number of the field; its value has the next one. */
  field?: number;
  range?: (range: number[]) => number[];
}

const ROOM = 12_000;

/** Signs a PDF with PAdES, in a new field. */
export async function signedPdf(pdf: Buffer, by: Holder, options: PdfSigning = {}): Promise<Buffer> {
  const { subFilter = 'ETSI.CAdES.detached', earlier = [], field = 10 } = options;
  const fields = [...earlier, field].map((n) => `${n} 0 R`).join(' ');
  const at =
    options.at === null
      ? ''
      : `/M (D:${(options.at ?? '2026-11-20T10:00:00Z').replace(/[-:T]/g, '').slice(0, 14)}Z)`;
  const blank = '0000000000';
  const prepared = updatedPdf(pdf, [
    { number: 1, text: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] /SigFlags 3 >> >>` },
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
      text: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} ${at} /ByteRange [0 ${blank} ${blank} ${blank}] /Contents <${'0'.repeat(ROOM * 2)}> >>`,
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
    prepared.lastIndexOf(`[0 ${blank}`),
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
