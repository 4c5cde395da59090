import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import type { Provenance } from './apply-bodies.ts';

/** Writes the changes of comuni of a plan: what ceased keeps its figures and its history; each merger is announced. */
export async function applyChanges(tx: Transaction, from: Provenance): Promise<number> {
  const { centreId, now } = tx.call;
  const { rows } = await sql<{ body_id: string; into_id: string; ceased_on: string }>`
    with planned as (
      select r.outcome, r.body_id, t.* from directory.import_rows r,
        jsonb_to_record(r.record) as t (name text, istat_code text, cadastral_code text, province_code text, ceased_on date, merged_into_id uuid)
      where r.centre_id = ${centreId} and r.import_id = ${from.importId} and r.outcome in ('NEW', 'CHANGED')
    ), added as (
      insert into directory.public_bodies (centre_id, id, name, category, istat_code, cadastral_code, province, province_code, region, ceased_on, merged_into_id, source, recorded_at)
      select ${centreId}, p.body_id, p.name, 'COMUNE', p.istat_code, p.cadastral_code, i.province, coalesce(p.province_code, i.province_code), i.region, p.ceased_on, p.merged_into_id, ${from.source}, ${now}
      from planned p join directory.public_bodies i on i.centre_id = ${centreId} and i.id = p.merged_into_id
      where p.outcome = 'NEW' returning id
    ), ceased as (
      update directory.public_bodies b set ceased_on = p.ceased_on, merged_into_id = p.merged_into_id, source = ${from.source}
      from planned p where p.outcome = 'CHANGED' and b.centre_id = ${centreId} and b.id = p.body_id
      returning b.id
    ), left_behind as (
      update directory.association_memberships m set valid_to = p.ceased_on
      from planned p where p.outcome = 'CHANGED' and m.centre_id = ${centreId} and m.municipality_id = p.body_id
        and (m.valid_to is null or m.valid_to > p.ceased_on) and m.valid_from <= p.ceased_on
    )
    select p.body_id, p.merged_into_id as into_id, p.ceased_on, p.outcome from planned p
    where p.body_id in (select id from added union all select id from ceased)`.execute(tx.db);
  for (const row of rows as ((typeof rows)[number] & { outcome: string })[]) {
    // One that the register did not have is history: nobody has anything to settle about it.
    if (row.outcome === 'CHANGED')
      await tx.announce('directory.body-merged', {
        bodyId: row.body_id,
        intoBodyId: row.into_id,
        on: row.ceased_on,
      });
  }
  return rows.length;
}
