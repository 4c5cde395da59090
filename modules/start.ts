import { join } from 'node:path';
import { systemClock } from '#platform/clock';
import type { Config } from '#platform/config';
import { type Embedded, startEmbedded } from '#platform/database/embedded';
import { installJobSchema } from '#platform/database/job-schema';
import { migrate } from '#platform/database/migrate';
import { type Database, openDatabase } from '#platform/database/pool';
import { openLog } from '#platform/log/log';
import { seedDemonstration } from '../database/seeds/demo/seed.ts';
import { openApplication } from './application.ts';

export const MIGRATIONS = join(import.meta.dirname, '..', 'database', 'migrations');

export interface Product {
  address: string;
  database: Database;
  stop(): Promise<void>;
}

/** Opens the database of the configuration: the given one, or the embedded one, migrated either way. */
export async function openConfiguredDatabase(
  config: Config,
): Promise<{ database: Database; embedded: Embedded | null }> {
  const embedded = config.databaseUrl
    ? null
    : await startEmbedded({ directory: join(config.dataDirectory, 'postgres') });
  const url = config.databaseUrl ?? embedded!.url;
  await migrate(url, MIGRATIONS);
  await installJobSchema(url);
  return { database: openDatabase(url, config.databasePool), embedded };
}

/** Starts the whole product; answers when it listens. */
export async function startProduct(config: Config): Promise<Product> {
  const log = openLog(config.logLevel);
  const { database, embedded } = await openConfiguredDatabase(config);
  const application = await openApplication({ config, database, clock: systemClock, log });
  if (config.demo) await seedDemonstration(database, systemClock);
  if (config.web) await application.server.listen({ port: config.port, host: config.host });
  const worker = config.worker ? await application.startWorker() : null;
  const address = config.publicUrl;
  log.info({ address }, 'Broletto è in ascolto');
  return {
    address,
    database,
    async stop() {
      await application.server.close();
      await worker?.stop();
      await database.close();
      await embedded?.stop();
    },
  };
}
