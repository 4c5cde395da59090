import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { readSignedFile } from './read-signed-file.ts';
import type { SignedFile } from './signed-file.ts';
import { certify, envelope, type Holder } from './signing-office.ts';
import { plainPdf, signedPdf } from './signing-pdf.ts';

const AT = new Date('2026-11-21T09:00:00Z');
const CONTENT = Buffer.from('Convenzione per la gestione associata delle funzioni ICT');

describe('files that are not what they say', () => {
  let root: Holder;
  let cades: Buffer;
  let pades: Buffer;
  before(async () => {
    root = await certify('Certificatore di prova', null, { ca: true });
    const mayor = await certify('Maria Rossi', root);
    cades = await envelope(CONTENT, mayor);
    pades = await signedPdf(plainPdf(), mayor);
  });
  const read = (bytes: Buffer): SignedFile => readSignedFile(bytes, { trustAnchors: [root.der], at: AT });
  const good = (file: SignedFile): boolean =>
    file.signatures.length > 0 &&
    file.problems.length === 0 &&
    file.signatures.every((s) => s.integrity && s.chain === 'TRUSTED' && s.laterChanges !== 'OTHER');

  it('an empty file, a scan, a text: not signed, with the reason', () => {
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(2000)]);
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(2000)]);
    for (const [bytes, code] of [
      [Buffer.alloc(0), 'empty-file'],
      [jpeg, 'an-image'],
      [png, 'an-image'],
      [Buffer.from('Firmato digitalmente da Maria Rossi'), 'not-signed'],
      [Buffer.from('MIIB non è base64'), 'not-signed'],
    ] as const)
      assert.deepEqual(read(bytes), {
        kind: 'NONE',
        signatures: [],
        content: null,
        problems: [{ code }],
      });
  });

  it('any flipped bit of the content of a p7m is found', () => {
    const at = cades.indexOf(CONTENT);
    fc.assert(
      fc.property(fc.nat(CONTENT.length - 1), fc.nat(7), (offset, bit) => {
        const altered = Buffer.from(cades);
        altered[at + offset]! ^= 1 << bit;
        assert.equal(good(read(altered)), false);
      }),
      { numRuns: 300 },
    );
  });

  it('any flipped bit of a PDF, signature included, is found', () => {
    assert.ok(good(read(pades)));
    const hole = pades.indexOf('/Contents <3') + 11;
    const used = /0+>/.exec(pades.toString('latin1', hole))!.index;
    const covered = pades.length - 24_000;
    fc.assert(
      fc.property(fc.nat(covered - 1), fc.nat(7), (position, bit) => {
        const at = position < hole ? position : position + 24_000;
        const altered = Buffer.from(pades);
        altered[Math.min(at, pades.length - 1)]! ^= 1 << bit;
        assert.equal(good(read(altered)), false);
      }),
      { numRuns: 400 },
    );
    assert.ok(used > 1000);
  });

  it('random bytes, also behind a true beginning, give no signature and no error', () => {
    const beginnings = [
      '',
      '0\x80',
      '0\x82',
      '%PDF-1.7\n',
      'MIIB',
      '-----BEGIN PKCS7-----\n',
      '%PDF-1.4\nstartxref\n9\n%%EOF',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 3000 }), (beginning, rest) => {
        assert.equal(good(read(Buffer.concat([Buffer.from(beginning, 'latin1'), rest]))), false);
      }),
      { numRuns: 500 },
    );
  });

  it('a signed file cut anywhere, or with pieces copied elsewhere, gives no error and no good signature', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('cades', 'pades'),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (which, share) => {
          const whole = which === 'cades' ? cades : pades;
          assert.equal(good(read(whole.subarray(0, Math.floor((whole.length - 2) * share)))), false);
        },
      ),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 400 }), (from, to, length) => {
        const altered = Buffer.from(pades);
        const source = from % pades.length;
        altered.copy(altered, to % pades.length, source, source + length);
        assert.equal(good(read(altered)) && !sameDocument(altered, pades), false);
      }),
      { numRuns: 300 },
    );
    const room = pades.indexOf('/Contents <3') + 11;
    fc.assert(
      fc.property(fc.nat(23_999), fc.nat(), fc.integer({ min: 1, max: 40 }), (to, from, length) => {
        const altered = Buffer.from(pades);
        const source = from % pades.length;
        pades.copy(altered, room + to, source, Math.min(source + length, source + 24_000 - to));
        assert.equal(good(read(altered)) && !sameDocument(altered, pades), false);
      }),
      { numRuns: 300 },
    );
  });

  it('files made to waste time are answered soon', () => {
    const started = performance.now();
    const many = (text: string, times: number) => Buffer.from(text.repeat(times), 'latin1');
    const table = (text: Buffer, objects: string) =>
      Buffer.concat([Buffer.from('%PDF-1.7\n'), text, Buffer.from(objects, 'latin1')]);
    const deep = many('<< /A ', 200_000);
    const entries = '0000000009 00000 n \n'.repeat(100_000);
    const files = [
      randomBytes(10_000_000),
      Buffer.concat([Buffer.from([0x30, 0x80]), many('0\x80', 2_000_000)]),
      Buffer.concat([Buffer.from([0x24, 0x80]), many('$\x80', 2_000_000)]),
      many('A', 10_000_000),
      table(many('(', 5_000_000), `xref\n0 1\ntrailer <</Root 1 0 R>>\nstartxref\n5000009\n%%EOF`),
      table(deep, `trailer\nstartxref\n9\n%%EOF`),
      table(
        many('1 0 obj (', 100_000),
        `xref\n0 100000\n${entries}trailer\n<< /Root 1 0 R /AcroForm 2 0 R >>\nstartxref\n900009\n%%EOF`,
      ),
      Buffer.from(`MI${'A'.repeat(9_000_000)}`),
    ];
    for (const file of files) assert.equal(good(read(file)), false);
    assert.ok(performance.now() - started < 10_000, `${performance.now() - started} ms`);
  });

  it('what another program signs (openssl cms) is read the same, whole, in pieces and apart', (t) => {
    if (spawnSync('openssl', ['version']).status !== 0) return t.skip('openssl is not installed');
    const folder = mkdtempSync(join(tmpdir(), 'firma-'));
    const path = (name: string) => join(folder, name);
    const run = (...parts: string[]) => execFileSync('openssl', parts, { cwd: folder, stdio: 'pipe' });
    try {
      writeFileSync(path('testo.txt'), CONTENT);
      run(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'ca.key',
        '-out',
        'ca.pem',
        '-subj',
        '/C=IT/CN=CA di prova',
        '-days',
        '3650',
        '-addext',
        'keyUsage=critical,keyCertSign,cRLSign',
      );
      run(
        'req',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'a.key',
        '-out',
        'a.csr',
        '-subj',
        '/C=IT/CN=Maria Rossi/serialNumber=TINIT-RSSMRA70A41B157K',
      );
      writeFileSync(path('a.ext'), 'keyUsage=critical,nonRepudiation\n');
      run(
        'x509',
        '-req',
        '-in',
        'a.csr',
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-out',
        'a.pem',
        '-days',
        '900',
        '-extfile',
        'a.ext',
      );
      const sign = (out: string, ...more: string[]) =>
        run(
          'cms',
          '-sign',
          '-binary',
          '-in',
          'testo.txt',
          '-signer',
          'a.pem',
          '-inkey',
          'a.key',
          '-md',
          'sha256',
          '-outform',
          'DER',
          '-out',
          out,
          ...more,
        );
      sign('whole.p7m', '-nodetach', '-cades');
      sign('pieces.p7m', '-nodetach', '-cades', '-stream', '-indef');
      sign('pss.p7m', '-nodetach', '-keyopt', 'rsa_padding_mode:pss');
      sign('keyid.p7m', '-nodetach', '-keyid');
      sign('apart.p7s', '-cades');
      const pem = readFileSync(path('ca.pem'), 'latin1').replace(/-----[A-Z ]+-----|\s/g, '');
      const options = { trustAnchors: [Buffer.from(pem, 'base64')], at: new Date() };
      for (const name of ['whole.p7m', 'pieces.p7m', 'pss.p7m', 'keyid.p7m', 'apart.p7s']) {
        const detached = name === 'apart.p7s' ? { detachedContent: CONTENT } : {};
        const file = readSignedFile(readFileSync(path(name)), { ...options, ...detached });
        assert.deepEqual(
          file.signatures.map((s) => [s.signer.name, s.signer.taxCode, s.integrity, s.chain]),
          [['Maria Rossi', 'RSSMRA70A41B157K', true, 'TRUSTED']],
          name,
        );
        assert.deepEqual(file.content, CONTENT, name);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** What the signature covers is the same: all but the room of its hexadecimal digits, whose unused end may be anything. */
const sameDocument = (altered: Buffer, original: Buffer): boolean => {
  const room = original.indexOf('/Contents <3') + 11;
  const covered = (pdf: Buffer) => Buffer.concat([pdf.subarray(0, room), pdf.subarray(room + 24_000)]);
  return covered(altered).equals(covered(original));
};
