import type { Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { hashOf } from '#platform/files/store';
import type { SignatureReport } from '../queries/check-signed-file.ts';
import { insertSignatureCheck } from '../store/signature-checks.ts';
import { keepDocument, type ReceivedDocument } from './keep-document.ts';

export interface AuthorityReport {
  fileName: string;
  mediaType: string;
  bytes: Buffer;
}

/**
 * Keeps a received file with what its check found, good or not: an attempt that is null is part of the history.
 * The verification report of the certification authority is kept beside it, with the note.
 * @throws RuleBroken `documents.empty-file`, `documents.report-of-another-file`.
 */
export async function keepSignedFile(
  tx: Transaction,
  received: ReceivedDocument & {
    report: SignatureReport;
    authorityReport: AuthorityReport | null;
    note: string | null;
  },
): Promise<{ documentId: string }> {
  const { report, authorityReport, note, ...document } = received;
  if (hashOf(document.bytes) !== report.hash) throw new RuleBroken('documents.report-of-another-file');
  const { documentId } = await keepDocument(tx, document);
  const attached = authorityReport
    ? await keepDocument(tx, {
        ...authorityReport,
        type: 'signature-verification-report',
        title: `Rapporto di verifica: ${document.title}`,
        subject: document.subject,
        subjectId: document.subjectId,
      })
    : null;
  await insertSignatureCheck(tx, {
    documentId,
    report,
    authorityReportId: attached?.documentId ?? null,
    note,
  });
  tx.record({
    action: report.accepted ? 'documents.signature-checked' : 'documents.signature-refused',
    target: 'document',
    targetId: documentId,
    reason: note,
    facts: { kind: report.kind, signatures: report.signatures.length, hash: report.hash },
  });
  return { documentId };
}
