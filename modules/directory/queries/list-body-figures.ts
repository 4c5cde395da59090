import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { demand } from '#platform/permission';
import { mayViewBodies } from '../permissions.ts';

/** A recorded figure; `superseded` when a later one for the same day took its place. */
export interface ListedFigure {
  id: string;
  kind: 'population' | 'enterprises';
  on: string;
  value: number;
  source: string;
  provisional: boolean;
  recordedAt: Date;
  recordedBy: string;
  superseded: boolean;
}

const MOST = 500;

/**
 * Every figure of a body, the latest day first, with the corrected ones.
 * @throws NotAllowed unless the actor may view the body.
 */
export async function listBodyFigures(call: Call, bodyId: string): Promise<readonly ListedFigure[]> {
  demand(call, mayViewBodies, bodyId);
  const { rows } = await sql<ListedFigure>`
    select *, row_number() over (partition by kind, "on" order by "recordedAt" desc, id desc) > 1 as superseded from (
      select id, 'population' as kind, ref_date as "on", inhabitants as value, source, provisional, recorded_at as "recordedAt", recorded_by as "recordedBy"
      from directory.population_figures where centre_id = ${call.centreId} and body_id = ${bodyId}
      union all
      select id, 'enterprises', ref_date, enterprises, source, provisional, recorded_at, recorded_by
      from directory.enterprise_figures where centre_id = ${call.centreId} and body_id = ${bodyId}
    ) f order by kind desc, "on" desc, "recordedAt" desc, id desc limit ${MOST}`.execute(call.db);
  return rows;
}
