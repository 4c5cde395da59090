import type { SignerInfo } from 'pkijs';
import { bytesOf, octetsOf } from './asn1.ts';
import { mayCertificateSign, qualifications, type ReadCertificate, signerOf } from './certificate.ts';
import { findChain, inTermAt } from './chain.ts';
import { attributesOf, type CheckedSigner, checkSigner, type Envelope } from './cms.ts';
import { revocationOf } from './revocation.ts';
import type { Problem, ReadSignature } from './signed-file.ts';
import { timeOfToken } from './timestamp.ts';

export interface Trust {
  anchors: readonly ReadCertificate[];
  others: readonly ReadCertificate[];
  revocationLists: readonly Buffer[];
  at: Date;
}

/** Where a signature stands, and what its surroundings say of it. */
export interface Standing extends Pick<ReadSignature, 'format' | 'level'> {
  coversWholeDocument?: boolean;
  laterChanges?: ReadSignature['laterChanges'];
  /** The time written in the PDF beside the signature. */
  declaredTime?: Date | null;
  /** A timestamp over the whole document with this signature in it. */
  documentTime?: Date | null;
}

const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';
/** Clocks of signers run a little ahead. */
const AHEAD_MS = 10 * 60_000;

/** Every signer of an envelope, checked against the content. */
export const readSigners = (
  envelope: Envelope,
  content: readonly Buffer[],
  trust: Trust,
  standing: Standing,
): ReadSignature[] =>
  envelope.signers.map((signer) => readSigner(envelope, signer, content, trust, standing));

function readSigner(
  envelope: Envelope,
  signer: SignerInfo,
  content: readonly Buffer[],
  trust: Trust,
  standing: Standing,
): ReadSignature {
  const checked = checkSigner(envelope, signer, content);
  const { certificate } = checked;
  const known = { anchors: trust.anchors, others: [...trust.others, ...envelope.certificates] };
  const stamp = stampOf(signer, known);
  const problems: Problem[] = [...checked.problems];
  if (stamp === 'BAD') problems.push({ code: 'timestamp-not-valid' });
  const proven = [stamp, standing.documentTime]
    .filter((t): t is Date => t instanceof Date)
    .sort((a, b) => +a - +b)[0];
  const declared = checked.signingTime ?? standing.declaredTime ?? null;
  const time = proven ?? declared;
  if (!time) problems.push({ code: 'no-signing-time' });
  if (time && +time > +trust.at + AHEAD_MS)
    problems.push({ code: 'signed-in-the-future', facts: { at: time.toISOString() } });
  const whole = standing.laterChanges ?? 'NONE';
  if (whole === 'OTHER') problems.push({ code: 'changed-after-signature' });
  return {
    format: standing.format,
    level: standing.level,
    ...described(checked),
    signedAt: time?.toISOString() ?? null,
    timeSource: proven ? 'TIMESTAMP' : declared ? 'DECLARED' : 'ABSENT',
    integrity: checked.integrity,
    ...judged(
      certificate,
      envelope,
      trust,
      { time: time ?? trust.at, proven: proven !== undefined },
      problems,
    ),
    digestAlgorithm: checked.digestAlgorithm,
    signingCertificateAttribute: checked.namesItsCertificate,
    coversWholeDocument: standing.coversWholeDocument ?? true,
    laterChanges: whole,
    problems,
  };
}

function described({
  certificate,
}: CheckedSigner): Pick<
  ReadSignature,
  'signer' | 'issuer' | 'certificateSerial' | 'certificateFrom' | 'certificateTo'
> {
  return {
    signer: certificate
      ? signerOf(certificate)
      : { name: '(certificato assente)', taxCode: null, organisation: null },
    issuer: certificate?.issuer ?? '',
    certificateSerial: certificate?.serial ?? '',
    certificateFrom: certificate?.from.toISOString() ?? null,
    certificateTo: certificate?.to.toISOString() ?? null,
  };
}

/**
 * What the certificate is worth. With a timestamp it must have been good at that instant; with a time that the signer
 * alone declares it must be good now as well, since nothing proves that the signature is older.
 * [CAD art. 24 c. 4-bis; DPCM 22/2/2013 art. 62]
 */
function judged(
  certificate: ReadCertificate | null,
  envelope: Envelope,
  trust: Trust,
  { time, proven }: { time: Date; proven: boolean },
  problems: Problem[],
): Pick<ReadSignature, 'certificateValidAt' | 'chain' | 'revocation' | 'qualified'> {
  if (!certificate)
    return {
      certificateValidAt: false,
      chain: 'UNTRUSTED',
      revocation: 'NOT_CHECKED',
      qualified: 'NOT_DECLARED',
    };
  const instants = proven ? [time] : [time, trust.at];
  const others = [...trust.others, ...envelope.certificates];
  const found = findChain(certificate, { anchors: trust.anchors, others, at: instants });
  problems.push(...found.problems);
  if (!mayCertificateSign(certificate)) problems.push({ code: 'not-for-signing' });
  const { qualified, forPersons } = qualifications(certificate);
  if (!forPersons) problems.push({ code: 'a-seal' });
  const to = certificate.to.toISOString();
  if (time < certificate.from)
    problems.push({ code: 'certificate-not-yet-valid', facts: { from: certificate.from.toISOString() } });
  else if (time > certificate.to) problems.push({ code: 'certificate-expired', facts: { to } });
  else if (!proven && trust.at > certificate.to)
    problems.push({ code: 'certificate-expired-since', facts: { to } });
  else if (found.chain === 'EXPIRED') problems.push({ code: 'certificate-expired', facts: { issuer: true } });
  const lists = [...trust.revocationLists, ...envelope.revocationLists];
  const { revocation, on } = revocationOf(certificate, found.path[1], lists, { signedAt: time, proven });
  if (revocation === 'REVOKED') problems.push({ code: 'revoked', facts: { on: on?.toISOString() } });
  if (revocation === 'NOT_CHECKED') problems.push({ code: 'revocation-not-checked' });
  return {
    certificateValidAt: instants.every((instant) => inTermAt(certificate, instant)),
    chain: found.chain,
    revocation,
    qualified: qualified ? 'QUALIFIED' : 'NOT_DECLARED',
  };
}

/** The instant of the timestamp on the signature; null when there is none, BAD when there is one that does not hold. */
function stampOf(
  signer: SignerInfo,
  known: { anchors: readonly ReadCertificate[]; others: readonly ReadCertificate[] },
): Date | 'BAD' | null {
  const token = attributesOf(signer.unsignedAttrs?.attributes)?.get(SIGNATURE_TIMESTAMP);
  if (!token) return null;
  const signature = octetsOf(signer.signature);
  return (signature && timeOfToken(bytesOf(token as never), [signature], known)) ?? 'BAD';
}
