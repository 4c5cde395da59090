import { createHash } from 'node:crypto';
import { type Attribute, Certificate, ContentInfo, SignedData, type SignerInfo } from 'pkijs';
import { digestNamed, keyIsSound, verifies } from './algorithms.ts';
import { attempt, childrenOf, octetsOf, readAsn1 } from './asn1.ts';
import { type ReadCertificate, readCertificate } from './certificate.ts';
import type { Problem } from './signed-file.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const MOST_CERTIFICATES = 60;
const MOST_SIGNERS = 20;

/** A CMS envelope (RFC 5652): what it holds, who signed it. */
export interface Envelope {
  contentType: string;
  /** Null when the document is apart. */
  content: Buffer | null;
  certificates: readonly ReadCertificate[];
  revocationLists: readonly Buffer[];
  signers: readonly SignerInfo[];
  /** How many bytes it takes. */
  length: number;
  tooManySigners: boolean;
}

/** Opens a CMS envelope of signed data, in DER or in BER; null when it is not one. */
export function openEnvelope(bytes: Buffer): Envelope | null {
  const read = readAsn1(bytes);
  if (!read) return null;
  const info = attempt(() => new ContentInfo({ schema: read.node }));
  if (info?.contentType !== SIGNED_DATA) return null;
  const signed = attempt(() => new SignedData({ schema: info.content }));
  if (!signed) return null;
  const { encapContentInfo: inside } = signed;
  const content = inside.eContent ? octetsOf(inside.eContent) : null;
  if (inside.eContent && content === null) return null;
  const certificates = (signed.certificates ?? [])
    .slice(0, MOST_CERTIFICATES)
    .filter((c): c is Certificate => c instanceof Certificate)
    .map((c) => attempt(() => readCertificate(Buffer.from(c.toSchema(false).toBER()))))
    .filter((c) => c !== null);
  return {
    contentType: inside.eContentType,
    content,
    certificates,
    revocationLists: (signed.crls ?? []).flatMap(
      (c) => attempt(() => [Buffer.from(c.toSchema().toBER())]) ?? [],
    ),
    signers: signed.signerInfos.slice(0, MOST_SIGNERS),
    tooManySigners: signed.signerInfos.length > MOST_SIGNERS,
    length: read.length,
  };
}

export interface CheckedSigner {
  certificate: ReadCertificate | null;
  integrity: boolean;
  digestAlgorithm: string;
  namesItsCertificate: boolean;
  /** As the signer declared it. */
  signingTime: Date | null;
  problems: Problem[];
}

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/**
 * Checks one signer of an envelope against the content: the digest of the content is the signed one, and the signature
 * over the signed attributes is of the certificate's key.
 * @param content in pieces, as a PDF has it on the two sides of the signature.
 */
export function checkSigner(
  envelope: Envelope,
  signer: SignerInfo,
  content: readonly Buffer[],
): CheckedSigner {
  const digest = digestNamed(signer.digestAlgorithm.algorithmId);
  const certificate = certificateOf(envelope, signer);
  const checked: CheckedSigner = {
    certificate,
    integrity: false,
    digestAlgorithm: digest?.name ?? signer.digestAlgorithm.algorithmId,
    namesItsCertificate: false,
    signingTime: null,
    problems: [],
  };
  const problem = (code: Problem['code'], facts?: Problem['facts']): CheckedSigner => {
    checked.problems.push({ code, ...(facts ? { facts } : {}) });
    return checked;
  };
  if (!digest) return problem('unknown-algorithm', { algorithm: checked.digestAlgorithm });
  if (digest.weak) problem('weak-digest', { digest: digest.name.toUpperCase() });
  if (!certificate) return problem('signer-certificate-missing');
  const attributes = attributesOf(signer.signedAttrs?.attributes);
  // A signature without signed attributes could be passed off as one over other bytes, and no European format has it.
  if (!signer.signedAttrs || !attributes) return problem('no-signed-attributes');
  checked.signingTime = timeOf(attributes.get(SIGNING_TIME));
  const hash = createHash(digest.name);
  for (const piece of content) hash.update(piece);
  const declared = octetsOf(attributes.get(MESSAGE_DIGEST) as never);
  const sameType = oid(attributes.get(CONTENT_TYPE)) === envelope.contentType;
  if (!declared?.equals(hash.digest()) || !sameType)
    return problem(envelope.content ? 'altered' : 'other-document');
  const good = verifies(
    signer.signatureAlgorithm,
    digest.name,
    certificate.key,
    Buffer.from(signer.signedAttrs.encodedValue),
    octetsOf(signer.signature) ?? Buffer.alloc(0),
  );
  if (good === null)
    return problem('unknown-algorithm', { algorithm: signer.signatureAlgorithm.algorithmId });
  if (!good) return problem('altered');
  if (keyIsSound(certificate.key) !== true) problem('weak-key');
  const named = namedCertificate(attributes, certificate);
  if (named === false) return problem('signer-certificate-differs');
  checked.namesItsCertificate = named === true;
  if (named === null) problem('signing-certificate-not-named');
  checked.integrity = true;
  return checked;
}

/** Attributes by identifier; null when one is there twice or has not exactly one value. */
export function attributesOf(attributes: readonly Attribute[] | undefined): Map<string, unknown> | null {
  const found = new Map<string, unknown>();
  for (const { type, values } of attributes ?? []) {
    if (found.has(type) || values.length !== 1) return null;
    found.set(type, values[0]);
  }
  return found;
}

/** The certificate that the signer names, among those of the envelope. */
function certificateOf(envelope: Envelope, { sid }: SignerInfo): ReadCertificate | null {
  return (
    envelope.certificates.find(({ pki }) => {
      const named = sid as {
        issuer?: { isEqual(o: unknown): boolean };
        serialNumber?: { isEqual(o: unknown): boolean };
      };
      if (named.issuer && named.serialNumber)
        return attempt(
          () => named.issuer!.isEqual(pki.issuer) && named.serialNumber!.isEqual(pki.serialNumber),
        );
      const identifier = (sid as { valueBlock?: { valueHexView?: Uint8Array } }).valueBlock?.valueHexView;
      const own = pki.extensions?.find((e) => e.extnID === '2.5.29.14')?.extnValue.valueBlock.valueHexView;
      return identifier && own && octetsOf(readAsn1(own)?.node)?.equals(identifier);
    }) ?? null
  );
}

const oid = (node: unknown): string =>
  attempt(() => (node as { valueBlock: { toString(): string } }).valueBlock.toString()) ?? '';

export function timeOf(node: unknown): Date | null {
  const time = attempt(() => (node as { toDate(): Date }).toDate());
  return time && Number.isFinite(time.getTime()) ? time : null;
}

/** Is the certificate the one that the signed attributes name (ESS)? null when they name none. */
function namedCertificate(attributes: Map<string, unknown>, certificate: ReadCertificate): boolean | null {
  const v2 = attributes.get(SIGNING_CERTIFICATE_V2);
  const v1 = attributes.get(SIGNING_CERTIFICATE);
  if (!v2 && !v1) return null;
  const first = childrenOf(childrenOf(childrenOf((v2 ?? v1) as never)[0])[0]);
  const explicit =
    v2 && first[0] && octetsOf(first[0]) === null ? digestNamed(oid(childrenOf(first[0])[0])) : null;
  if (v2 && first[0] && octetsOf(first[0]) === null && !explicit) return false;
  const name = v2 ? (explicit?.name ?? 'sha256') : 'sha1';
  const hash = first.map((node) => octetsOf(node)).find((bytes) => bytes !== null);
  return createHash(name)
    .update(certificate.der)
    .digest()
    .equals(hash ?? Buffer.alloc(0));
}
