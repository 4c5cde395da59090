import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { SignatureReport } from '../queries/check-signed-file.ts';

/** Keeps what the check of a document found. */
export async function insertSignatureCheck(
  tx: Transaction,
  check: {
    documentId: string;
    report: SignatureReport;
    authorityReportId: string | null;
    note: string | null;
  },
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  const { report } = check;
  await sql`insert into documents.signature_checks (centre_id, id, document_id, kind, accepted, report, authority_report_id, note, checked_by, checked_at)
    values (${centreId}, ${newId()}, ${check.documentId}, ${report.kind}, ${report.accepted}, ${JSON.stringify(report)}::jsonb,
      ${check.authorityReportId}, ${check.note}, ${actor.name}, ${now})`.execute(tx.db);
}
