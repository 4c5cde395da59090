import { after, before } from 'node:test';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { type Clock, systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { type Database, openDatabase } from '#platform/database/pool';
import { copyOf, keepUntilTheEnd, type TestDatabase, testDatabase } from '#test/database';
import { DEMO_ACCOUNTS } from '../../database/seeds/demo/accounts.ts';
import { seedDemonstration } from '../../database/seeds/demo/seed.ts';
import { openSession } from '../../modules/access/store/sessions.ts';
import { openApplication, prepareRooms } from '../../modules/application.ts';

/** The product filled with the demonstration, listening on a port of this machine. */
export interface Demonstration {
  database: Database;
  app: FastifyInstance;
  /** http://127.0.0.1:… */
  address: string;
  /** A cookie header for the demonstration account of a role. */
  cookie(role: string): Promise<string>;
}

/** The demonstration for the tests of a `describe`: opened before them, closed after. */
export function theDemonstration(options: { worker?: boolean; clock?: Clock } = {}): Demonstration {
  const demonstration = {} as Demonstration;
  let close: (() => Promise<void>) | undefined;
  before(async () => {
    const opened = await open(options);
    close = opened.close;
    Object.assign(demonstration, opened.demonstration);
  });
  after(() => close?.());
  return demonstration;
}

const configFor = (url: string) =>
  readConfig({
    DATABASE_URL: url,
    SECRET: 'segreto-di-prova-lungo-abbastanza-0123456789',
    LOG_LEVEL: 'silent',
    DATA_DIR: 'var/test',
    HOST: '127.0.0.1',
  });

let filled: Promise<TestDatabase> | null = null;

/** The demonstration is filled once in a process; each test has a copy of its own. */
async function fill(): Promise<TestDatabase> {
  const made = await testDatabase();
  keepUntilTheEnd(made);
  prepareRooms(configFor(made.url));
  const database = openDatabase(made.url, 8);
  try {
    await seedDemonstration(database, systemClock);
  } finally {
    await database.close();
  }
  return made;
}

async function open(options: {
  worker?: boolean;
  clock?: Clock;
}): Promise<{ demonstration: Demonstration; close(): Promise<void> }> {
  filled ??= fill();
  const made = await copyOf(await filled);
  const database = openDatabase(made.url, 8);
  const config = configFor(made.url);
  const application = await openApplication({
    config,
    database,
    clock: options.clock ?? systemClock,
    log: pino({ level: 'silent' }),
  });
  const worker = options.worker ? await application.startWorker() : null;
  const close = async () => {
    await worker?.stop();
    await application.server.close();
    await database.close();
    await made.drop();
  };
  try {
    const address = await application.server.listen({ port: 0, host: '127.0.0.1' });
    return {
      demonstration: {
        database,
        app: application.server,
        address,
        cookie: (role) => cookieOf(database, role),
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function cookieOf(database: Database, role: string): Promise<string> {
  const account = DEMO_ACCOUNTS.find((one) => one.role === role && one.centre === 'brescia-demo');
  if (!account) throw new Error(`The demonstration has nobody with the role ${role}.`);
  const { rows } = await database.owner.query<{ id: string; centre_id: string }>(
    'select a.id, g.centre_id from access.accounts a join access.grants g on g.account_id = a.id where a.email = $1',
    [account.email],
  );
  const { token } = await openSession(database.installation, {
    accountId: rows[0]!.id,
    centreId: rows[0]!.centre_id,
    browser: 'prova',
    now: new Date(),
  });
  return `broletto-sessione=${token}`;
}
