import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayViewBodies } from '../permissions.ts';

export interface BodyThen {
  name: string;
  category: string;
  istatCode: string | null;
}

/**
 * What a body was called on a day, its category and its ISTAT code; of a day before everything that is known, what it
 * was first. Null when there is no such body.
 * @param on YYYY-MM-DD.
 * @throws NotAllowed unless the actor may view bodies.
 */
export async function bodyAsOf(call: Call, bodyId: string, on: string): Promise<BodyThen | null> {
  demand(call, mayViewBodies);
  if (!isId(bodyId)) return null;
  const { rows } = await sql<BodyThen>`
    select name, category, istat_code as "istatCode" from (
      select name, category, istat_code, valid_to from directory.body_versions where centre_id = ${call.centreId} and body_id = ${bodyId} and valid_to >= ${on}::date
      union all
      select name, category, istat_code, null from directory.public_bodies where centre_id = ${call.centreId} and id = ${bodyId}
    ) t order by valid_to nulls last limit 1`.execute(call.db);
  return rows[0] ?? null;
}
