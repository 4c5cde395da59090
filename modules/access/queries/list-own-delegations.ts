import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

export interface OwnDelegation {
  actingBodyId: string;
  actingBody: string;
  fromBodyId: string;
  fromBody: string;
  scopes: readonly string[];
  sourceAct: string;
  validFrom: string;
  validTo: string | null;
}

/** The delegations in force by which the actor works for other bodies, with the act of each (domain P2, P3). */
export async function listOwnDelegations(call: Call): Promise<readonly OwnDelegation[]> {
  const ids = call.actor.grants.flatMap((grant) => grant.delegations.map((d) => d.delegationId));
  if (ids.length === 0) return [];
  const { rows } = await sql<OwnDelegation>`
    select d.to_body_id as "actingBodyId", t.name as "actingBody", d.from_body_id as "fromBodyId", f.name as "fromBody", d.scopes,
      d.source_act as "sourceAct", d.valid_from as "validFrom", d.valid_to as "validTo"
    from directory.delegation d
    join directory.body_card f on f.centre_id = d.centre_id and f.body_id = d.from_body_id
    join directory.body_card t on t.centre_id = d.centre_id and t.body_id = d.to_body_id
    where d.centre_id = ${call.centreId} and d.delegation_id = any(${ids}::uuid[])
    order by t.name collate "it-x-icu", f.name collate "it-x-icu", d.delegation_id`.execute(call.db);
  return rows;
}
