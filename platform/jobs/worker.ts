import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Logger as PinoLogger } from 'pino';
import { romeDate } from '../calendar.ts';
import { type Call, systemActor } from '../call.ts';
import type { Clock } from '../clock.ts';
import { type Database, sql } from '../database/pool.ts';
import { registerListener } from '../database/transaction.ts';
import { isId } from '../ids.ts';
import type { Job, JobTools, Listener, TimedTask } from './job.ts';

export interface WorkerParts {
  database: Database;
  clock: Clock;
  log: PinoLogger;
  jobs: readonly Job[];
  listeners: readonly Listener[];
  timed: readonly TimedTask[];
  concurrency: number;
}

/** The running worker of this process. */
export interface Worker {
  stop(): Promise<void>;
}

const LOCK_CLASS = 4_207_001;
const BETWEEN_SHIFTS_MS = 250;

/** Says to the outbox who listens; needed in every process that writes, whether or not it works on jobs. */
export function registerListeners(listeners: readonly Listener[]): void {
  for (const listener of listeners) registerListener(listener.announcement, listener.name);
}

/**
 * Starts working on jobs. A process that dies leaves its jobs locked: each worker holds an advisory lock as long as
 * it lives, so whoever starts next sees which ones are gone and takes their jobs up at once. When the database goes
 * away and comes back, the shift ends and another begins, which takes up what the first has left.
 */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  let stopping = false;
  let shift = await beginShift(parts);
  const shifts = (async () => {
    for (;;) {
      await shift.over;
      await shift.end();
      const next = await nextShift(parts, () => stopping);
      if (!next) return;
      shift = next;
    }
  })();
  const reaper = setInterval(() => void releaseDeadWorkers(parts.database).catch(() => {}), 2_000);
  reaper.unref();
  return {
    async stop() {
      stopping = true;
      clearInterval(reaper);
      await shift.end();
      await shifts;
    },
  };
}

/** The work of this process between one loss of the database and the next. */
interface Shift {
  /** Settles when the connection that says we are alive is lost, or the queue gives up, or the shift is ended. */
  over: Promise<void>;
  end(): Promise<void>;
}

async function nextShift(parts: WorkerParts, stopping: () => boolean): Promise<Shift | null> {
  for (; !stopping(); await sleep(BETWEEN_SHIFTS_MS)) {
    try {
      const shift = await beginShift(parts);
      if (!stopping()) return shift;
      await shift.end();
    } catch (error) {
      parts.log.warn({ error: String(error) }, 'La base dati non risponde: i lavori riprendono appena torna');
    }
  }
  return null;
}

async function beginShift(parts: WorkerParts): Promise<Shift> {
  const alive = await signIn(parts.database.url);
  let ending = false;
  try {
    await releaseDeadWorkers(parts.database);
    const names = namesTaken();
    const runner: Runner = await run({
      pgPool: parts.database.owner,
      taskList: taskList(parts, { stopping: () => ending }),
      noHandleSignals: true,
      logger: jobLogger(parts.log),
      parsedCronItems: parseCronItems(
        parts.timed.map((t) => ({ task: t.task, match: `${t.minute} * * * *` })),
      ),
      events: names.events,
      // Said in batches, even of one: otherwise an outcome that cannot be written is an error that nobody catches.
      preset: {
        worker: {
          concurrentJobs: parts.concurrency,
          pollInterval: 2000,
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    });
    await alive.client.query('update platform.workers set names = $2 where number = $1', [
      alive.number,
      names.taken,
    ]);
    const lost = new Promise<void>((resolve) => alive.client.once('end', resolve));
    const end = async (): Promise<void> => {
      if (ending) return;
      ending = true;
      await runner.stop().catch(() => {});
      await alive.client
        .query('delete from platform.workers where number = $1', [alive.number])
        .catch(() => {});
      await alive.client.end().catch(() => {});
    };
    return { over: Promise.race([lost, runner.promise.catch(() => {})]), end };
  } catch (error) {
    await alive.client.end().catch(() => {});
    throw error;
  }
}

function taskList(parts: WorkerParts, tools: JobTools): TaskList {
  const callFor = (payload: unknown): Call => callOfJob(parts, payload);
  const tasks: TaskList = {};
  for (const job of parts.jobs)
    tasks[job.task] = (payload) => job.run(callFor(payload), payload as Record<string, unknown>, tools);
  tasks.listen = (payload) =>
    hear(parts, callFor(payload), payload as { announcementId: string; listener: string });
  for (const timed of parts.timed) tasks[timed.task] = () => forEveryCentre(parts, timed);
  return tasks;
}

/** The names under which the queue locks jobs for this process: told by its events as the worker starts. */
function namesTaken(): { events: WorkerEvents; taken: string[] } {
  const events = new EventEmitter() as WorkerEvents;
  const taken: string[] = [];
  events.on('pool:create', ({ workerPool }) => taken.push(workerPool.id));
  events.on('worker:create', ({ worker }) => taken.push(worker.workerId));
  return { events, taken };
}

function jobLogger(log: PinoLogger): Logger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return new Logger(
    (scope) => (level, message) =>
      log[levels[level]]({ task: scope.taskIdentifier, jobId: scope.jobId }, message),
  );
}

interface Presence {
  client: pg.Client;
  number: number;
}

async function signIn(url: string): Promise<Presence> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query('insert into platform.workers default values returning number');
  const number = Number(rows[0].number);
  await client.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, number]);
  return { client, number };
}

/** Frees the jobs locked by workers whose process is gone, and those locked for a while by nobody that is known. */
export async function releaseDeadWorkers(database: Database): Promise<void> {
  const { rows } = await database.owner.query<{ number: number; names: string[] }>(
    'select number, names from platform.workers',
  );
  for (const row of rows) await releaseIfDead(database, row.number, row.names);
  await database.owner.query(`select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs
    where locked_at < now() - interval '30 seconds' and locked_by <> all (select unnest(names) from platform.workers) having count(*) > 0`);
}

async function releaseIfDead(database: Database, number: number, names: readonly string[]): Promise<void> {
  const client = await database.owner.connect();
  try {
    const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as gone', [LOCK_CLASS, number]);
    if (!rows[0].gone) return;
    await client.query('select graphile_worker.force_unlock_workers($1::text[])', [names]);
    await client.query('delete from platform.workers where number = $1', [number]);
    await client.query('select pg_advisory_unlock($1, $2)', [LOCK_CLASS, number]);
  } finally {
    client.release();
  }
}

function callOfJob(parts: WorkerParts, payload: unknown): Call {
  const centreId = (payload as { centreId?: string }).centreId;
  if (!isId(centreId)) throw new Error('a job belongs to a centre');
  const now = parts.clock.now();
  return {
    database: parts.database,
    db: parts.database.forCentre(centreId),
    centreId,
    actor: systemActor('Sistema'),
    now,
    today: romeDate(now),
    requestKey: null,
    ip: null,
  };
}

async function hear(
  parts: WorkerParts,
  call: Call,
  payload: { announcementId: string; listener: string },
): Promise<void> {
  const listener = parts.listeners.find((l) => l.name === payload.listener);
  if (!listener) return;
  const { rows } = await sql<{
    payload: Record<string, unknown>;
  }>`select payload from platform.announcements where centre_id = ${call.centreId} and id = ${payload.announcementId}`.execute(
    call.db,
  );
  if (rows[0]) await listener.hear(call, rows[0].payload);
}

async function forEveryCentre(parts: WorkerParts, timed: TimedTask): Promise<void> {
  const { rows } = await parts.database.owner.query<{ centre_id: string }>(
    'select centre_id from centres.centre_card',
  );
  for (const row of rows) await timed.run(callOfJob(parts, { centreId: row.centre_id }));
}
