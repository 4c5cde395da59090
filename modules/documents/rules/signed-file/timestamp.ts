import { createHash } from 'node:crypto';
import { TSTInfo } from 'pkijs';
import { digestNamed } from './algorithms.ts';
import { attempt, readAsn1 } from './asn1.ts';
import { isForTimestamps, type ReadCertificate } from './certificate.ts';
import { findChain } from './chain.ts';
import { checkSigner, openEnvelope } from './cms.ts';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';

/**
 * The instant of a timestamp (RFC 3161) over the bytes, when it is good: of these bytes, whole, by a recognised
 * authority whose certificate is for timestamps alone and was in its term. Null otherwise.
 */
export function timeOfToken(
  token: Buffer,
  stamped: readonly Buffer[],
  trusted: { anchors: readonly ReadCertificate[]; others: readonly ReadCertificate[] },
): Date | null {
  const envelope = openEnvelope(token);
  if (envelope?.contentType !== TST_INFO || !envelope.content || envelope.signers.length !== 1) return null;
  const read = readAsn1(envelope.content);
  const info = read && attempt(() => new TSTInfo({ schema: read.node }));
  if (!info) return null;
  const digest = digestNamed(info.messageImprint.hashAlgorithm.algorithmId);
  if (!digest || digest.weak) return null;
  const hash = createHash(digest.name);
  for (const piece of stamped) hash.update(piece);
  if (!hash.digest().equals(Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView)))
    return null;
  const signer = checkSigner(envelope, envelope.signers[0]!, [envelope.content]);
  const { certificate } = signer;
  const sound = signer.problems.every(({ code }) => code === 'signing-certificate-not-named');
  if (!signer.integrity || !sound || !certificate || !isForTimestamps(certificate)) return null;
  const others = [...trusted.others, ...envelope.certificates];
  const { chain } = findChain(certificate, { anchors: trusted.anchors, others, at: [info.genTime] });
  return chain === 'TRUSTED' ? info.genTime : null;
}
