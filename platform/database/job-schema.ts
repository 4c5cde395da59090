import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { SCHEMA_LOCK } from './migrate.ts';

/** The release of the job queue, for which its schema is installed. */
export function jobSchemaVersion(): string {
  const entry = createRequire(import.meta.url).resolve('graphile-worker');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')) as {
    version: string;
  };
  return `graphile-worker ${version}`;
}

/**
 * Installs or updates the schema `graphile_worker` of the job queue. The release is written as the schema's comment,
 * so that when there is nothing to do one query is asked and the library is not even loaded.
 */
export async function installJobSchema(url: string): Promise<void> {
  const version = jobSchemaVersion();
  const client = new pg.Client({ connectionString: url, application_name: 'broletto migrations' });
  client.on('error', () => {});
  await client.connect();
  try {
    if (await isInstalled(client, version)) return;
    await client.query('select pg_advisory_lock($1)', [SCHEMA_LOCK]);
    if (await isInstalled(client, version)) return;
    const { Logger, runMigrations } = await import('graphile-worker');
    await runMigrations({ connectionString: url, noHandleSignals: true, logger: new Logger(() => () => {}) });
    await client.query(`comment on schema graphile_worker is ${client.escapeLiteral(version)}`);
  } finally {
    await client.end();
  }
}

async function isInstalled(client: pg.Client, version: string): Promise<boolean> {
  const { rows } = await client.query(
    "select obj_description(to_regnamespace('graphile_worker')::oid, 'pg_namespace') as version",
  );
  return rows[0].version === version;
}
