import { openEnvelope } from './cms.ts';
import { openPdf, type PdfFile } from './pdf/file.ts';
import { laterChanges } from './pdf/later-changes.ts';
import { findSignatures, type PdfSignature } from './pdf/signatures.ts';
import { readSigners, type Trust } from './read-signature.ts';
import type { Problem, ReadSignature } from './signed-file.ts';
import { timeOfToken } from './timestamp.ts';

const DETACHED = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);
const TIMESTAMP = 'ETSI.RFC3161';

/** The signatures of a PDF, and the PDF as it was before the first of them; null when it cannot be read. */
export function readPades(
  bytes: Buffer,
  trust: Trust,
  level: number,
): { signatures: ReadSignature[]; problems: Problem[]; content: Buffer | null } | null {
  const pdf = opened(bytes);
  if (!pdf || pdf.table.trailer.entries.has('Encrypt')) return null;
  const found = tried(() => findSignatures(pdf));
  if (!found) return null;
  const problems: Problem[] = [];
  if (found.broken > 0) problems.push({ code: 'broken-signature-field' });
  if (found.tooMany) problems.push({ code: 'too-many-signatures' });
  const stamps = found.signatures.filter((s) => s.subFilter === TIMESTAMP);
  const read: ReadSignature[] = [];
  for (const signature of found.signatures) {
    if (signature.subFilter === TIMESTAMP) continue;
    if (!DETACHED.has(signature.subFilter))
      problems.push({ code: 'weak-digest', facts: { digest: signature.subFilter } });
    else {
      const one = readOne(bytes, signature, stamps, trust, level);
      if (one.length === 0) problems.push({ code: 'unreadable-signature' });
      read.push(...one);
    }
  }
  const first = found.signatures[0];
  return { signatures: read, problems, content: first ? beforeSignature(bytes, first) : null };
}

function readOne(
  bytes: Buffer,
  signature: PdfSignature,
  stamps: readonly PdfSignature[],
  trust: Trust,
  level: number,
): ReadSignature[] {
  const envelope = openEnvelope(signature.contents);
  if (!envelope || envelope.content !== null) return [];
  if (signature.contents.subarray(envelope.length).some((byte) => byte !== 0)) return [];
  const later = laterChanges(bytes, signature.end);
  return readSigners(envelope, signature.covered, trust, {
    format: 'PADES',
    level,
    coversWholeDocument: later === 'NONE',
    laterChanges: later,
    declaredTime: signature.declaredTime,
    documentTime: stampedAt(signature, stamps, trust),
  });
}

/** The first good timestamp of the document made after the signature, and so over it. */
function stampedAt(signature: PdfSignature, stamps: readonly PdfSignature[], trust: Trust): Date | null {
  const known = { anchors: trust.anchors, others: trust.others };
  for (const stamp of stamps) {
    if (stamp.end <= signature.end) continue;
    const length = openEnvelope(stamp.contents)?.length;
    const time = length && timeOfToken(stamp.contents.subarray(0, length), stamp.covered, known);
    if (time) return time;
  }
  return null;
}

/** The revision before the first signature: up to the end of file mark that comes before it. */
function beforeSignature(bytes: Buffer, { covered }: PdfSignature): Buffer | null {
  const mark = bytes.subarray(0, covered[0].length).lastIndexOf('%%EOF');
  if (mark < 0) return null;
  let end = mark + 5;
  if (bytes[end] === 13) end++;
  if (bytes[end] === 10) end++;
  return bytes.subarray(0, end);
}

const tried = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};
const opened = (bytes: Buffer): PdfFile | null => tried(() => openPdf(bytes));

export const isEncrypted = (bytes: Buffer): boolean =>
  opened(bytes)?.table.trailer.entries.has('Encrypt') ?? false;
