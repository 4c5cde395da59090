import { mkdirSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isSupported, prepareBinaries } from './embedded/binaries.ts';
import { type Credentials, initialise } from './embedded/cluster.ts';
import { choosePlace, type Place } from './embedded/identity.ts';
import { withProcessLock } from './embedded/lock.ts';
import {
  findPostmaster,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
  untilReady,
} from './embedded/postmaster.ts';

export { isSupported };

/** The embedded server as one process sees it. */
export interface Embedded {
  /** The database `broletto` as its owner, who is not a superuser. */
  url: string;
  port: number;
  /** Whether the server was already running, started by another process or by one that was killed. */
  attached: boolean;
  /** Stops the server at once, whoever uses it. */
  stop(): Promise<void>;
  /** Stops the server if no other process is connected to it; answers whether it did. */
  leave(): Promise<boolean>;
}

const PRESENCE = 'broletto presence';

/**
 * Starts PostgreSQL in `directory`, or attaches to the server that already runs there, and makes sure that the role
 * and the database `broletto` exist. The server outlives a killed Node; two processes may call at the same moment.
 * @param options.namespaces false to do without user namespaces, for a trial of the other way.
 * @throws with an Italian message when the platform is not supported or the server does not start.
 */
export async function startEmbedded(options: { directory: string; namespaces?: boolean }): Promise<Embedded> {
  const answer = isSupported();
  if (!answer.supported) throw new Error(answer.message);
  mkdirSync(dirname(resolve(options.directory)), { recursive: true });
  mkdirSync(resolve(options.directory), { recursive: true, mode: 0o700 });
  const directory = realpathSync(options.directory);
  return withProcessLock(directory, async () => {
    const place = choosePlace(directory, prepareBinaries(directory), options.namespaces);
    const credentials = await initialise(place);
    const alive = findPostmaster(place) && (await untilReady(place));
    const postmaster = alive ?? (await startPostmaster(place));
    const presence = await present(postmaster, credentials);
    return {
      url: `postgres://broletto:${credentials.owner}@127.0.0.1:${postmaster.port}/broletto`,
      port: postmaster.port,
      attached: alive !== null,
      stop: () => withProcessLock(directory, () => stop(place, presence)),
      leave: () => withProcessLock(directory, () => leave(place, presence)),
    };
  });
}

async function stop(place: Place, presence: pg.Client): Promise<void> {
  await presence.end().catch(() => {});
  await stopPostmaster(place);
}

async function leave(place: Place, presence: pg.Client): Promise<boolean> {
  const alone = await isAlone(presence);
  await presence.end().catch(() => {});
  if (alone) await stopPostmaster(place);
  return alone;
}

/** Asks for a tenth of a second, since the connections of who left just before take a moment to disappear. */
async function isAlone(presence: pg.Client): Promise<boolean> {
  const others =
    "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1";
  try {
    for (let asked = 0; asked < 5; asked++) {
      if ((await presence.query(others)).rows.length === 0) return true;
      await sleep(20);
    }
  } catch {
    // The server has already been stopped by others.
  }
  return false;
}

/**
 * Connects as superuser and stays connected, idle, as long as the process lives: so others see that the server is used.
 * The first time, creates the role and the database.
 */
async function present(postmaster: Postmaster, credentials: Credentials): Promise<pg.Client> {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port: postmaster.port, user: 'postgres', database: 'postgres' },
    ...{ password: credentials.superuser, ssl: false, application_name: PRESENCE },
  });
  // The server may be stopped or killed by others: the process is told by its own connections.
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ role: boolean; database: boolean }>(
    "select exists (select from pg_roles where rolname = 'broletto') as role, exists (select from pg_database where datname = 'broletto') as database",
  );
  if (!rows[0]?.role)
    await client.query(`create role broletto login createdb createrole password '${credentials.owner}'`);
  if (!rows[0]?.database) {
    await client.query(
      "create database broletto owner broletto template template0 encoding 'UTF8' locale_provider icu icu_locale 'it-IT'",
    );
  }
  (client as pg.Client & { unref(): void }).unref();
  return client;
}
