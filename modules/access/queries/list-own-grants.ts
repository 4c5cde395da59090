import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

/** The actor's grants in force in this centre, with the names of the bodies. */
export async function listOwnGrants(
  call: Call,
): Promise<readonly { role: string; bodyId: string | null; bodyName: string | null }[]> {
  const ids = call.actor.grants.flatMap((grant) => (grant.bodyId ? [grant.bodyId] : []));
  const { rows } = await sql<{
    body_id: string;
    name: string;
  }>`select body_id, name from directory.body_card where centre_id = ${call.centreId} and body_id = any(${ids}::uuid[])`.execute(
    call.db,
  );
  const names = new Map(rows.map((row) => [row.body_id, row.name]));
  return call.actor.grants.map(({ role, bodyId }) => ({
    role,
    bodyId,
    bodyName: bodyId ? (names.get(bodyId) ?? null) : null,
  }));
}
