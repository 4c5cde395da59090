import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { Provenance } from './apply-bodies.ts';

export interface NewQuantity {
  bodyId: string;
  name: string;
  /** YYYY-MM-DD. */
  on: string;
  /** Decimal text, at most six decimals. */
  value: string;
  source: string;
}

/** Adds a line; the latest recorded for the same body, name and day counts. */
export async function insertQuantity(tx: Transaction, line: NewQuantity): Promise<void> {
  const { centreId, now, actor } = tx.call;
  await sql`insert into directory.quantity_figures (centre_id, id, body_id, name, ref_date, value, source, recorded_at, recorded_by)
    values (${centreId}, ${newId()}, ${line.bodyId}, ${line.name}, ${line.on}, ${line.value}::numeric, ${line.source}, ${now}, ${actor.name})`.execute(
    tx.db,
  );
}

/** Adds the quantities of a plan; a corrected one is a later line for the same day, the earlier stays. */
export async function applyQuantities(tx: Transaction, from: Provenance): Promise<number> {
  const { centreId, now, actor } = tx.call;
  const inserted = await sql`
    insert into directory.quantity_figures (centre_id, id, body_id, name, ref_date, value, source, recorded_at, recorded_by)
    select ${centreId}, t.id, r.body_id, t.name, t.ref_date, t.value, coalesce(t.source, ${from.source}), ${now}, ${actor.name}
    from directory.import_rows r, jsonb_to_record(r.record) as t (id uuid, name text, ref_date date, value numeric, source text)
    where r.centre_id = ${centreId} and r.import_id = ${from.importId} and r.outcome in ('NEW', 'CHANGED')`.execute(
    tx.db,
  );
  return Number(inserted.numAffectedRows);
}
