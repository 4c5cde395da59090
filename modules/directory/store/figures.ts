import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';

export interface NewFigureLine {
  bodyId: string;
  on: string;
  value: number;
  source: string;
  provisional: boolean;
}

const TABLES = {
  population: ['directory.population_figures', 'inhabitants'],
  enterprises: ['directory.enterprise_figures', 'enterprises'],
} as const;

/** Adds a line; the latest recorded for the same day counts. */
export async function insertFigure(
  db: Db,
  centreId: string,
  kind: keyof typeof TABLES,
  line: NewFigureLine,
  recorded: { at: Date; by: string },
): Promise<void> {
  const [table, column] = TABLES[kind];
  await sql`insert into ${sql.table(table)} (centre_id, id, body_id, ref_date, ${sql.ref(column)}, source, provisional, recorded_at, recorded_by)
    values (${centreId}, ${newId()}, ${line.bodyId}, ${line.on}, ${line.value}, ${line.source}, ${line.provisional}, ${recorded.at}, ${recorded.by})`.execute(
    db,
  );
}

/**
 * Adds to a body the sums of the figures of other bodies, for each day on which all of them have one: a merged comune
 * starts from the sum of those it was made of, never from half of it; from the day `since` on, when it has a past of
 * its own. [D1]
 */
export async function insertSums(
  db: Db,
  centreId: string,
  kind: keyof typeof TABLES,
  intoId: string,
  fromIds: readonly string[],
  source: string,
  recorded: { at: Date; by: string; since: string | null },
): Promise<void> {
  const [table, column] = TABLES[kind];
  await sql`insert into ${sql.table(table)} (centre_id, id, body_id, ref_date, ${sql.ref(column)}, source, recorded_at, recorded_by)
    select ${centreId}, gen_random_uuid(), ${intoId}, ref_date, sum(value), ${source}, ${recorded.at}, ${recorded.by}
    from (
      select distinct on (body_id, ref_date) body_id, ref_date, ${sql.ref(column)} as value from ${sql.table(table)}
      where centre_id = ${centreId} and body_id = any(${fromIds}::uuid[]) and (${recorded.since}::date is null or ref_date >= ${recorded.since}::date)
      order by body_id, ref_date, recorded_at desc, id desc
    ) latest
    group by ref_date having count(*) = ${fromIds.length}`.execute(db);
}

/**
 * The same of every other quantity (workstations, area…), name by name: what a tariff multiplies adds up. Days and names
 * that one of the bodies lacks are left out.
 */
export async function insertQuantitySums(
  db: Db,
  centreId: string,
  intoId: string,
  fromIds: readonly string[],
  source: string,
  recorded: { at: Date; by: string; since: string | null },
): Promise<void> {
  await sql`insert into directory.quantity_figures (centre_id, id, body_id, name, ref_date, value, source, recorded_at, recorded_by)
    select ${centreId}, gen_random_uuid(), ${intoId}, name, ref_date, sum(value), ${source}, ${recorded.at}, ${recorded.by}
    from directory.quantity_on_day
    where centre_id = ${centreId} and body_id = any(${fromIds}::uuid[]) and (${recorded.since}::date is null or ref_date >= ${recorded.since}::date)
    group by name, ref_date having count(*) = ${fromIds.length}`.execute(db);
}
