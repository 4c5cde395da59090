import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { SignatureReport } from './check-signed-file.ts';
import { getDocument } from './get-document.ts';

export interface SignatureCheck {
  report: SignatureReport;
  authorityReportId: string | null;
  note: string | null;
  checkedBy: string;
  checkedAt: Date;
}

/**
 * The latest check of the signatures of a document, or null when it was never checked.
 * @throws NotFound, NotAllowed
 */
export async function findSignatureCheck(call: Call, documentId: string): Promise<SignatureCheck | null> {
  await getDocument(call, documentId);
  const { rows } = await sql<SignatureCheck>`
    select report, authority_report_id as "authorityReportId", note, checked_by as "checkedBy", checked_at as "checkedAt"
    from documents.signature_checks where centre_id = ${call.centreId} and document_id = ${documentId}
    order by checked_at desc, id desc limit 1`.execute(call.db);
  return rows[0] ?? null;
}
