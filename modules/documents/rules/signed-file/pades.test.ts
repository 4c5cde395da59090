import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readSignedFile } from './read-signed-file.ts';
import type { ReadSignature, SignedFile } from './signed-file.ts';
import { certify, envelope, type Holder, RSA } from './signing-office.ts';
import { compressedPdf, type PdfSigning, plainPdf, signedPdf, updatedPdf } from './signing-pdf.ts';

const AT = new Date('2026-11-21T09:00:00Z');
const PLAIN = plainPdf();
const PAGE =
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>';

describe('a convention signed in the PDF', () => {
  let root: Holder;
  let mayor: Holder;
  let president: Holder;
  before(async () => {
    root = await certify('Certificatore di prova', null, { ca: true });
    mayor = await certify('Maria Rossi', root, { taxCode: 'RSSMRA70A41B157K' });
    president = await certify('Piero Verdi', root, { algorithm: RSA });
  });

  const read = (bytes: Buffer): SignedFile => readSignedFile(bytes, { trustAnchors: [root.der], at: AT });
  const one = (file: SignedFile): ReadSignature => {
    assert.equal(file.signatures.length, 1, JSON.stringify(file.problems));
    return file.signatures[0]!;
  };
  const refused = (file: SignedFile) => assert.ok(file.signatures.every((s) => !s.integrity));
  const signed = (options: PdfSigning = {}) => signedPdf(PLAIN, mayor, options);

  it('says who signed and when, and gives back the PDF as it was', async () => {
    const file = read(await signed());
    assert.equal(file.kind, 'PADES');
    const signature = one(file);
    assert.deepEqual(
      [signature.signer.name, signature.signedAt, signature.timeSource, signature.integrity, signature.chain],
      ['Maria Rossi', '2026-11-20T10:00:00.000Z', 'DECLARED', true, 'TRUSTED'],
    );
    assert.deepEqual([signature.coversWholeDocument, signature.laterChanges], [true, 'NONE']);
    assert.deepEqual(file.content, PLAIN);
  });

  it('holds with RSA and as older programs write it', async () => {
    const file = read(await signedPdf(PLAIN, president, { subFilter: 'adbe.pkcs7.detached' }));
    assert.equal(one(file).integrity, true);
  });

  it('keeps the first signature good when the other side signs after it', async () => {
    const both = await signedPdf(await signed(), president, { earlier: [10], field: 20 });
    const file = read(both);
    assert.deepEqual(
      file.signatures.map((s) => [s.signer.name, s.integrity, s.coversWholeDocument, s.laterChanges]),
      [
        ['Maria Rossi', true, false, 'SIGNATURES_ONLY'],
        ['Piero Verdi', true, true, 'NONE'],
      ],
    );
    assert.deepEqual(file.content, PLAIN);
  });

  it('is read in a PDF with compressed objects and tables', async () => {
    const compressed = compressedPdf();
    const first = await signedPdf(compressed, mayor, { onAnyPdf: true });
    assert.deepEqual([one(read(first)).integrity, read(first).content], [true, compressed]);
    const both = await signedPdf(first, president, { earlier: [10], field: 20 });
    assert.deepEqual(
      read(both).signatures.map((s) => [s.integrity, s.laterChanges]),
      [[true, 'NONE']],
      'the second one has put another field in the place of the first',
    );
    const twice = await signedPdf(await signedPdf(compressed, mayor), president, {
      earlier: [10],
      field: 20,
    });
    assert.deepEqual(
      read(twice).signatures.map((s) => s.laterChanges),
      ['SIGNATURES_ONLY', 'NONE'],
    );
    const changed = updatedPdf(await signedPdf(compressed, mayor), [
      { number: 5, text: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>' },
    ]);
    assert.equal(one(read(changed)).laterChanges, 'OTHER');
  });

  it('finds the broken one of two signatures', async () => {
    const both = await signedPdf(await signed(), president, { earlier: [10], field: 20 });
    const at = both.indexOf('Firma20');
    both[at] = both[at]! ^ 1;
    assert.deepEqual(
      read(both).signatures.map((s) => s.integrity),
      [true, false],
    );
  });

  it('takes the time of a timestamp of the whole document made after it', async () => {
    const stamps = await certify('Marca di prova', root, { timestamps: true, usage: 0b1000_0000 });
    const stamped = await signedPdf(await signed(), stamps, {
      subFilter: 'ETSI.RFC3161',
      earlier: [10],
      field: 20,
      at: '2026-11-20T10:05:00Z',
    });
    const signature = one(read(stamped));
    assert.deepEqual(
      [signature.timeSource, signature.signedAt, signature.laterChanges],
      ['TIMESTAMP', '2026-11-20T10:05:00.000Z', 'SIGNATURES_ONLY'],
    );
  });

  describe('what was added after the signature', () => {
    const text = 'BT /F1 12 Tf 50 700 Td (Altro) Tj ET';
    const stream = `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
    const annotated = (entry: string) => ({ number: 3, text: `${PAGE} /Annots [10 0 R ${entry}] >>` });
    const CASES: [string, { number: number; text: string }[]][] = [
      ['another text of the page', [{ number: 4, text: stream }]],
      [
        'a page with other contents',
        [
          { number: 3, text: PAGE.replace('4 0 R', '30 0 R').concat(' /Annots [10 0 R] >>') },
          { number: 30, text: stream },
        ],
      ],
      [
        'a note over the text',
        [
          annotated('30 0 R'),
          { number: 30, text: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents (x) >>' },
        ],
      ],
      ['another page', [{ number: 2, text: '<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>' }]],
      ['the signature taken off the page', [{ number: 3, text: `${PAGE} >>` }]],
      ['another font', [{ number: 5, text: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>' }]],
      [
        'an action when the document opens',
        [
          {
            number: 1,
            text: '<< /Type /Catalog /Pages 2 0 R /OpenAction 30 0 R /AcroForm << /Fields [10 0 R] /SigFlags 3 >> >>',
          },
          { number: 30, text: '<< /S /JavaScript /JS (app.alert) >>' },
        ],
      ],
    ];
    for (const [name, objects] of CASES)
      it(`${name} is a change`, async () => {
        const signature = one(read(updatedPdf(await signed(), objects)));
        assert.deepEqual(
          [signature.integrity, signature.coversWholeDocument, signature.laterChanges],
          [true, false, 'OTHER'],
        );
        assert.ok(signature.problems.some((p) => p.code === 'changed-after-signature'));
      });

    it('bytes that no table lists are a change: programs that mend files would find them', async () => {
      const hidden = Buffer.concat([
        await signed(),
        Buffer.from(`4 0 obj\n${stream}\nendobj\n%%EOF\n`, 'latin1'),
      ]);
      const file = read(hidden);
      assert.ok(file.signatures.every((s) => s.laterChanges === 'OTHER'));
    });

    it('an object that the signed document was waiting for is a change', async () => {
      const waiting = Buffer.from(
        PLAIN.toString('latin1').replace('/Rotate', '').replace('4 0 R', '7 0 R'),
        'latin1',
      );
      assert.equal(one(read(await signedPdf(waiting, mayor))).integrity, true);
      const gap = await signedPdf(
        updatedPdf(PLAIN, [{ number: 5, text: '<< /Type /Font /X 40 0 R >>' }]),
        mayor,
      );
      const filled = updatedPdf(gap, [{ number: 40, text: '<< /Type /Other >>' }]);
      assert.equal(one(read(filled)).laterChanges, 'OTHER');
    });
  });

  describe('ranges that lie', () => {
    const lies: [string, (range: number[]) => number[]][] = [
      ['the hole is wider than the signature', ([a, b, c, d]) => [a!, b! - 20, c!, d!]],
      ['the second part begins later', ([a, b, c, d]) => [a!, b!, c! + 10, d! - 10]],
      ['the ranges overlap', ([a, b, , d]) => [a!, b!, b! - 50, d!]],
      ['the ranges go past the end', ([a, b, c, d]) => [a!, b!, c!, d! + 1000]],
      ['the end of the file is left out', ([a, b, c, d]) => [a!, b!, c!, d! - 60]],
      ['the second part is empty', ([a, b, c]) => [a!, b!, c!, 0]],
    ];
    for (const [name, range] of lies)
      it(`${name}: refused`, async () => {
        const file = read(await signed({ range }));
        assert.deepEqual([file.kind, file.signatures], ['NONE', []]);
        assert.deepEqual(file.problems, [{ code: 'broken-signature-field' }]);
      });

    it('the ranges do not begin with the file: refused', async () => {
      const pdf = await signed();
      pdf.write('[5 ', pdf.lastIndexOf('/ByteRange [0 ') + '/ByteRange '.length, 'latin1');
      refused(read(pdf));
    });
  });

  it('does not see a signature hidden in a stream, in a comment, or that no field shows', async () => {
    const genuine = (await signed()).toString('latin1');
    const value = /<< \/Type \/Sig[\s\S]*?> >>/.exec(genuine)![0];
    const inStream = updatedPdf(PLAIN, [
      { number: 12, text: `<< /Length ${value.length} >>\nstream\n${value}\nendstream` },
    ]);
    const inComment = Buffer.from(PLAIN.toString('latin1').replace('%%EOF', `%${value}\n%%EOF`), 'latin1');
    const unseen = updatedPdf(PLAIN, [{ number: 11, text: value }]);
    for (const pdf of [inStream, inComment, unseen]) assert.equal(read(pdf).kind, 'NONE');
  });

  it('does not take the signature of one PDF for that of another', async () => {
    const genuine = await signed();
    const other = await signedPdf(plainPdf('Altro testo'), mayor);
    const hole = (pdf: Buffer) => pdf.indexOf('/Contents <3') + '/Contents '.length;
    genuine.copy(other, hole(other), hole(genuine), hole(genuine) + 24_002);
    const [signature] = read(other).signatures;
    assert.equal(signature!.integrity, false);
    assert.equal(signature!.problems[0]!.code, 'other-document');
  });

  it('refuses the formats that rest on SHA-1', async () => {
    for (const subFilter of ['adbe.x509.rsa_sha1', 'adbe.pkcs7.sha1'])
      assert.deepEqual(read(await signed({ subFilter })).problems, [
        { code: 'weak-digest', facts: { digest: subFilter } },
      ]);
  });

  it('reads the signatures of a signed PDF in a p7m', async () => {
    const file = read(await envelope(await signed(), president));
    assert.equal(file.kind, 'CADES');
    assert.deepEqual(
      file.signatures.map((s) => [s.format, s.level, s.signer.name, s.integrity]),
      [
        ['CADES', 1, 'Piero Verdi', true],
        ['PADES', 2, 'Maria Rossi', true],
      ],
    );
    assert.deepEqual(file.content, PLAIN);
  });

  it('finds nothing in a PDF that nobody signed, or that only looks like one', () => {
    assert.deepEqual(read(PLAIN).problems, [{ code: 'not-signed' }]);
    assert.deepEqual(read(Buffer.from('%PDF-1.7 scansione')).problems, [{ code: 'unreadable-pdf' }]);
    const locked = PLAIN.toString('latin1').replace('/Size 6', '/Size 6 /Encrypt << /Filter /Standard >>');
    assert.deepEqual(read(Buffer.from(locked, 'latin1')).problems, [{ code: 'encrypted-pdf' }]);
  });
});
