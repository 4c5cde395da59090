import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { BODY_COLUMNS } from './plan-bodies.ts';
import type { OnProgress } from './stage-rows.ts';

const AT_ONCE = 10_000;
/** From so many rows on, bodies are joined whole: the statistics of a plan just written are not to be trusted. */
const MANY = 1000;

/** What an application writes beside the data themselves. */
export interface Provenance {
  importId: string;
  source: string;
  /** Day from which changed names and codes hold, YYYY-MM-DD. */
  effectiveOn: string;
}

/**
 * Writes the new and the changed bodies of a plan. What a changed body was called, and its codes, go to its history
 * up to the day before; a second change on the same day is a correction of the first.
 */
export async function applyBodies(
  tx: Transaction,
  from: Provenance,
  onProgress: OnProgress,
): Promise<number> {
  const { db } = tx;
  const { centreId, now } = tx.call;
  const columns = sql.join(BODY_COLUMNS.map((column) => sql.ref(column)));
  const typed = sql.join(BODY_COLUMNS.map((column) => sql`${sql.ref(column)} ${sql.raw(typeOf(column))}`));
  const range = await linesOf(tx, from.importId);
  let done = 0;
  for (let after = range.first - 1; after < range.last; after += AT_ONCE) {
    const inserted = await sql`
      insert into directory.public_bodies (centre_id, id, ${columns}, source, recorded_at)
      select ${centreId}, r.body_id, ${columns}, ${from.source}, ${now}
      from directory.import_rows r, jsonb_to_record(r.record) as t (${typed})
      where r.centre_id = ${centreId} and r.import_id = ${from.importId} and r.outcome = 'NEW' and r.line > ${after} and r.line <= ${after + AT_ONCE}`.execute(
      db,
    );
    done += Number(inserted.numAffectedRows);
    await onProgress(done, range.rows, 'Scrittura degli enti nuovi');
  }
  if (range.rows > MANY) await sql`set local enable_nestloop = off`.execute(db);
  await closeVersions(tx, from);
  for (let after = range.first - 1; after < range.last; after += AT_ONCE) {
    const updated = await sql`
      update directory.public_bodies b set (${columns}, source, version_from) = (
        select ${columns}, ${from.source}, case when r.record ?| '{name,category,istat_code}' then greatest(${from.effectiveOn}::date, b.version_from) else b.version_from end
        from jsonb_populate_record(b, r.record) p)
      from directory.import_rows r
      where r.centre_id = ${centreId} and r.import_id = ${from.importId} and r.outcome = 'CHANGED' and r.line > ${after} and r.line <= ${after + AT_ONCE}
        and b.centre_id = r.centre_id and b.id = r.body_id`.execute(db);
    done += Number(updated.numAffectedRows);
    await onProgress(done, range.rows, 'Aggiornamento degli enti');
  }
  return done;
}

const typeOf = (column: string): string =>
  column === 'area_km2' ? 'numeric(10,3)' : column === 'ceased_on' ? 'date' : 'text';

async function linesOf(tx: Transaction, importId: string) {
  const { rows } = await sql<{ first: number; last: number; rows: number }>`
    select coalesce(min(line), 1) as first, coalesce(max(line), 0) as last, count(*) as rows from directory.import_rows
    where centre_id = ${tx.call.centreId} and import_id = ${importId} and outcome in ('NEW', 'CHANGED')`.execute(
    tx.db,
  );
  return rows[0]!;
}

/** Keeps what a body was. Codes may be exchanged between comuni: they are looked at when all are written. */
async function closeVersions(tx: Transaction, from: Provenance): Promise<void> {
  const { centreId, now } = tx.call;
  await sql`set constraints directory.an_istat_code_names_one_comune_in_being deferred`.execute(tx.db);
  await sql`insert into directory.body_versions (centre_id, id, body_id, name, category, istat_code, valid_from, valid_to, source, recorded_at)
    select b.centre_id, gen_random_uuid(), b.id, b.name, b.category, b.istat_code, b.version_from, ${from.effectiveOn}::date - 1, b.source, ${now}
    from directory.import_rows r join directory.public_bodies b on b.centre_id = r.centre_id and b.id = r.body_id
    where r.centre_id = ${centreId} and r.import_id = ${from.importId} and r.outcome = 'CHANGED' and r.record ?| '{name,category,istat_code}'
      and (b.version_from is null or b.version_from < ${from.effectiveOn}::date)`.execute(tx.db);
}

/** Codes are looked at now, so that a refusal names the constraint before the commit. */
export async function checkCodes(tx: Transaction): Promise<void> {
  await sql`set constraints directory.an_istat_code_names_one_comune_in_being immediate`.execute(tx.db);
}
