import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import type { Provenance } from './apply-bodies.ts';
import { FIGURES } from './plan-figures.ts';

/** Adds the figures of a plan; a corrected one is a later line for the same day, the earlier stays. */
export async function applyFigures(
  tx: Transaction,
  kind: keyof typeof FIGURES,
  from: Provenance,
): Promise<number> {
  const { centreId, now, actor } = tx.call;
  const { table, column } = FIGURES[kind];
  const inserted = await sql`
    insert into ${sql.table(table)} (centre_id, id, body_id, ref_date, ${sql.ref(column)}, source, recorded_at, recorded_by)
    select ${centreId}, t.id, r.body_id, t.ref_date, t.figure, ${from.source}, ${now}, ${actor.name}
    from directory.import_rows r, jsonb_to_record(r.record) as t (id uuid, ref_date date, figure int)
    where r.centre_id = ${centreId} and r.import_id = ${from.importId} and r.outcome in ('NEW', 'CHANGED')`.execute(
    tx.db,
  );
  return Number(inserted.numAffectedRows);
}
