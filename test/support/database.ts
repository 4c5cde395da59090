import { createHash, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import pg from 'pg';
import { type Embedded, startEmbedded } from '#platform/database/embedded';
import { installJobSchema, jobSchemaVersion } from '#platform/database/job-schema';
import { migrate, readMigrations } from '#platform/database/migrate';

/** A database of its own for a test file, with all migrations applied and no rows. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

interface Cluster {
  url: string;
  /** Outside every test database: creates and drops them. */
  admin: pg.Pool;
  embedded: Embedded | null;
  template: string;
}

const ROOT = resolve(import.meta.dirname, '../..');
const MIGRATIONS = resolve(ROOT, 'database/migrations');
const TEMPLATE_LOCK = 4_207_100;
const HOUR_SECONDS = 3600;
const TEMPLATE = 'broletto_template_';
const CLONE = 'broletto_test_';

let cluster: Promise<Cluster> | null = null;

/**
 * Clones the template database; the first call of a process finds or starts the server and builds the template.
 * The server is that of TEST_DATABASE_URL or DATABASE_URL (a role with createdb and createrole), or the embedded one
 * in var/test-postgres, shared by all the processes of this checkout.
 */
export async function testDatabase(): Promise<TestDatabase> {
  cluster ??= openCluster();
  const { admin, url } = await cluster;
  const name = newName();
  await clone(await cluster, name);
  return { url: named(url, name), drop: () => drop(admin, name) };
}

/** A copy of a test database to which nobody is connected, with its rows. */
export async function copyOf(original: TestDatabase): Promise<TestDatabase> {
  const { admin, url } = await cluster!;
  const name = newName();
  await admin.query(`create database ${name} template ${new URL(original.url).pathname.slice(1)}`);
  return { url: named(url, name), drop: () => drop(admin, name) };
}

const newName = (): string => `${CLONE}${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString('hex')}`;

/** Dropped when the process has nothing left to do, before the server is left. */
const untilTheEnd: TestDatabase[] = [];
export const keepUntilTheEnd = (database: TestDatabase): number => untilTheEnd.push(database);

/** Leaves the server, and stops it when no other process uses it. Called by itself when the process has nothing left to do. */
export async function closeTestServer(): Promise<void> {
  const open = cluster;
  cluster = null;
  if (!open) return;
  const { admin, embedded } = await open;
  for (const database of untilTheEnd.splice(0)) await database.drop();
  await admin.end();
  await embedded?.leave();
}

process.on('beforeExit', () => {
  if (cluster) closeTestServer().catch(() => {});
});

async function openCluster(): Promise<Cluster> {
  const given = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
  const embedded = given ? null : await startEmbedded({ directory: resolve(ROOT, 'var/test-postgres') });
  const url = given ?? embedded!.url;
  const admin = new pg.Pool({
    connectionString: url,
    max: 4,
    allowExitOnIdle: true,
    application_name: 'broletto tests',
  });
  admin.on('error', () => {});
  const opened = { url, admin, embedded, template: templateName() };
  await ensureTemplate(opened);
  await removeLeftovers(opened);
  return opened;
}

/** One template for each state of the migrations: a change of any of them makes another one. */
function templateName(): string {
  const state = [
    jobSchemaVersion(),
    ...readMigrations(MIGRATIONS).map((m) => `${m.name} ${m.checksum}`),
  ].join('\n');
  return TEMPLATE + createHash('sha256').update(state).digest('hex').slice(0, 16);
}

/** Advisory locks count within one database: all processes take this one in the database of the given URL. */
async function ensureTemplate({ url, admin, template }: Cluster): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length === 0) await buildTemplate(client, url, template);
    await client.query(`comment on database ${template} is '${Math.floor(Date.now() / 1000)}'`);
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.release();
}

/** Built under another name, so that an interrupted build is never taken for a template. */
async function buildTemplate(client: pg.ClientBase, url: string, template: string): Promise<void> {
  const building = `${template}_building`;
  await client.query(`drop database if exists ${building} with (force)`);
  await client.query(
    `create database ${building} template template0 encoding 'UTF8' locale_provider icu icu_locale 'it-IT'`,
  );
  await migrate(named(url, building), MIGRATIONS);
  await installJobSchema(named(url, building));
  await client.query(`alter database ${building} with allow_connections false`);
  await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [
    building,
  ]);
  await client.query(`alter database ${building} rename to ${template}`);
}

async function clone(opened: Cluster, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await opened.admin.query(`create database ${name} template ${opened.template}`);
      return;
    } catch (error) {
      // Another checkout on the same server may have removed the template in the meanwhile.
      if (attempt > 3 || (error as pg.DatabaseError).code !== '3D000') throw error;
      await ensureTemplate(opened);
    }
  }
}

/** Removes what killed processes left an hour ago or more, and templates that nobody used for an hour. */
async function removeLeftovers({ admin, template }: Cluster): Promise<void> {
  const { rows } = await admin.query<{ datname: string; note: string | null }>(
    `select datname, shobj_description(oid, 'pg_database') as note from pg_database
     where (starts_with(datname, '${TEMPLATE}') or starts_with(datname, '${CLONE}')) and pg_has_role(datdba, 'member')`,
  );
  const now = Date.now() / 1000;
  for (const { datname, note } of rows) {
    if (datname === template || datname.endsWith('_building')) continue;
    const since = Number(datname.startsWith(CLONE) ? datname.split('_')[2] : (note ?? 0));
    // Without force: one that somebody is still looking at stays.
    if (now - since > HOUR_SECONDS) await admin.query(`drop database if exists ${datname}`).catch(() => {});
  }
}

/** Drops a clone. A worker of the server itself (autovacuum) cannot be sent away by us: it leaves by itself in a moment. */
async function drop(admin: pg.Pool, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await admin.query(`drop database if exists ${name} with (force)`);
      return;
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function named(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
