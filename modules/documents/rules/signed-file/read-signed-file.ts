import { attempt } from './asn1.ts';
import { readCertificate } from './certificate.ts';
import { openEnvelope } from './cms.ts';
import { isEncrypted, readPades } from './pades.ts';
import { readSigners, type Trust } from './read-signature.ts';
import type { Problem, ReadingOptions, SignedFile } from './signed-file.ts';

const MOST_LEVELS = 5;

/**
 * Reads the signatures of a file: PAdES in a PDF, CAdES in a p7m (also in base64 and in several envelopes) or in a p7s
 * with its document. Says of each who signed, when, with which certificate, and whether it holds; of a file that is
 * not signed says so. Bytes may be anything: it never throws, and its work is limited by their number.
 */
export function readSignedFile(bytes: Buffer, options: ReadingOptions): SignedFile {
  if (bytes.length === 0) return nothing('empty-file');
  const certificates = (list: readonly Buffer[] = []) =>
    list.flatMap((der) => attempt(() => readCertificate(der)) ?? []);
  const trust: Trust = {
    anchors: certificates(options.trustAnchors),
    others: certificates(options.intermediates),
    revocationLists: options.revocationLists ?? [],
    at: options.at,
  };
  return (
    attempt(() => readLevel(bytes, trust, options.detachedContent ?? null, 1)) ??
    nothing('unreadable-signature')
  );
}

const nothing = (code: Problem['code']): SignedFile => ({
  kind: 'NONE',
  signatures: [],
  content: null,
  problems: [{ code }],
});

function readLevel(bytes: Buffer, trust: Trust, detached: Buffer | null, level: number): SignedFile {
  if (isPdf(bytes)) return readPdf(bytes, trust, level);
  const envelope = openEnvelope(asBinary(bytes));
  if (!envelope || envelope.signers.length === 0)
    return nothing(looksLikeImage(bytes) ? 'an-image' : 'not-signed');
  const problems: Problem[] = envelope.tooManySigners ? [{ code: 'too-many-signatures' }] : [];
  const content = envelope.content ?? detached;
  if (!content) return { ...nothing('detached-without-document'), kind: 'CADES' };
  if (envelope.content && detached && !envelope.content.equals(detached))
    problems.push({ code: 'other-document' });
  if (/[^\s\0]/.test(asBinary(bytes).toString('latin1', envelope.length)))
    problems.push({ code: 'trailing-bytes' });
  const signatures = readSigners(envelope, [content], trust, { format: 'CADES', level });
  const inner = looksSigned(content) ? within(content, trust, level) : null;
  return {
    kind: 'CADES',
    signatures: [...signatures, ...(inner?.signatures ?? [])],
    content: inner?.content ?? content,
    problems: [...problems, ...(inner?.problems ?? [])],
  };
}

/** The signatures of what is in an envelope; that the document itself is not signed is no problem. */
function within(
  content: Buffer,
  trust: Trust,
  level: number,
): Pick<SignedFile, 'signatures' | 'content' | 'problems'> | null {
  if (level >= MOST_LEVELS) return { signatures: [], content: null, problems: [{ code: 'too-many-levels' }] };
  const inner = readLevel(content, trust, null, level + 1);
  return inner.kind === 'NONE' ? null : inner;
}

function readPdf(bytes: Buffer, trust: Trust, level: number): SignedFile {
  const read = readPades(bytes, trust, level);
  if (read === null) return nothing(isEncrypted(bytes) ? 'encrypted-pdf' : 'unreadable-pdf');
  const { signatures, problems, content } = read;
  if (signatures.length === 0 && problems.length === 0) return nothing('not-signed');
  return { kind: signatures.length > 0 ? 'PADES' : 'NONE', signatures, content, problems };
}

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-';
const looksSigned = (bytes: Buffer): boolean =>
  isPdf(bytes) || bytes[0] === 0x30 || asBinary(bytes) !== bytes;

const looksLikeImage = (bytes: Buffer): boolean =>
  /^(\xff\xd8\xff|\x89PNG|GIF8|II\*\0|MM\0\*|BM|RIFF[\s\S]{4}WEBP)/.test(bytes.toString('latin1', 0, 16));

/** A p7m may come as base64 text, with or without the PEM lines. */
function asBinary(bytes: Buffer): Buffer {
  if (bytes[0] === 0x30) return bytes;
  const start = bytes.toString('latin1', 0, 200).trimStart();
  if (!/^(-----BEGIN (PKCS7|CMS|PKCS #7 SIGNED DATA)-----|MI[A-Za-z0-9+/])/.test(start)) return bytes;
  const body = bytes
    .toString('latin1')
    .replace(/-----(BEGIN|END) [A-Z0-9# ]+-----/g, '')
    .replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(body) ? Buffer.from(body, 'base64') : bytes;
}
