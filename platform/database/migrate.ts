import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** A file of SQL that changes the schema once and for ever. */
export interface Migration {
  name: string;
  /** SHA-256 of the text with `\n` at the end of lines, so that a checkout on Windows counts as the same. */
  checksum: string;
  text: string;
}

/** The advisory lock under which the schema of a database is changed. */
export const SCHEMA_LOCK = 4_207_000;
const WITHOUT_TRANSACTION = /^--\s*no transaction\b/;
/** Parts a file without a transaction: each statement must be sent by itself. */
const NEXT_STATEMENT = /^--\s*next statement\s*$/m;

/**
 * Brings the schema up to date: each `.sql` file of the directory that was not applied yet, in the order of the names,
 * in a transaction of its own. A file whose first line is `-- no transaction` runs outside one: its statements are
 * parted by lines `-- next statement` and must bear being repeated after an interruption.
 * Processes that come together wait for each other.
 * @throws with an Italian message when an applied file was changed or is missing, or when a file fails.
 */
export async function migrate(url: string, directory: string): Promise<{ applied: string[] }> {
  const migrations = readMigrations(directory);
  const client = new pg.Client({ connectionString: url, application_name: 'broletto migrations' });
  client.on('error', () => {});
  await client.connect();
  try {
    if (pending(migrations, await listApplied(client)).length === 0) return { applied: [] };
    await client.query('select pg_advisory_lock($1)', [SCHEMA_LOCK]);
    return { applied: await applyPending(client, migrations) };
  } finally {
    await client.end();
  }
}

/** The migrations of a directory, in the order of their names. */
export function readMigrations(directory: string): Migration[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(directory, name), 'utf8').replaceAll('\r\n', '\n');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}

/** The migrations that a database has had, in the order of their names. */
export async function listApplied(client: pg.ClientBase): Promise<Omit<Migration, 'text'>[]> {
  const known = await client.query("select to_regclass('platform.migrations') is not null as known");
  if (!known.rows[0].known) return [];
  return (await client.query('select name, checksum from platform.migrations order by name collate "C"'))
    .rows;
}

async function applyPending(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(`set client_min_messages = warning;
    create schema if not exists platform;
    create table if not exists platform.migrations (
      name text constraint migrations_are_named primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
  const todo = pending(migrations, await listApplied(client));
  for (const migration of todo) await apply(client, migration);
  return todo.map((m) => m.name);
}

function pending(migrations: readonly Migration[], applied: readonly Omit<Migration, 'text'>[]): Migration[] {
  const files = new Map(migrations.map((m) => [m.name, m]));
  for (const { name, checksum } of applied) {
    const file = files.get(name);
    if (!file) {
      throw new Error(
        `Il database ha già la migrazione ${name}, che questa versione di Broletto non conosce: avviare la versione più recente.`,
      );
    }
    if (file.checksum !== checksum) {
      throw new Error(
        `La migrazione ${name} è stata modificata dopo essere stata applicata: ripristinare il file com'era e scrivere la modifica in una migrazione nuova.`,
      );
    }
  }
  const had = new Set(applied.map((m) => m.name));
  return migrations.filter((m) => !had.has(m.name));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const outside = WITHOUT_TRANSACTION.test(migration.text);
  try {
    if (outside) for (const statement of migration.text.split(NEXT_STATEMENT)) await client.query(statement);
    await client.query('begin');
    if (!outside) await client.query(migration.text);
    await client.query('insert into platform.migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
    await client.query('reset search_path; reset role');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw explained(error as pg.DatabaseError, migration, !outside);
  }
}

/** Adds the name of the file, and the line when the server says where. */
function explained(error: pg.DatabaseError, migration: Migration, whole: boolean): Error {
  const line =
    whole && error.position
      ? `, riga ${migration.text.slice(0, Number(error.position)).split('\n').length}`
      : '';
  const more = [error.detail, error.hint, error.where].filter(Boolean).map((text) => `\n  ${text}`);
  return new Error(
    `La migrazione ${migration.name}${line} non è riuscita: ${error.message}${more.join('')}`,
    { cause: error },
  );
}
