import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { demand } from '#platform/permission';
import { mayViewBodies } from '../permissions.ts';
import { knownQuantities } from '../quantity-names.ts';
import { quantityLabel } from '../rules/quantity-name.ts';

/** A recorded quantity; `superseded` when a later one for the same name and day took its place. */
export interface ListedQuantity {
  id: string;
  /** As the tariffs name it. */
  name: string;
  /** Its Italian name. */
  label: string;
  on: string;
  /** Decimal text without idle zeros. */
  value: string;
  source: string;
  recordedAt: Date;
  recordedBy: string;
  superseded: boolean;
}

const MOST = 500;

/**
 * The other quantities of a body, by name, the latest day first, with the corrected ones.
 * @throws NotAllowed unless the actor may view the body.
 */
export async function listBodyQuantities(call: Call, bodyId: string): Promise<readonly ListedQuantity[]> {
  demand(call, mayViewBodies, bodyId);
  const { rows } = await sql<Omit<ListedQuantity, 'label'>>`
    select id, name, ref_date as "on", trim_scale(value)::text as value, source, recorded_at as "recordedAt", recorded_by as "recordedBy",
      row_number() over (partition by name, ref_date order by recorded_at desc, id desc) > 1 as superseded
    from directory.quantity_figures where centre_id = ${call.centreId} and body_id = ${bodyId}
    order by name, ref_date desc, recorded_at desc, id desc limit ${MOST}`.execute(call.db);
  if (rows.length === 0) return [];
  const known = await knownQuantities(call);
  return rows.map((row) => ({ ...row, label: quantityLabel(row.name, known) }));
}
