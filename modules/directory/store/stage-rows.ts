import { type Db, sql } from '#platform/database/pool';

const AT_ONCE = 20_000;

/** How far a plan or an application is: rows done, of how many, and in which step. */
export type OnProgress = (done: number, total: number, step: string) => Promise<void>;

/**
 * Puts rows in the temporary table `import_stage`, which lasts as long as the transaction: one message every twenty
 * thousand rows, none for each row. `record` keeps the row as it was given.
 * @param columns SQL type of each column.
 */
export async function stageRows(
  db: Db,
  columns: Readonly<Record<string, string>>,
  rows: readonly object[],
  onProgress: OnProgress,
): Promise<void> {
  // The columns are constants of this room.
  const declared = sql.raw(
    Object.entries(columns)
      .map(([name, type]) => `${name} ${type}`)
      .join(', '),
  );
  const names = sql.raw(Object.keys(columns).join(', '));
  // A centre that is filled for the first time has no statistics yet: the planner would compare every row with every body.
  await sql`set local enable_nestloop = off`.execute(db);
  await sql`create temporary table import_stage (${declared}, record jsonb) on commit drop`.execute(db);
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const json = JSON.stringify(rows.slice(from, from + AT_ONCE), withoutNulls);
    await sql`insert into import_stage (${names}, record)
      select t.*, e.value from jsonb_array_elements(${json}::jsonb) e, jsonb_to_record(e.value) as t (${declared})`.execute(
      db,
    );
    await onProgress(Math.min(from + AT_ONCE, rows.length), rows.length, 'Confronto con l’anagrafe');
  }
  await sql`analyze import_stage`.execute(db);
}

const withoutNulls = (_key: string, value: unknown): unknown => (value === null ? undefined : value);
