import { readFileSync } from 'node:fs';
import pg from 'pg';
import { listApplied } from '../migrate.ts';

/*
 * An archive has, in this order: manifest.json · tables/<schema>.<table>/<piece> in COPY text format · files/<path> ·
 * totals.json. What is known only at the end (rows, hashes, sequences) is at the end.
 */

export const FORMAT = 1;
export const MANIFEST = 'manifest.json';
export const TOTALS = 'totals.json';

/** A table and the columns that are written: not those that the database computes. */
export interface TableShape {
  name: string;
  columns: string[];
}

/** What an archive says first: from where it comes, and what a database must be like to receive it. */
export interface Manifest {
  format: number;
  product: string;
  version: string;
  /** ISO 8601, UTC. */
  madeAt: string;
  server: string;
  migrations: { name: string; checksum: string }[];
  /** The last migration of the job queue's own schema. */
  jobSchema: number;
  tables: TableShape[];
}

/** What an archive says last: how much there is of everything, and its SHA-256. */
export interface Totals {
  manifest: string;
  tables: Record<string, { rows: number; sha256: string }>;
  files: Record<string, { bytes: number; sha256: string }>;
  sequences: Record<string, { last: string; called: boolean }>;
}

/** How far the work is. `item` is the table or file in hand; tables and files are counted, `total` is null when unknown. */
export interface BackupProgress {
  phase: 'tables' | 'files' | 'check';
  item: string;
  done: number;
  total: number | null;
}

/** Kept by the migrations themselves: compared, never copied. */
const OF_MIGRATIONS = ['platform.migrations', 'graphile_worker.migrations'];

const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

/** Connects so that values are written and read alike on every server and by every user. */
export async function connectForCopy(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'broletto backup' });
  client.on('error', () => {});
  await client.connect();
  await client.query(`set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
    set bytea_output = 'hex'; set extra_float_digits = 1; set xmloption = 'content'; set row_security = off;
    set synchronize_seqscans = off; set client_min_messages = warning; set statement_timeout = 0;
    set idle_in_transaction_session_timeout = 0`);
  return client;
}

/** Every table of ours with its columns, ordered by name. */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
      array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpersistence <> 't' and ${OURS} order by (quote_ident(n.nspname) || '.' || quote_ident(c.relname)) collate "C"`);
  return rows.filter((table) => !OF_MIGRATIONS.includes(table.name));
}

/** Every sequence of ours, ordered by name. */
export async function listSequences(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query(`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${OURS} order by (quote_ident(n.nspname) || '.' || quote_ident(c.relname)) collate "C"`);
  return rows.map((row) => row.name);
}

/** Describes the database as it is now. */
export async function describeDatabase(client: pg.ClientBase): Promise<Manifest> {
  const { name, version } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  const { rows } = await client.query(
    "select current_setting('server_version') as server, to_regclass('graphile_worker.migrations') is not null as jobs",
  );
  const jobs = rows[0].jobs
    ? await client.query('select coalesce(max(id), 0)::int as last from graphile_worker.migrations')
    : null;
  return {
    ...{ format: FORMAT, product: name, version, madeAt: new Date().toISOString(), server: rows[0].server },
    migrations: (await listApplied(client)).map(({ name, checksum }) => ({ name, checksum })),
    jobSchema: jobs?.rows[0].last ?? 0,
    tables: await listTables(client),
  };
}

/** `copy` of a table in the order of the manifest's columns. */
export function copyStatement({ name, columns }: TableShape, direction: 'to stdout' | 'from stdin'): string {
  return `copy ${name} ${columns.length > 0 ? `(${columns.join(', ')})` : ''} ${direction}`;
}
