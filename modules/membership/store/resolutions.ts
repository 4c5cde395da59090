import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';

export interface NewResolution {
  id: string;
  bodyId: string;
  applicationId: string | null;
  kind: 'ADHESION' | 'WITHDRAWAL' | 'OTHER';
  organ: string;
  number: string;
  resolvedOn: string;
  publicationStart: string | null;
  immediatelyExecutable: boolean;
  certifiedExecutiveFrom: string | null;
  executiveFrom: string;
  templateId: string | null;
  signatory: string | null;
  boardRepresentative: string | null;
}

/** Records the acts of member bodies. They are only added: a corrected one is a later line. */
export async function insertResolutions(
  tx: Transaction,
  resolutions: readonly NewResolution[],
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  const rows = resolutions.map((r) => ({
    id: r.id,
    body_id: r.bodyId,
    application_id: r.applicationId,
    kind: r.kind,
    organ: r.organ,
    number: r.number,
    resolved_on: r.resolvedOn,
    publication_start: r.publicationStart,
    immediately_executable: r.immediatelyExecutable,
    certified_executive_from: r.certifiedExecutiveFrom,
    executive_from: r.executiveFrom,
    template_id: r.templateId,
    signatory: r.signatory,
    board_representative: r.boardRepresentative,
  }));
  await sql`insert into membership.resolutions (centre_id, id, body_id, application_id, kind, organ, number, resolved_on, publication_start, immediately_executable, certified_executive_from, executive_from, template_id, signatory, board_representative, recorded_by, recorded_at)
    select ${centreId}, id, body_id, application_id, kind, organ, number, resolved_on, publication_start, immediately_executable, certified_executive_from, executive_from, template_id, signatory, board_representative, ${actor.name}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, body_id uuid, application_id uuid, kind text, organ text, number text, resolved_on date, publication_start date, immediately_executable boolean, certified_executive_from date, executive_from date, template_id uuid, signatory text, board_representative text)`.execute(
    tx.db,
  );
}
