import { isWeakSignature, keyIsSound } from './algorithms.ts';
import {
  hasUnknownConstraint,
  maySignCertificates,
  pathLength,
  type ReadCertificate,
} from './certificate.ts';
import type { Chain, Problem, ProblemCode } from './signed-file.ts';

/** Certificates tried for one chain: a hostile file may bring thousands that name each other. */
const MOST_TRIALS = 300;
const LONGEST = 8;

export interface ChainFound {
  chain: Chain;
  /** From the signer to the recognised authority; as far as it goes when there is none. */
  path: readonly ReadCertificate[];
  problems: readonly Problem[];
}

/**
 * The chain from a certificate to a recognised authority, each link signed by the next, all in their term at each of
 * the instants. The best one counts: trusted before expired, expired before untrusted.
 */
export function findChain(
  signer: ReadCertificate,
  {
    anchors,
    others,
    at,
  }: {
    anchors: readonly ReadCertificate[];
    others: readonly ReadCertificate[];
    at: readonly Date[];
  },
): ChainFound {
  let trials = 0;
  const expired: ReadCertificate[][] = [];
  let hindrance: ProblemCode | null = null;
  const walk = (path: readonly ReadCertificate[]): ReadCertificate[] | null => {
    const last = path.at(-1)!;
    for (const anchor of anchors) {
      if (trials++ > MOST_TRIALS) return null;
      if (!signedBy(last, anchor)) continue;
      const whole = [...path, anchor];
      const wrong = wrongIn(whole);
      if (wrong) hindrance = wrong;
      else if (inTerm(whole, at)) return whole;
      else expired.push(whole);
    }
    if (path.length >= LONGEST) return null;
    for (const next of others) {
      if (trials++ > MOST_TRIALS) return null;
      if (path.includes(next) || !signedBy(last, next)) continue;
      const found = walk([...path, next]);
      if (found) return found;
    }
    return null;
  };
  const trusted = walk([signer]);
  if (trusted) return { chain: 'TRUSTED', path: trusted, problems: [] };
  if (expired[0]) return { chain: 'EXPIRED', path: expired[0], problems: [] };
  if (hindrance) return { chain: 'UNTRUSTED', path: [signer], problems: [{ code: hindrance }] };
  const own = isSelfSigned(signer);
  const code = own ? 'self-signed' : 'untrusted-issuer';
  return { chain: 'UNTRUSTED', path: [signer], problems: [{ code, facts: { issuer: signer.issuer } }] };
}

/** Names, identifiers and use of the key agree (OpenSSL's own check), and the signature is of the issuer's key. */
function signedBy(certificate: ReadCertificate, issuer: ReadCertificate): boolean {
  try {
    if (certificate.der.equals(issuer.der) || !maySignCertificates(issuer)) return false;
    return certificate.x509.checkIssued(issuer.x509) && certificate.x509.verify(issuer.key);
  } catch {
    return false;
  }
}

function isSelfSigned({ x509, key }: ReadCertificate): boolean {
  try {
    return x509.subject === x509.issuer && x509.verify(key);
  } catch {
    return false;
  }
}

/** The signature on the authority itself does not count: it is recognised by hand. */
function wrongIn(path: readonly ReadCertificate[]): ProblemCode | null {
  for (const [index, certificate] of path.entries()) {
    const recognised = index === path.length - 1;
    if (!recognised && isWeakSignature(certificate.pki.signatureAlgorithm)) return 'weak-certificate';
    if (keyIsSound(certificate.key) !== true) return 'weak-certificate';
    if (hasUnknownConstraint(certificate)) return 'unknown-constraint';
    const most = index > 0 ? pathLength(certificate) : null;
    if (most !== null && index - 1 > most) return 'untrusted-issuer';
  }
  return null;
}

export const inTermAt = ({ from, to }: ReadCertificate, at: Date): boolean => from <= at && at <= to;

const inTerm = (path: readonly ReadCertificate[], at: readonly Date[]): boolean =>
  path.every((certificate) => at.every((instant) => inTermAt(certificate, instant)));
