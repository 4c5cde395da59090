import { type KeyObject, X509Certificate } from 'node:crypto';
import { Certificate, type RelativeDistinguishedNames } from 'pkijs';
import { publicKeyOf } from './algorithms.ts';
import { attempt, bytesOf, childrenOf, readAsn1 } from './asn1.ts';
import type { Signer } from './signed-file.ts';

/** A certificate as two eyes see it: PKI.js for what it says, OpenSSL (in Node) for who signed it. */
export interface ReadCertificate {
  der: Buffer;
  x509: X509Certificate;
  pki: Certificate;
  key: KeyObject;
  /** Hexadecimal, lower case. */
  serial: string;
  from: Date;
  to: Date;
  subject: string;
  issuer: string;
}

/** Reads a certificate in DER; null when either eye cannot. */
export function readCertificate(der: Buffer): ReadCertificate | null {
  const read = readAsn1(der);
  if (!read || read.length !== der.length) return null;
  return attempt(() => {
    const pki = new Certificate({ schema: read.node });
    const x509 = new X509Certificate(der);
    const key = publicKeyOf(Buffer.from(pki.subjectPublicKeyInfo.toSchema().toBER()));
    if (!key) return null;
    return {
      der,
      pki,
      x509,
      key,
      serial: x509.serialNumber.toLowerCase().replace(/^0+(?=.)/, ''),
      from: pki.notBefore.value,
      to: pki.notAfter.value,
      subject: nameText(pki.subject),
      issuer: nameText(pki.issuer),
    };
  });
}

const NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.42': 'givenName',
  '2.5.4.46': 'dnQualifier',
};

const part = (name: RelativeDistinguishedNames, wanted: string): string | null => {
  const found = name.typesAndValues.find((p) => NAMES[p.type] === wanted);
  return found ? clean(String(found.value.valueBlock.value)) : null;
};

/** "Certification Authority di prova, Ente di prova": what people recognise of a name. */
function nameText(name: RelativeDistinguishedNames): string {
  const parts = ['CN', 'OU', 'O'].map((wanted) => part(name, wanted)).filter(Boolean);
  return [...new Set(parts)].join(', ') || '(senza nome)';
}

const clean = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200);

/** Who the certificate says that the signer is. The codice fiscale stands in serialNumber (TINIT-…, IT:…) or dnQualifier. */
export function signerOf({ pki }: ReadCertificate): Signer {
  const { subject } = pki;
  const given = [part(subject, 'givenName'), part(subject, 'SN')].filter(Boolean).join(' ');
  const codes = [part(subject, 'serialNumber'), part(subject, 'dnQualifier'), part(subject, 'CN')];
  const taxCode = codes
    .map(
      (text) =>
        /(?:^|[-:/ ])([A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z])(?:$|[/ ])/i.exec(text ?? '')?.[1],
    )
    .find(Boolean);
  return {
    name: given || part(subject, 'CN') || '(senza nome)',
    taxCode: taxCode?.toUpperCase() ?? null,
    organisation: part(subject, 'O'),
  };
}

const extensionOf = (certificate: ReadCertificate, oid: string): Buffer | null => {
  const found = certificate.pki.extensions?.find((e) => e.extnID === oid);
  return found ? Buffer.from(found.extnValue.valueBlock.valueHexView) : null;
};

const QC_STATEMENTS = '1.3.6.1.5.5.7.1.3';
const QC_COMPLIANCE = '0.4.0.1862.1.1';
const QC_SSCD = '0.4.0.1862.1.4';
const QC_TYPE = '0.4.0.1862.1.6';
const QC_SIGNATURE = '0.4.0.1862.1.6.1';

/** What the certificate declares of itself (ETSI EN 319 412-5): qualified, key in a device, for whom. */
export function qualifications(certificate: ReadCertificate): { qualified: boolean; forPersons: boolean } {
  const statements = childrenOf(readAsn1(extensionOf(certificate, QC_STATEMENTS) ?? Buffer.alloc(0))?.node);
  const said = new Map(statements.map((s) => [oidOf(childrenOf(s)[0]), childrenOf(s)[1]]));
  const types = childrenOf(said.get(QC_TYPE)).map(oidOf);
  return {
    qualified: said.has(QC_COMPLIANCE) && said.has(QC_SSCD),
    forPersons: types.length === 0 || types.includes(QC_SIGNATURE),
  };
}

const oidOf = (node: unknown): string =>
  attempt(() => (node as { valueBlock: { toString(): string } }).valueBlock.toString()) ?? '';

/** May the key sign documents? A key for certificates or for encryption alone may not. */
export function mayCertificateSign(certificate: ReadCertificate): boolean {
  const usage = keyUsage(certificate);
  return !certificate.x509.ca && (usage === null || (usage & 0b1100_0000) !== 0);
}

/** The first octet of keyUsage: digitalSignature is the highest bit, nonRepudiation the next, keyCertSign 0x04, cRLSign 0x02. */
function keyUsage(certificate: ReadCertificate): number | null {
  const bits = extensionOf(certificate, '2.5.29.15');
  if (!bits) return null;
  const raw = bytesOf(readAsn1(bits)?.node ?? ({ valueBeforeDecodeView: new Uint8Array() } as never));
  return raw[0] === 0x03 && raw.length >= 4 ? raw[3]! : 0;
}

export const maySignCertificates = (certificate: ReadCertificate): boolean =>
  certificate.x509.ca && ((keyUsage(certificate) ?? 0x06) & 0x04) !== 0;

/** Whether the certificate is for timestamps, and for nothing else. */
export function isForTimestamps(certificate: ReadCertificate): boolean {
  const extension = certificate.pki.extensions?.find((e) => e.extnID === '2.5.29.37');
  const purposes = childrenOf(readAsn1(extensionOf(certificate, '2.5.29.37') ?? Buffer.alloc(0))?.node).map(
    oidOf,
  );
  return extension?.critical === true && purposes.length === 1 && purposes[0] === '1.3.6.1.5.5.7.3.8';
}

/** How many authorities may stand below this one; null when it does not say. */
export function pathLength(certificate: ReadCertificate): number | null {
  const [, most] = childrenOf(readAsn1(extensionOf(certificate, '2.5.29.19') ?? Buffer.alloc(0))?.node);
  return most
    ? (attempt(() => (most as unknown as { valueBlock: { valueDec: number } }).valueBlock.valueDec) ?? 0)
    : null;
}

/** keyUsage, basicConstraints, extKeyUsage, certificatePolicies, names, identifiers, qcStatements: what is understood here. */
const UNDERSTOOD = new Set([
  '2.5.29.15',
  '2.5.29.19',
  '2.5.29.37',
  '2.5.29.32',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.14',
  '2.5.29.35',
  '2.5.29.31',
  '1.3.6.1.5.5.7.1.1',
  QC_STATEMENTS,
]);

/** A constraint that must be kept and is not understood (name constraints, policy constraints…) stops the chain. */
export const hasUnknownConstraint = (certificate: ReadCertificate): boolean =>
  (certificate.pki.extensions ?? []).some((e) => e.critical && !UNDERSTOOD.has(e.extnID));

/** The certificates in a text or file: PEM blocks, or one in DER. */
export function certificatesIn(bytes: Buffer): Buffer[] {
  return blocksIn(bytes, 'CERTIFICATE');
}

/** The PEM blocks with a label, or the whole as DER when it is not text. */
export function blocksIn(bytes: Buffer, label: string): Buffer[] {
  if (bytes[0] === 0x30) return [bytes];
  const text = bytes.toString('latin1');
  const blocks = text.matchAll(
    new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, 'g'),
  );
  return [...blocks].map(([, body]) => Buffer.from(body!, 'base64'));
}
