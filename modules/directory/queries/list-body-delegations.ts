import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { demand } from '#platform/permission';
import { mayViewBodies } from '../permissions.ts';

/** A delegation given or received by a body; `body` is the other. */
export interface ListedDelegation {
  id: string;
  given: boolean;
  bodyId: string;
  name: string;
  scopes: readonly string[];
  sourceAct: string;
  from: string;
  to: string | null;
  revokedAt: Date | null;
  revokedBy: string | null;
}

/**
 * The functions that a body delegates, and those delegated to it, with the act of each.
 * @throws NotAllowed unless the actor may view the body.
 */
export async function listBodyDelegations(call: Call, bodyId: string): Promise<readonly ListedDelegation[]> {
  demand(call, mayViewBodies, bodyId);
  const { rows } = await sql<ListedDelegation>`
    select d.id, d.from_body_id = ${bodyId} as given, b.id as "bodyId", b.name, d.scopes, d.source_act as "sourceAct", d.valid_from as "from", d.valid_to as "to",
      d.revoked_at as "revokedAt", d.revoked_by as "revokedBy"
    from directory.function_delegations d
    join directory.public_bodies b on b.centre_id = d.centre_id and b.id = case when d.from_body_id = ${bodyId} then d.to_body_id else d.from_body_id end
    where d.centre_id = ${call.centreId} and (d.from_body_id = ${bodyId} or d.to_body_id = ${bodyId})
    order by d.revoked_at nulls first, d.valid_from desc, d.id limit 500`.execute(call.db);
  return rows;
}
