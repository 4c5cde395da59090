import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Embedded, startEmbedded } from '#platform/database/embedded';
import { installJobSchema } from '#platform/database/job-schema';
import { migrate } from '#platform/database/migrate';
import { type Database, openDatabase } from '#platform/database/pool';
import { MIGRATIONS } from '../modules/start.ts';

/** The server on which everything is measured, and the folder of the product's data. */
export interface Ground {
  /** DATA_DIR of the products that are started. */
  directory: string;
  /** Whether the server is the embedded one, so that its memory counts as the product's. */
  embedded: boolean;
  /** "18.4". */
  postgres: string;
  /** A database with all migrations and no rows, under a name of its own; opened with its owner's rights too. */
  newDatabase(name: string): Promise<Database>;
  close(): Promise<void>;
}

const EMPTY = 'broletto_bench_empty';

/**
 * The server of BENCH_DATABASE_URL (a role with createdb and createrole), or an embedded one of its own in a temporary
 * folder. Whatever was made is removed at the end.
 */
export async function openGround(): Promise<Ground> {
  const directory = mkdtempSync(join(tmpdir(), 'broletto-bench-'));
  const given = process.env.BENCH_DATABASE_URL;
  const embedded = given ? null : await startEmbedded({ directory: join(directory, 'postgres') });
  const url = given ?? embedded!.url;
  const admin = new pg.Client({ connectionString: url });
  admin.on('error', () => {});
  await admin.connect();
  const made: string[] = [];
  const create = async (name: string, template: string): Promise<string> => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(
      `create database ${name} template ${template} encoding 'UTF8' locale_provider icu icu_locale 'it-IT'`,
    );
    made.push(name);
    return named(url, name);
  };
  const empty = await create(EMPTY, 'template0');
  await migrate(empty, MIGRATIONS);
  await installJobSchema(empty);
  const { rows } = await admin.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  return {
    directory,
    embedded: embedded !== null,
    postgres: rows[0]!.version,
    newDatabase: async (name) => openDatabase(await create(`broletto_bench_${name}`, EMPTY), 20),
    close: () => leave(admin, made, embedded, directory),
  };
}

async function leave(
  admin: pg.Client,
  made: readonly string[],
  embedded: Embedded | null,
  directory: string,
): Promise<void> {
  if (!embedded)
    for (const name of [...made].reverse())
      await admin.query(`drop database if exists ${name} with (force)`).catch(() => {});
  await admin.end();
  await embedded?.stop();
  rmSync(directory, { recursive: true, force: true });
}

function named(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
