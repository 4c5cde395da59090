import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';

export type ProposalKind = 'CONTACT' | 'ROLE' | 'POPULATION';

export interface ProposalRow {
  id: string;
  bodyId: string;
  kind: ProposalKind;
  proposed: Record<string, unknown>;
  state: 'PROPOSED' | 'ACCEPTED' | 'REFUSED';
  proposerId: string | null;
}

export async function lockProposal(db: Db, centreId: string, id: string): Promise<ProposalRow | null> {
  const { rows } = await sql<ProposalRow>`
    select id, body_id as "bodyId", kind, proposed, state, proposer_id as "proposerId" from directory.body_proposals
    where centre_id = ${centreId} and id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}

export async function insertProposal(
  db: Db,
  centreId: string,
  row: {
    bodyId: string;
    kind: ProposalKind;
    proposed: unknown;
    reason: string;
    proposedBy: string;
    proposerId: string | null;
    proposedAt: Date;
    actingBodyId: string | null;
    onBehalfOfBodyId: string | null;
    delegationId: string | null;
  },
): Promise<string> {
  const id = newId();
  await sql`insert into directory.body_proposals (centre_id, id, body_id, kind, proposed, reason, proposed_by, proposer_id, proposed_at, acting_body_id, on_behalf_of_body_id, delegation_id)
    values (${centreId}, ${id}, ${row.bodyId}, ${row.kind}, ${JSON.stringify(row.proposed)}::jsonb, ${row.reason}, ${row.proposedBy}, ${row.proposerId}, ${row.proposedAt}, ${row.actingBodyId}, ${row.onBehalfOfBodyId}, ${row.delegationId})`.execute(
    db,
  );
  return id;
}

export async function decideProposalRow(
  db: Db,
  centreId: string,
  id: string,
  decision: { state: 'ACCEPTED' | 'REFUSED'; by: string; at: Date; reason: string | null },
): Promise<void> {
  await sql`update directory.body_proposals set state = ${decision.state}, decided_by = ${decision.by}, decided_at = ${decision.at}, decision_reason = ${decision.reason}
    where centre_id = ${centreId} and id = ${id}`.execute(db);
}
