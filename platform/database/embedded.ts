import { mkdirSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isSupported, prepareBinaries } from './embedded/binaries.ts';
import { type Credentials, initialise } from './embedded/cluster.ts';
import { choosePlace, type Place } from './embedded/identity.ts';
import { withProcessLock } from './embedded/lock.ts';
import {
  diedSuddenly,
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
const STANDBY_MS = 200;
/** How long a server that died is waited for: its recovery may have much to read. */
const STANDBY_FOR_MS = 300_000;

/** The connection by which others see that the server is used; another one after the server has been started again. */
interface Held {
  presence: pg.Client;
  left: boolean;
}

/**
 * Starts PostgreSQL in `directory`, or attaches to the server that already runs there, and makes sure that the role
 * and the database `broletto` exist. The server outlives a killed Node; two processes may call at the same moment.
 * @param options.namespaces false to do without user namespaces, for a trial of the other way.
 * @param options.standBy start the server again, on the same port, when it dies without having been stopped.
 * @throws with an Italian message when the platform is not supported or the server does not start.
 */
export async function startEmbedded(options: {
  directory: string;
  namespaces?: boolean;
  standBy?: boolean;
}): Promise<Embedded> {
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
    const held: Held = { presence: await present(postmaster, credentials), left: false };
    if (options.standBy) standBy(directory, place, credentials, held);
    return {
      url: `postgres://broletto:${credentials.owner}@127.0.0.1:${postmaster.port}/broletto`,
      port: postmaster.port,
      attached: alive !== null,
      stop: () => withProcessLock(directory, () => stop(place, held)),
      leave: () => withProcessLock(directory, () => leave(place, held)),
    };
  });
}

/** Stands by until the process leaves: a server that was killed, or had no memory left, is started again. */
function standBy(directory: string, place: Place, credentials: Credentials, held: Held): void {
  held.presence.once('end', () => {
    if (held.left) return;
    void withProcessLock(directory, () => raise(place, credentials, held)).then((raised) => {
      if (raised) standBy(directory, place, credentials, held);
    });
  });
}

/** Answers whether the server lives and is held again: not when somebody has stopped it on purpose. */
async function raise(place: Place, credentials: Credentials, held: Held): Promise<boolean> {
  for (const end = Date.now() + STANDBY_FOR_MS; !held.left && Date.now() < end; await sleep(STANDBY_MS)) {
    try {
      const alive = findPostmaster(place) && (await untilReady(place));
      if (!alive && !diedSuddenly(place)) return false;
      held.presence = await present(alive ?? (await startPostmaster(place)), credentials);
      return true;
    } catch {
      // It is still recovering, or its remains still hold its place.
    }
  }
  return false;
}

async function stop(place: Place, held: Held): Promise<void> {
  held.left = true;
  await held.presence.end().catch(() => {});
  await stopPostmaster(place);
}

async function leave(place: Place, held: Held): Promise<boolean> {
  held.left = true;
  const alone = await isAlone(held.presence);
  await held.presence.end().catch(() => {});
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
