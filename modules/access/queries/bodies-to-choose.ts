import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

/** The bodies in being for which the actor may give a role. */
export async function bodiesToChoose(call: Call): Promise<readonly { id: string; name: string }[]> {
  const all = call.actor.grants.some((grant) => grant.role === 'CM' || grant.role === 'AO');
  const own = call.actor.grants.flatMap((grant) =>
    grant.role === 'LR' && grant.bodyId ? [grant.bodyId] : [],
  );
  return listBodiesInBeing(call, all ? null : own);
}

async function listBodiesInBeing(call: Call, only: readonly string[] | null) {
  const { rows } = await sql<{ id: string; name: string }>`
    select body_id as id, name from directory.body_card
    where centre_id = ${call.centreId} and ceased_on is null ${only ? sql`and body_id = any(${only}::uuid[])` : sql``}
    order by name collate "it-x-icu", body_id limit 3000`.execute(call.db);
  return rows;
}
