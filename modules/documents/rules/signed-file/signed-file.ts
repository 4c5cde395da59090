/* What is read in a signed file. Codes of problems have their Italian sentence in the room's messages. */

export type SignedFileKind = 'PADES' | 'CADES' | 'NONE';

/** Something wrong or worth knowing; its sentence is `documents.signature.<code>`. */
export interface Problem {
  code: ProblemCode;
  facts?: Readonly<Record<string, unknown>>;
}

export const PROBLEM_CODES = [
  // of the file
  'empty-file',
  'not-signed',
  'an-image',
  'unreadable-pdf',
  'encrypted-pdf',
  'broken-signature-field',
  'unreadable-signature',
  'too-many-signatures',
  'too-many-levels',
  'detached-without-document',
  'trailing-bytes',
  // of the signature
  'altered',
  'other-document',
  'weak-digest',
  'weak-key',
  'no-signed-attributes',
  'unknown-algorithm',
  'signer-certificate-missing',
  'signer-certificate-differs',
  'signing-certificate-not-named',
  'not-for-signing',
  'a-seal',
  // of the time
  'no-signing-time',
  'signed-in-the-future',
  'timestamp-not-valid',
  // of the certificate
  'certificate-not-yet-valid',
  'certificate-expired',
  'certificate-expired-since',
  'untrusted-issuer',
  'self-signed',
  'weak-certificate',
  'unknown-constraint',
  'revoked',
  'revocation-not-checked',
  // of the document
  'changed-after-signature',
  'signed-again-after',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Signer {
  name: string;
  /** Codice fiscale, when the certificate gives it (TINIT-…). */
  taxCode: string | null;
  organisation: string | null;
}

export type Chain = 'TRUSTED' | 'UNTRUSTED' | 'EXPIRED';
export type Revocation = 'GOOD' | 'REVOKED' | 'NOT_CHECKED';

export interface ReadSignature {
  format: 'PADES' | 'CADES';
  /** 1 is the outermost envelope of a p7m in a p7m. */
  level: number;
  signer: Signer;
  issuer: string;
  /** Hexadecimal, lower case. */
  certificateSerial: string;
  /** ISO instants. */
  certificateFrom: string | null;
  certificateTo: string | null;
  /** ISO instant: of the timestamp, else as the signer declared it; null when neither is there. */
  signedAt: string | null;
  timeSource: 'TIMESTAMP' | 'DECLARED' | 'ABSENT';
  /** What was signed is what is here, and the signature is of the certificate's key. */
  integrity: boolean;
  /** The certificate was in its term at the time of signing and, without a timestamp, still is. */
  certificateValidAt: boolean;
  chain: Chain;
  revocation: Revocation;
  /** QUALIFIED: the certificate says that it is qualified and that its key is in a device (QcCompliance, QcSSCD). */
  qualified: 'QUALIFIED' | 'NOT_DECLARED';
  digestAlgorithm: string;
  signingCertificateAttribute: boolean;
  /** Nothing in the file is outside the signature; true for a p7m. */
  coversWholeDocument: boolean;
  /** What was added after a signature in a PDF: nothing, other signatures alone, or something else. */
  laterChanges: 'NONE' | 'SIGNATURES_ONLY' | 'OTHER';
  problems: readonly Problem[];
}

export interface SignedFile {
  kind: SignedFileKind;
  signatures: readonly ReadSignature[];
  /** The document without its envelopes: the content of the p7m, or the PDF as it was before the first signature. */
  content: Buffer | null;
  problems: readonly Problem[];
}

export interface ReadingOptions {
  /** Certification authorities recognised by the installation and by the centre, in DER. */
  trustAnchors: readonly Buffer[];
  /** Now: without a timestamp nothing proves that a signature is older than this. */
  at: Date;
  /** The document, when the p7m or p7s does not have it inside. */
  detachedContent?: Buffer;
  /** Other certificates of authorities, in DER. */
  intermediates?: readonly Buffer[];
  /** Revocation lists, in DER. */
  revocationLists?: readonly Buffer[];
}
