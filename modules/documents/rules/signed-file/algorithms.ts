import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type AlgorithmIdentifier, RSASSAPSSParams } from 'pkijs';
import { attempt } from './asn1.ts';

/* Only what is still sound is accepted: SHA-2 digests, RSA of at least 2048 bits, elliptic curves of at least 256. */

const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const WEAK_DIGESTS: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '1.2.840.113549.2.5': 'md5',
  '1.2.840.113549.2.2': 'md2',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '1.3.36.3.2.1': 'ripemd160',
};
const RSA = '1.2.840.113549.1.1.1';
const PSS = '1.2.840.113549.1.1.10';
const EC = '1.2.840.10045.2.1';
const RSA_WITH: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};
const ECDSA_WITH: Readonly<Record<string, string>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
/** The digest by its identifier: its name for node:crypto, and whether it is too weak to be relied on. */
export function digestNamed(oid: string): { name: string; weak: boolean } | null {
  const sound = DIGESTS[oid];
  if (sound) return { name: sound, weak: false };
  const weak = WEAK_DIGESTS[oid];
  return weak ? { name: weak, weak: true } : null;
}

/** Whether a certificate is signed in a way that can be forged, or is not known. */
export function isWeakSignature(algorithm: AlgorithmIdentifier): boolean {
  const { algorithmId: oid } = algorithm;
  return !(oid in RSA_WITH || oid in ECDSA_WITH || (oid === PSS && pssDigest(algorithm) !== null));
}

/** Whether the key is long enough; null when it is of a kind that is not known. */
export function keyIsSound(key: KeyObject): boolean | null {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss')
    return (modulusLength ?? 0) >= 2048;
  if (key.asymmetricKeyType !== 'ec') return null;
  return /^(prime256v1|secp384r1|secp521r1|brainpoolP(256|320|384|512)[rt]1)$/.test(namedCurve ?? '');
}

export const publicKeyOf = (spki: Buffer): KeyObject | null =>
  attempt(() => createPublicKey({ key: spki, format: 'der', type: 'spki' }));

/**
 * Is this the signature of the bytes by the key? null when the algorithm is not known or does not agree with itself.
 * @param digest the digest that the signer declared; the algorithm may not name another one.
 */
export function verifies(
  algorithm: AlgorithmIdentifier,
  digest: string | null,
  key: KeyObject,
  signed: Buffer,
  signature: Buffer,
): boolean | null {
  const { algorithmId: oid } = algorithm;
  const check = (name: string, options: object = {}): boolean | null => {
    if (digest !== null && name !== digest) return null;
    return attempt(() => verify(name, signed, { key, ...options } as never, signature)) ?? false;
  };
  const rsa = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss';
  if (oid === PSS && rsa) {
    const pss = pssDigest(algorithm);
    return pss && check(pss.name, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pss.saltLength });
  }
  if (key.asymmetricKeyType === 'rsa') {
    const name = oid === RSA ? digest : RSA_WITH[oid];
    return name ? check(name, { padding: constants.RSA_PKCS1_PADDING }) : null;
  }
  if (key.asymmetricKeyType === 'ec') {
    const name = oid === EC ? digest : ECDSA_WITH[oid];
    return name ? check(name, { dsaEncoding: 'der' }) : null;
  }
  return null;
}

function pssDigest(algorithm: AlgorithmIdentifier): { name: string; saltLength: number } | null {
  const pss = attempt(() => new RSASSAPSSParams({ schema: algorithm.algorithmParams }));
  const digest = pss && digestNamed(pss.hashAlgorithm.algorithmId);
  if (!digest || digest.weak || !sameMask(pss)) return null;
  return { name: digest.name, saltLength: pss.saltLength };
}

/** The mask of PSS must be made with the same digest: node:crypto has no other way, and nobody needs one. */
function sameMask(pss: RSASSAPSSParams): boolean {
  const inner = pss.maskGenAlgorithm.algorithmParams as { valueBlock?: { value?: { toString(): string }[] } };
  const oid = attempt(() =>
    (inner.valueBlock!.value![0] as unknown as { valueBlock: { toString(): string } }).valueBlock.toString(),
  );
  return oid === pss.hashAlgorithm.algorithmId;
}
