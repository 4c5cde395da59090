import type { IsoDate } from '#platform/calendar';
import { type Refusal, refuse } from './refusal.ts';

export const SIGNATURE_KINDS = [
  'DIGITAL',
  'ADVANCED',
  'OTHER_QUALIFIED',
  'SIMPLE',
  'HANDWRITTEN',
  'SCANNED',
] as const;
export type SignatureKind = (typeof SIGNATURE_KINDS)[number];

/** A signature as the validation service reported it. */
export interface Signature {
  signer: string;
  kind: SignatureKind;
  signedOn: IsoDate;
  /** Did the validation find it valid at the date of signing? */
  validAtDate: boolean;
  certificateRevoked: boolean;
}

/**
 * Is a signature on a convention good? null means yes. Only digital, advanced or other qualified electronic
 * signatures: an art. 30 convention signed in any other way is null (CdS IV 9842/2023; L. 241/90 art. 15 c.2-bis).
 * [0.2, C1, trap 14: the scan of a handwritten signature is refused as null]
 */
export function refusalOfSignature(
  signature: Signature,
): Refusal<
  'membership.signature-null' | 'membership.signature-not-valid' | 'membership.certificate-revoked'
> | null {
  const { signer, kind, signedOn } = signature;
  if (kind !== 'DIGITAL' && kind !== 'ADVANCED' && kind !== 'OTHER_QUALIFIED')
    return refuse('membership.signature-null', { signer, kind });
  if (!signature.validAtDate) return refuse('membership.signature-not-valid', { signer, signedOn });
  if (signature.certificateRevoked) return refuse('membership.certificate-revoked', { signer, signedOn });
  return null;
}

/** The same for the two sides that must sign: the member's and the managing body's. */
export function refusalOfSignatures(
  member: Signature | null,
  managingBody: Signature | null,
): Refusal | null {
  if (member === null) return refuse('membership.signature-missing', { side: 'MEMBER' });
  if (managingBody === null) return refuse('membership.signature-missing', { side: 'MANAGING_BODY' });
  return refusalOfSignature(member) ?? refusalOfSignature(managingBody);
}
