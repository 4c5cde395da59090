import { join } from 'node:path';
import { centreFinder } from '#centres';
import { registerQuantityNames } from '#directory';
import { romeDate } from '#platform/calendar';
import { type Call, systemActor } from '#platform/call';
import { type Config, readConfig } from '#platform/config';
import type { Database } from '#platform/database/pool';
import { keepFilesIn } from '#platform/files/store';
import { configureInstallation } from '#platform/installation';
import { registerListeners } from '#platform/jobs/worker';
import { registerMessages } from '#platform/messages';
import { allListeners, allMessages } from '../../modules/building.ts';
import { quantityNames } from '../../modules/quantity-names.ts';
import { openConfiguredDatabase } from '../../modules/start.ts';
import { WrongUse } from './exit.ts';

export interface Installation {
  config: Config;
  database: Database;
  /** Where the documents are. */
  files: string;
  /** A call of the terminal for a centre, now. */
  callFor(centreId: string): Call;
  /** A call of the terminal for the centre with the slug; without a slug, for the only one there is. */
  call(slug: string | undefined): Promise<Call>;
}

/** Opens the installation of the environment for a command, and leaves it as it was. */
export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const config = readConfig();
  const files = join(config.dataDirectory, 'files');
  configureInstallation(config);
  keepFilesIn(files);
  for (const messages of allMessages()) registerMessages(messages);
  registerListeners(allListeners());
  registerQuantityNames(quantityNames);
  const { database, embedded } = await openConfiguredDatabase({
    ...config,
    databasePool: Math.min(config.databasePool, 6),
  });
  const callFor = (centreId: string): Call => {
    const now = new Date();
    return {
      database,
      db: database.forCentre(centreId),
      centreId,
      actor: systemActor('Terminale'),
      now,
      today: romeDate(now),
      requestKey: null,
      ip: null,
    };
  };
  try {
    return await work({
      config,
      database,
      files,
      callFor,
      call: async (slug) => callFor(await centreNamed(database, slug)),
    });
  } finally {
    await database.close();
    await embedded?.leave();
  }
}

async function centreNamed(database: Database, slug: string | undefined): Promise<string> {
  const centres = await centreFinder(database).list();
  const found = slug
    ? centres.find((centre) => centre.slug === slug)
    : centres.length === 1
      ? centres[0]
      : undefined;
  if (found) return found.id;
  if (centres.length === 0)
    throw new WrongUse('Non c’è ancora alcun centro: crearne uno con «broletto centre create».');
  const known = centres.map((centre) => centre.slug).join(', ');
  throw new WrongUse(
    slug
      ? `Il centro «${slug}» non esiste. I centri sono: ${known}.`
      : `Indicare il centro con --centre. I centri sono: ${known}.`,
  );
}
