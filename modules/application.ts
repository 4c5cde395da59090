import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { cookieNames, visitorRecognition } from '#access';
import { centreFinder } from '#centres';
import { registerBodyTabs, registerQuantityNames } from '#directory';
import type { Clock } from '#platform/clock';
import type { Config } from '#platform/config';
import type { Database } from '#platform/database/pool';
import { keepFilesIn } from '#platform/files/store';
import type { Authenticator } from '#platform/http/identity';
import { buildServer } from '#platform/http/server';
import { configureInstallation } from '#platform/installation';
import { registerListeners, startWorker, type Worker } from '#platform/jobs/worker';
import { registerMessages } from '#platform/messages';
import { assets } from '#ui/assets';
import { bodyTabs } from './body-tabs.ts';
import { allEndpoints, allJobs, allListeners, allMessages, allRoutes, allTimedTasks } from './building.ts';
import { renderFailure, renderPage } from './face.ts';
import { quantityNames } from './quantity-names.ts';

export interface ApplicationParts {
  config: Config;
  database: Database;
  clock: Clock;
  log: Logger;
}

/** The application: its web server (not yet listening) and how its worker is started. */
export interface Application {
  server: FastifyInstance;
  startWorker(): Promise<Worker>;
}

/** What every command needs before the first one runs, the filling of the demonstration included. */
export function prepareRooms(config: Config): void {
  keepFilesIn(join(config.dataDirectory, 'files'));
  configureInstallation(config);
  for (const messages of allMessages()) registerMessages(messages);
  registerListeners(allListeners());
  registerBodyTabs(bodyTabs);
  registerQuantityNames(quantityNames);
}

/** Puts the rooms, the database and the clock together. */
export async function openApplication(parts: ApplicationParts): Promise<Application> {
  prepareRooms(parts.config);
  const server = await buildServer({
    ...parts,
    routes: allRoutes(),
    endpoints: allEndpoints(),
    staticFiles: [...assets().values()],
    authenticator: authenticator(parts),
    renderPage,
    renderFailure,
    health: async () => {
      await parts.database.pool.query('select 1');
    },
  });
  return {
    server,
    startWorker: () =>
      startWorker({
        ...parts,
        jobs: allJobs(),
        listeners: allListeners(),
        timed: allTimedTasks(),
        concurrency: parts.config.workerConcurrency,
      }),
  };
}

function authenticator(parts: ApplicationParts): Authenticator {
  const recognise = visitorRecognition(parts.database, parts.clock);
  const centres = centreFinder(parts.database);
  return {
    cookieName: cookieNames.session(),
    session: recognise,
    token: recognise,
    centres: centres.now,
    faceAt: centres.faceAt,
    revisionAt: centres.revisionAt,
  };
}
