import { createHash, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/*
 * A signing office for tests: authorities, certificates and signatures made here, good and bad. Nothing of it is for
 * signing documents.
 */

const engine = new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as never });
type KeyPair = webcrypto.CryptoKeyPair;

export const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
export const PSS = { ...RSA, name: 'RSA-PSS' };
export const EC = { name: 'ECDSA', namedCurve: 'P-256' };

export interface Holder {
  certificate: pkijs.Certificate;
  der: Buffer;
  keys: KeyPair;
  hash: string;
}

export interface CertificateOptions {
  algorithm?: typeof RSA | typeof EC;
  hash?: string;
  from?: string;
  to?: string;
  ca?: boolean;
  /** Default: qualified, with the key in a device. */
  statements?: readonly ('COMPLIANCE' | 'SSCD' | 'SEAL')[];
  usage?: number;
  timestamps?: boolean;
  serial?: number;
  taxCode?: string;
  organisation?: string;
  /** An extension that nobody understands and all must. */
  strange?: boolean;
}

const keysOf = new Map<string, Promise<KeyPair>>();
let serials = 1000;

/** A certificate for a name, issued by another holder, or by itself. Keys are made once for each name. */
export async function certify(
  name: string,
  issuer: Holder | null,
  options: CertificateOptions = {},
): Promise<Holder> {
  const { algorithm = EC, hash = 'SHA-256', ca = false } = options;
  const known = `${name} ${algorithm.name} ${'modulusLength' in algorithm ? algorithm.modulusLength : ''} ${hash}`;
  if (!keysOf.has(known))
    keysOf.set(
      known,
      webcrypto.subtle.generateKey({ ...algorithm, hash } as never, true, [
        'sign',
        'verify',
      ]) as unknown as Promise<KeyPair>,
    );
  const keys = await keysOf.get(known)!;
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ value: options.serial ?? ++serials });
  writeName(certificate.subject, name, options);
  if (issuer) certificate.issuer = issuer.certificate.subject;
  else writeName(certificate.issuer, name, options);
  certificate.notBefore.value = new Date(options.from ?? '2024-01-01T00:00:00Z');
  certificate.notAfter.value = new Date(options.to ?? '2030-01-01T00:00:00Z');
  certificate.extensions = extensionsOf(options, ca);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  const by = issuer ?? { keys, hash };
  await certificate.sign(by.keys.privateKey, by.hash, engine);
  return { certificate, der: Buffer.from(certificate.toSchema(true).toBER()), keys, hash };
}

function writeName(name: pkijs.RelativeDistinguishedNames, text: string, options: CertificateOptions): void {
  const add = (type: string, value: string) =>
    name.typesAndValues.push(
      new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) as never }),
    );
  add('2.5.4.6', 'IT');
  if (options.organisation) add('2.5.4.10', options.organisation);
  if (options.taxCode) add('2.5.4.5', `TINIT-${options.taxCode}`);
  add('2.5.4.3', text);
}

function extensionsOf(options: CertificateOptions, ca: boolean): pkijs.Extension[] {
  const extension = (extnID: string, value: { toBER(): ArrayBuffer }, critical = false) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
  const usage = options.usage ?? (ca ? 0b0000_0110 : 0b0100_0000);
  const extensions = [
    extension('2.5.29.19', new pkijs.BasicConstraints({ cA: ca }).toSchema(), true),
    extension(
      '2.5.29.15',
      new asn1js.BitString({ valueHex: new Uint8Array([usage]).buffer, unusedBits: ca ? 1 : 6 }),
      true,
    ),
  ];
  if (options.timestamps)
    extensions.push(
      extension('2.5.29.37', new pkijs.ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] }).toSchema(), true),
    );
  if (options.strange) extensions.push(extension('1.2.3.4.5', new asn1js.Null(), true));
  const statements = options.statements ?? (ca || options.timestamps ? [] : ['COMPLIANCE', 'SSCD']);
  if (statements.length > 0) extensions.push(extension('1.3.6.1.5.5.7.1.3', qcStatements(statements)));
  return extensions;
}

function qcStatements(statements: readonly string[]): asn1js.Sequence {
  const oid = (value: string) => new asn1js.ObjectIdentifier({ value });
  const value = statements.map((s) => {
    if (s === 'COMPLIANCE') return new asn1js.Sequence({ value: [oid('0.4.0.1862.1.1')] });
    if (s === 'SSCD') return new asn1js.Sequence({ value: [oid('0.4.0.1862.1.4')] });
    return new asn1js.Sequence({
      value: [oid('0.4.0.1862.1.6'), new asn1js.Sequence({ value: [oid('0.4.0.1862.1.6.2')] })],
    });
  });
  return new asn1js.Sequence({ value });
}

export interface SigningOptions {
  /** Null leaves it out. */
  at?: string | null;
  hash?: string;
  detached?: boolean;
  /** Authorities sent along. */
  chain?: readonly Holder[];
  /** Without the attribute that names the certificate. */
  unnamed?: boolean;
  names?: Holder;
  withoutAttributes?: boolean;
  timestamp?: { by: Holder; at: string; of?: Buffer };
  revocationList?: pkijs.CertificateRevocationList;
  others?: readonly Holder[];
}

/** A CMS envelope, as CAdES baseline B: content type, digest, time and certificate are signed. */
export async function envelope(content: Buffer, by: Holder, options: SigningOptions = {}): Promise<Buffer> {
  return wrap(content, [by, ...(options.others ?? [])], '1.2.840.113549.1.7.1', options);
}

async function wrap(
  content: Buffer,
  signers: readonly Holder[],
  type: string,
  options: SigningOptions,
): Promise<Buffer> {
  const hash = options.hash ?? 'SHA-256';
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: type,
      ...(options.detached
        ? {}
        : { eContent: new asn1js.OctetString({ valueHex: new Uint8Array(content).buffer }) }),
    }),
    certificates: [...signers, ...(options.chain ?? [])].map(({ certificate }) => certificate),
    crls: options.revocationList ? [options.revocationList] : undefined,
    signerInfos: signers.map(
      ({ certificate }, index) =>
        new pkijs.SignerInfo({
          version: 1,
          sid: new pkijs.IssuerAndSerialNumber({
            issuer: certificate.issuer,
            serialNumber: certificate.serialNumber,
          }),
          ...(options.withoutAttributes
            ? {}
            : {
                signedAttrs: new pkijs.SignedAndUnsignedAttributes({
                  type: 0,
                  attributes: attributes(content, signers[index]!, type, hash, options),
                }),
              }),
        }),
    ),
  });
  for (const [index, { keys }] of signers.entries())
    await signed.sign(
      keys.privateKey,
      index,
      hash,
      options.detached ? new Uint8Array(content).buffer : undefined,
      engine,
    );
  if (options.timestamp) await stamp(signed.signerInfos[0]!, options.timestamp);
  const info = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
  return Buffer.from(info.toSchema().toBER());
}

function attributes(
  content: Buffer,
  by: Holder,
  type: string,
  hash: string,
  options: SigningOptions,
): pkijs.Attribute[] {
  const node = (name: string) => name.toLowerCase().replace('-', '');
  const found = [
    new pkijs.Attribute({
      type: '1.2.840.113549.1.9.3',
      values: [new asn1js.ObjectIdentifier({ value: type })],
    }),
    new pkijs.Attribute({
      type: '1.2.840.113549.1.9.4',
      values: [octets(createHash(node(hash)).update(content).digest())],
    }),
  ];
  if (options.at !== null)
    found.push(
      new pkijs.Attribute({
        type: '1.2.840.113549.1.9.5',
        values: [new asn1js.UTCTime({ valueDate: new Date(options.at ?? '2026-11-20T10:00:00Z') })],
      }),
    );
  if (!options.unnamed) {
    const named = octets(
      createHash('sha256')
        .update((options.names ?? by).der)
        .digest(),
    );
    const list = new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [named] })] });
    found.push(
      new pkijs.Attribute({
        type: '1.2.840.113549.1.9.16.2.47',
        values: [new asn1js.Sequence({ value: [list] })],
      }),
    );
  }
  return found;
}

const octets = (bytes: Buffer) => new asn1js.OctetString({ valueHex: new Uint8Array(bytes).buffer });

async function stamp(
  info: pkijs.SignerInfo,
  { by, at, of }: NonNullable<SigningOptions['timestamp']>,
): Promise<void> {
  const token = await timestampToken(of ?? Buffer.from(info.signature.valueBlock.valueHexView), by, at);
  info.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
    type: 1,
    attributes: [
      new pkijs.Attribute({
        type: '1.2.840.113549.1.9.16.2.14',
        values: [asn1js.fromBER(new Uint8Array(token)).result],
      }),
    ],
  });
}

/** A timestamp (RFC 3161) of the bytes. */
export function timestampToken(stamped: Buffer, by: Holder, at: string): Promise<Buffer> {
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: octets(createHash('sha256').update(stamped).digest()),
    }),
    serialNumber: new asn1js.Integer({ value: ++serials }),
    genTime: new Date(at),
  });
  return wrap(Buffer.from(info.toSchema().toBER()), [by], '1.2.840.113549.1.9.16.1.4', { at });
}

/** A revocation list of an authority. */
export async function revocationList(
  by: Holder,
  revoked: readonly { holder: Holder; on: string }[],
  { from = '2026-11-20T00:00:00Z', to = '2026-11-27T00:00:00Z' } = {},
): Promise<{ list: pkijs.CertificateRevocationList; der: Buffer }> {
  const list = new pkijs.CertificateRevocationList({ version: 1 });
  list.issuer = by.certificate.subject;
  list.thisUpdate = new pkijs.Time({ type: 0, value: new Date(from) });
  list.nextUpdate = new pkijs.Time({ type: 0, value: new Date(to) });
  if (revoked.length > 0)
    list.revokedCertificates = revoked.map(
      ({ holder, on }) =>
        new pkijs.RevokedCertificate({
          userCertificate: holder.certificate.serialNumber,
          revocationDate: new pkijs.Time({ type: 0, value: new Date(on) }),
        }),
    );
  await list.sign(by.keys.privateKey, by.hash, engine);
  return { list, der: Buffer.from(list.toSchema(true).toBER()) };
}
