import { join } from 'node:path';
import pg from 'pg';
import { roleLabel } from '#access';
import { systemClock } from '#platform/clock';
import { BadConfiguration, type Config } from '#platform/config';
import { type Embedded, startEmbedded } from '#platform/database/embedded';
import { installJobSchema } from '#platform/database/job-schema';
import { migrate } from '#platform/database/migrate';
import { type Database, openDatabase } from '#platform/database/pool';
import { openLog } from '#platform/log/log';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../database/seeds/demo/accounts.ts';
import { seedDemonstration } from '../database/seeds/demo/seed.ts';
import { openApplication, prepareRooms } from './application.ts';

export const MIGRATIONS = join(import.meta.dirname, '..', 'database', 'migrations');

export interface Product {
  address: string;
  demo: boolean;
  database: Database;
  stop(): Promise<void>;
}

/** Opens the database of the configuration: the given one, or the embedded one, migrated either way. */
export async function openConfiguredDatabase(
  config: Config,
): Promise<{ database: Database; embedded: Embedded | null }> {
  const embedded = config.databaseUrl
    ? null
    : await startEmbedded({ directory: join(config.dataDirectory, 'postgres'), standBy: true });
  const url = config.databaseUrl ?? embedded!.url;
  await migrate(url, MIGRATIONS);
  await installJobSchema(url);
  return { database: openDatabase(url, config.databasePool), embedded };
}

/** The same, with the demonstration in it when it is wanted. A first filling that was cut short is begun anew. */
async function openReadyDatabase(config: Config): Promise<{ database: Database; embedded: Embedded | null }> {
  const opened = await openConfiguredDatabase(config);
  if (!config.demo || (await seedDemonstration(opened.database, systemClock)) === 'ready') return opened;
  const { database, embedded } = opened;
  if (!embedded)
    throw new Error(
      'La preparazione dei dati dimostrativi è stata interrotta: ricreare la base dati vuota e riavviare.',
    );
  const url = new URL(database.url);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  await database.close();
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
  await client.end();
  return openReadyDatabase(config);
}

/** Starts the whole product; answers when it listens. */
export async function startProduct(config: Config): Promise<Product> {
  const log = openLog(config.logLevel);
  prepareRooms(config);
  const { database, embedded } = await openReadyDatabase(config);
  const application = await openApplication({ config, database, clock: systemClock, log });
  if (config.web) await application.server.listen({ port: config.port, host: config.host });
  const worker = config.worker ? await application.startWorker() : null;
  const address = config.publicUrl;
  log.info({ address }, 'Broletto è in ascolto');
  return {
    address,
    demo: config.demo,
    database,
    async stop() {
      await application.server.close();
      await worker?.stop();
      await database.close();
      await embedded?.leave();
    },
  };
}

/** What the terminal says once the product listens: the address and, in a demonstration, who can sign in. */
export function welcome(product: Product): string {
  const lines = ['', `Broletto è in ascolto: ${product.address}`];
  if (product.demo) {
    lines.push(
      '',
      `Dati dimostrativi: persone, adesioni e importi sono inventati. Password di tutti gli accessi: ${DEMO_PASSWORD}`,
      '',
    );
    lines.push(
      ...DEMO_ACCOUNTS.map(
        (account) =>
          `  ${account.email.padEnd(34)} ${roleLabel(account.role)}${account.centre === 'lago-demo' ? ' (secondo centro)' : ''}`,
      ),
    );
  }
  return [...lines, ''].join('\n');
}

/** What the terminal says when the product could not start, and the exit code (sysexits: 78 configuration, 69 unavailable). */
export function failedStart(error: unknown): { message: string; code: number } {
  if (error instanceof BadConfiguration) return { message: error.message, code: 78 };
  const { code, port, address, message } = error as {
    code?: string;
    port?: number;
    address?: string;
    message?: string;
  };
  if (code === 'EADDRINUSE')
    return {
      message: `La porta ${port} è già in uso: fermare l’altro programma oppure indicarne un’altra, per esempio PORT=3001 npm start.`,
      code: 69,
    };
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return {
      message: `La base dati non risponde (${address ?? message}): controllare DATABASE_URL e che il server sia attivo.`,
      code: 69,
    };
  if (code === '28P01' || code === '28000')
    return { message: 'La base dati rifiuta utente o password: controllare DATABASE_URL.', code: 78 };
  if (code === '3D000')
    return { message: 'La base dati indicata in DATABASE_URL non esiste: crearla con createdb.', code: 78 };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 1 };
}
