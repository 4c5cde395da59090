import { clockAt } from '#platform/clock';
import { openDatabase } from '#platform/database/pool';
import { startWorker } from '#platform/jobs/worker';
import { openLog } from '#platform/log/log';

/* A worker process that takes a job and never finishes it: the test kills it. */
const database = openDatabase(process.argv[2]!, 2);
await startWorker({
  database,
  clock: clockAt('2026-11-21T10:00:00+01:00'),
  log: openLog('silent'),
  jobs: [
    {
      task: 'test-long-work',
      run: () => {
        process.stdout.write('taken\n');
        return new Promise(() => {});
      },
    },
  ],
  listeners: [],
  timed: [],
  concurrency: 1,
});
