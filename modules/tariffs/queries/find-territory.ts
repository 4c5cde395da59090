import type { Topology } from 'topojson-specification';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

export interface Territory {
  id: string;
  objectName: string;
  topology: Topology;
}

/** The drawings read lately, so that the map library finds the same object and its computed paths. */
const known = new Map<string, Territory>();

/** The current drawing of the territory, or null when the centre has none. */
export async function findTerritory(call: Call): Promise<Territory | null> {
  const { rows } = await sql<{ id: string }>`
    select map_id as id from directory.territory_map where centre_id = ${call.centreId} order by recorded_at desc limit 1`.execute(
    call.db,
  );
  const id = rows[0]?.id;
  if (!id) return null;
  const found = known.get(id);
  if (found) return found;
  const read = await sql<Territory>`
    select map_id as id, object_name as "objectName", topology from directory.territory_map where centre_id = ${call.centreId} and map_id = ${id}`.execute(
    call.db,
  );
  const territory = read.rows[0] ?? null;
  if (territory) known.set(id, territory);
  if (known.size > 20) known.delete(known.keys().next().value!);
  return territory;
}
