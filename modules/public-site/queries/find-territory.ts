import type { Topology } from 'topojson-specification';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

/** The drawing of the territory that is the current one, or null when none was imported. */
export async function findTerritory(
  call: Call,
): Promise<{ topology: Topology; objectName: string; source: string } | null> {
  const { rows } = await sql<{ topology: Topology; objectName: string; source: string }>`
    select topology, object_name as "objectName", source from directory.territory_map
    where centre_id = ${call.centreId} order by recorded_at desc limit 1`.execute(call.db);
  return rows[0] ?? null;
}
