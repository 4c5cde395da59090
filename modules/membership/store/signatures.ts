import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';

export interface SignatureRow {
  side: 'MEMBER' | 'CENTRE';
  signer: string;
  kind: string;
  signedOn: string;
  certificateSerial: string | null;
  result: 'VALID' | 'NULL';
  report: Record<string, unknown>;
  /** The signed file, when it was received here. */
  documentId: string | null;
}

/** Keeps a signature, valid or null: an attempt that does not count is part of the history too. */
export async function insertSignature(
  tx: Transaction,
  applicationId: string,
  signature: SignatureRow,
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  const s = signature;
  await sql`insert into membership.signatures (centre_id, id, application_id, side, signer, kind, signed_on, certificate_serial, result, report, document_id, recorded_by, recorded_at)
    values (${centreId}, ${newId()}, ${applicationId}, ${s.side}, ${s.signer}, ${s.kind}, ${s.signedOn}, ${s.certificateSerial}, ${s.result}, ${JSON.stringify(s.report)}::jsonb, ${s.documentId}, ${actor.name}, ${now})`.execute(
    tx.db,
  );
}

/** The valid signatures of an application, at most one a side. */
export async function validSignatures(tx: Transaction, applicationId: string): Promise<SignatureRow[]> {
  const { rows } =
    await sql<SignatureRow>`select side, signer, kind, signed_on as "signedOn", certificate_serial as "certificateSerial", result, report, document_id as "documentId"
    from membership.signatures where centre_id = ${tx.call.centreId} and application_id = ${applicationId} and result = 'VALID'`.execute(
      tx.db,
    );
  return rows;
}
