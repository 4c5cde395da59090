import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

/** A quantity that a tariff counts beside inhabitants and enterprises. */
export interface CountedQuantity {
  /** Its name in the rules: "workstations". */
  name: string;
  /** Its Italian name: "Postazioni". */
  label: string;
}

/**
 * The other quantities that the centre's tariffs count, proposals included, by name; where two tariffs call one
 * differently, as the approved one that begins last does. It asks no permission: names of data say nothing of a body.
 */
export async function listQuantities(call: Call): Promise<readonly CountedQuantity[]> {
  const { rows } = await sql<CountedQuantity>`
    select distinct on (v.name) v.name, v.label
    from tariffs.tariffs t, jsonb_to_recordset(coalesce(t.definition -> 'variables', '[]')) as v (name text, label text)
    where t.centre_id = ${call.centreId} and t.state <> 'WITHDRAWN'
    order by v.name, (t.state = 'APPROVED') desc, t.valid_from desc, t.id`.execute(call.db);
  return rows;
}
