import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { isId } from '#platform/ids';
import { confinedTo, demand } from '#platform/permission';
import { mayViewProposals } from '../permissions.ts';
import type { ProposalKind } from '../store/body-proposals.ts';

export interface ListedProposal {
  id: string;
  bodyId: string;
  body: string;
  kind: ProposalKind;
  proposed: Record<string, unknown>;
  reason: string;
  proposedBy: string;
  proposedAt: Date;
  /** The body through which it was proposed, when not by the body itself. */
  through: string | null;
  state: 'PROPOSED' | 'ACCEPTED' | 'REFUSED';
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

const COLUMNS = sql`p.id, p.body_id as "bodyId", b.name as body, p.kind, p.proposed, p.reason, p.proposed_by as "proposedBy", p.proposed_at as "proposedAt",
  case when p.acting_body_id <> p.body_id then a.name end as through, p.state, p.decided_by as "decidedBy", p.decided_at as "decidedAt", p.decision_reason as "decisionReason"`;
const FROM = sql`directory.body_proposals p
  join directory.public_bodies b on b.centre_id = p.centre_id and b.id = p.body_id
  left join directory.public_bodies a on a.centre_id = p.centre_id and a.id = p.acting_body_id`;

/**
 * Proposals of changes, those to decide first; who reaches only some bodies sees only theirs.
 * @throws NotAllowed unless the actor may view proposals.
 */
export async function listProposals(
  call: Call,
  filter: { state?: string },
  page: { size: number; offset: number },
): Promise<Listed<ListedProposal>> {
  demand(call, mayViewProposals);
  const only = confinedTo(call.actor, mayViewProposals);
  const { rows } = await sql<ListedProposal & { total: number }>`
    select ${COLUMNS}, count(*) over () as total from ${FROM}
    where p.centre_id = ${call.centreId} ${filter.state ? sql`and p.state = ${filter.state}` : sql``} ${only ? sql`and p.body_id = any(${only}::uuid[])` : sql``}
    order by p.state = 'PROPOSED' desc, p.proposed_at desc, p.id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows, total: rows[0]?.total ?? 0 };
}

/** @throws NotAllowed; NotFound. */
export async function getProposal(call: Call, id: string | undefined): Promise<ListedProposal> {
  demand(call, mayViewProposals);
  if (!isId(id)) throw new NotFound('proposal', id);
  const { rows } =
    await sql<ListedProposal>`select ${COLUMNS} from ${FROM} where p.centre_id = ${call.centreId} and p.id = ${id}`.execute(
      call.db,
    );
  if (!rows[0]) throw new NotFound('proposal', id);
  demand(call, mayViewProposals, rows[0].bodyId);
  return rows[0];
}
