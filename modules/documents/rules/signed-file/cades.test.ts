import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readSignedFile } from './read-signed-file.ts';
import type { ReadingOptions, ReadSignature, SignedFile } from './signed-file.ts';
import {
  type CertificateOptions,
  certify,
  EC,
  envelope,
  type Holder,
  PSS,
  RSA,
  revocationList,
  type SigningOptions,
} from './signing-office.ts';

const CONTENT = Buffer.from('Convenzione per la gestione associata');
const AT = new Date('2026-11-21T09:00:00Z');

describe('a convention signed in a p7m', () => {
  let root: Holder;
  let mayor: Holder;
  let stamps: Holder;
  before(async () => {
    root = await certify('Certificatore di prova', null, { ca: true });
    mayor = await certify('Maria Rossi', root, {
      taxCode: 'RSSMRA70A41B157K',
      organisation: 'Comune di Alfa',
      serial: 77,
    });
    stamps = await certify('Marca di prova', root, { timestamps: true, usage: 0b1000_0000 });
  });

  const read = (bytes: Buffer, options: Partial<ReadingOptions> = {}): SignedFile =>
    readSignedFile(bytes, { trustAnchors: [root.der], at: AT, ...options });
  const one = (file: SignedFile): ReadSignature => {
    assert.equal(file.signatures.length, 1);
    return file.signatures[0]!;
  };
  const codes = (signature: Pick<ReadSignature, 'problems'>) => signature.problems.map((p) => p.code);
  const signedBy = async (by: Holder, options: SigningOptions = {}, reading: Partial<ReadingOptions> = {}) =>
    one(read(await envelope(CONTENT, by, options), reading));
  const holder = (name: string, options: CertificateOptions = {}) => certify(name, root, options);

  it('says who signed, when, with which certificate, and gives the document back', async () => {
    const file = read(await envelope(CONTENT, mayor));
    assert.equal(file.kind, 'CADES');
    assert.deepEqual(file.content, CONTENT);
    assert.deepEqual(file.problems, []);
    assert.deepEqual(one(file), {
      format: 'CADES',
      level: 1,
      signer: { name: 'Maria Rossi', taxCode: 'RSSMRA70A41B157K', organisation: 'Comune di Alfa' },
      issuer: 'Certificatore di prova',
      certificateSerial: '4d',
      certificateFrom: '2024-01-01T00:00:00.000Z',
      certificateTo: '2030-01-01T00:00:00.000Z',
      signedAt: '2026-11-20T10:00:00.000Z',
      timeSource: 'DECLARED',
      integrity: true,
      certificateValidAt: true,
      chain: 'TRUSTED',
      revocation: 'NOT_CHECKED',
      qualified: 'QUALIFIED',
      digestAlgorithm: 'sha256',
      signingCertificateAttribute: true,
      coversWholeDocument: true,
      laterChanges: 'NONE',
      problems: [{ code: 'revocation-not-checked' }],
    });
  });

  it('is read in base64 and in PEM as well', async () => {
    const der = await envelope(CONTENT, mayor);
    const base64 = der.toString('base64').replace(/(.{64})/g, '$1\r\n');
    const pem = `-----BEGIN PKCS7-----\n${base64}\n-----END PKCS7-----\n`;
    for (const text of [base64, pem]) assert.equal(one(read(Buffer.from(text))).integrity, true);
  });

  for (const [name, algorithm, hash] of [
    ['RSA 2048', RSA, 'SHA-256'],
    ['RSA 4096', { ...RSA, modulusLength: 4096 }, 'SHA-512'],
    ['RSA-PSS', PSS, 'SHA-256'],
    ['P-256', EC, 'SHA-256'],
    ['P-384', { ...EC, namedCurve: 'P-384' }, 'SHA-384'],
  ] as const)
    it(`holds with ${name} and ${hash}`, async () => {
      const by = await holder(`Firmatario ${name}`, { algorithm, hash });
      const signature = await signedBy(by, { hash });
      assert.deepEqual([signature.integrity, signature.chain], [true, 'TRUSTED']);
    });

  it('holds through an authority in between, sent along or known', async () => {
    const middle = await certify('Certificatore intermedio', root, { ca: true });
    const by = await certify('Firmatario lontano', middle);
    assert.equal((await signedBy(by, { chain: [middle] })).chain, 'TRUSTED');
    assert.equal((await signedBy(by, {}, { intermediates: [middle.der] })).chain, 'TRUSTED');
    assert.equal((await signedBy(by)).chain, 'UNTRUSTED');
    const pretended = await certify('Firmatario falso', mayor);
    assert.equal(
      (await signedBy(pretended, { chain: [mayor] })).chain,
      'UNTRUSTED',
      'a person is no authority',
    );
  });

  it('is not good when the certificate had expired, or was not yet in its term, at the time of signing', async () => {
    const expired = await holder('Firmatario scaduto', { to: '2026-06-30T00:00:00Z' });
    const late = await signedBy(expired);
    assert.deepEqual(
      [late.integrity, late.certificateValidAt, late.chain, codes(late)],
      [true, false, 'EXPIRED', ['certificate-expired', 'revocation-not-checked']],
    );
    const early = await signedBy(await holder('Firmatario futuro', { from: '2026-12-01T00:00:00Z' }));
    assert.ok(codes(early).includes('certificate-not-yet-valid'));
  });

  it('signed in its term by a certificate since expired: needs a timestamp, because a declared time proves nothing', async () => {
    const expired = await holder('Firmatario di ieri', { to: '2026-06-30T00:00:00Z' });
    const declared = await signedBy(expired, { at: '2026-06-01T10:00:00Z' });
    assert.equal(declared.certificateValidAt, false);
    assert.ok(codes(declared).includes('certificate-expired-since'));
    const at = '2026-06-01T10:00:05Z';
    const proven = await signedBy(expired, { at: '2026-06-01T10:00:00Z', timestamp: { by: stamps, at } });
    assert.deepEqual(
      [proven.timeSource, proven.signedAt, proven.certificateValidAt, proven.chain],
      ['TIMESTAMP', '2026-06-01T10:00:05.000Z', true, 'TRUSTED'],
    );
  });

  it('gives no weight to a timestamp of something else, or of nobody known', async () => {
    const at = '2026-06-01T10:00:05Z';
    const other = await signedBy(mayor, { timestamp: { by: stamps, at, of: Buffer.from('altro') } });
    assert.equal(other.timeSource, 'DECLARED');
    assert.ok(codes(other).includes('timestamp-not-valid'));
    const own = await certify('Marca fatta in casa', null, { timestamps: true, usage: 0b1000_0000 });
    const unknown = await signedBy(mayor, { timestamp: { by: own, at } });
    assert.equal(unknown.timeSource, 'DECLARED');
    const person = await signedBy(mayor, { timestamp: { by: mayor, at } });
    assert.equal(person.timeSource, 'DECLARED', 'who signs documents does not make timestamps');
  });

  it('is not trusted when it is self-signed or of an unknown authority', async () => {
    const own = await signedBy(await certify('Firma fatta in casa', null));
    assert.deepEqual([own.integrity, own.chain], [true, 'UNTRUSTED']);
    assert.ok(codes(own).includes('self-signed'));
    const stranger = await certify('Certificatore sconosciuto', null, { ca: true });
    const unknown = await signedBy(await certify('Firmatario ignoto', stranger), { chain: [stranger] });
    assert.deepEqual([unknown.integrity, unknown.chain], [true, 'UNTRUSTED']);
    assert.ok(codes(unknown).includes('untrusted-issuer'));
  });

  it('is not trusted on a namesake of the authority', async () => {
    const false_ = await certify('Certificatore di prova', null, { ca: true, algorithm: RSA });
    const by = await certify('Firmatario del sosia', false_);
    assert.equal((await signedBy(by, { chain: [false_] })).chain, 'UNTRUSTED');
  });

  it('is not trusted when a certificate has a constraint that is not understood', async () => {
    const signature = await signedBy(await holder('Firmatario strano', { strange: true }));
    assert.equal(signature.chain, 'UNTRUSTED');
    assert.ok(codes(signature).includes('unknown-constraint'));
  });

  it('refuses digests that can be forged', async () => {
    const by = await holder('Firmatario antico', { algorithm: RSA, hash: 'SHA-1' });
    assert.ok(codes(await signedBy(by, { hash: 'SHA-1' })).includes('weak-digest'));
    const short = await holder('Firmatario corto', { algorithm: { ...RSA, modulusLength: 1024 } });
    assert.ok(codes(await signedBy(short)).includes('weak-key'));
  });

  it('tells an advanced signature from a qualified one, a seal from a signature', async () => {
    const advanced = await signedBy(await holder('Firma avanzata', { statements: [] }));
    assert.equal(advanced.qualified, 'NOT_DECLARED');
    const noDevice = await signedBy(await holder('Senza dispositivo', { statements: ['COMPLIANCE'] }));
    assert.equal(noDevice.qualified, 'NOT_DECLARED');
    const seal = await signedBy(await holder('Sigillo', { statements: ['COMPLIANCE', 'SSCD', 'SEAL'] }));
    assert.ok(codes(seal).includes('a-seal'));
    const keyForCiphers = await signedBy(await holder('Cifratura', { usage: 0b0010_0000 }));
    assert.ok(codes(keyForCiphers).includes('not-for-signing'));
  });

  it('notes the attribute that names the certificate, and refuses one that names another', async () => {
    const unnamed = await signedBy(mayor, { unnamed: true });
    assert.deepEqual([unnamed.integrity, unnamed.signingCertificateAttribute], [true, false]);
    const another = await signedBy(mayor, { names: stamps });
    assert.equal(another.integrity, false);
    assert.ok(codes(another).includes('signer-certificate-differs'));
    const bare = await signedBy(mayor, { withoutAttributes: true });
    assert.equal(bare.integrity, false);
  });

  it('is good with its own document apart, and refused with another one', async () => {
    const apart = await envelope(CONTENT, mayor, { detached: true });
    assert.equal(one(read(apart, { detachedContent: CONTENT })).integrity, true);
    const other = one(read(apart, { detachedContent: Buffer.from('Un’altra convenzione') }));
    assert.equal(other.integrity, false);
    assert.deepEqual(codes(other).slice(0, 1), ['other-document']);
    assert.deepEqual(read(apart).problems, [{ code: 'detached-without-document' }]);
    const whole = await envelope(CONTENT, mayor);
    assert.deepEqual(read(whole, { detachedContent: Buffer.from('altro') }).problems, [
      { code: 'other-document' },
    ]);
  });

  it('reads several signers, and several envelopes one in the other', async () => {
    const president = await holder('Piero Verdi');
    const together = read(await envelope(CONTENT, mayor, { others: [president] }));
    assert.deepEqual(
      together.signatures.map((s) => [s.signer.name, s.integrity]),
      [
        ['Maria Rossi', true],
        ['Piero Verdi', true],
      ],
    );
    const nested = read(await envelope(await envelope(CONTENT, mayor), president));
    assert.deepEqual(
      nested.signatures.map((s) => [s.level, s.signer.name, s.integrity]),
      [
        [1, 'Piero Verdi', true],
        [2, 'Maria Rossi', true],
      ],
    );
    assert.deepEqual(nested.content, CONTENT);
    let deep: Buffer = CONTENT;
    for (let level = 0; level < 7; level++) deep = await envelope(deep, mayor);
    assert.ok(read(deep).problems.some((p) => p.code === 'too-many-levels'));
  });

  it('finds the certificate revoked by a list of its authority, in the file or brought', async () => {
    const by = await holder('Firmatario revocato');
    const { list, der } = await revocationList(root, [{ holder: by, on: '2026-11-19T00:00:00Z' }]);
    for (const signature of [
      await signedBy(by, { revocationList: list }),
      await signedBy(by, {}, { revocationLists: [der] }),
    ]) {
      assert.equal(signature.revocation, 'REVOKED');
      assert.ok(codes(signature).includes('revoked'));
    }
    assert.equal((await signedBy(mayor, {}, { revocationLists: [der] })).revocation, 'GOOD');
    const old = await revocationList(root, [], { from: '2026-01-01T00:00:00Z', to: '2026-01-08T00:00:00Z' });
    assert.equal((await signedBy(mayor, {}, { revocationLists: [old.der] })).revocation, 'NOT_CHECKED');
    const stranger = await certify('Certificatore di prova', null, { ca: true, algorithm: RSA });
    const forged = await revocationList(stranger, []);
    assert.equal((await signedBy(mayor, {}, { revocationLists: [forged.der] })).revocation, 'NOT_CHECKED');
  });

  it('signed before a revocation: good with a timestamp, not with a declared time', async () => {
    const by = await holder('Firmatario prima della revoca');
    const { der } = await revocationList(root, [{ holder: by, on: '2026-11-20T12:00:00Z' }]);
    const lists = { revocationLists: [der] };
    assert.equal((await signedBy(by, {}, lists)).revocation, 'REVOKED');
    const timestamp = { by: stamps, at: '2026-11-20T10:00:00Z' };
    assert.equal((await signedBy(by, { timestamp }, lists)).revocation, 'GOOD');
  });

  it('says when the signer declared no time, or a time to come', async () => {
    const timeless = await signedBy(mayor, { at: null });
    assert.deepEqual([timeless.timeSource, timeless.signedAt], ['ABSENT', null]);
    assert.ok(codes(await signedBy(mayor, { at: '2027-01-01T00:00:00Z' })).includes('signed-in-the-future'));
  });
});
