import type { Call } from '../call.ts';
import { type Db, sql } from '../database/pool.ts';
import { enqueue, type Transaction } from '../database/transaction.ts';
import { newId } from '../ids.ts';
import type { Job, JobTools } from './job.ts';

export type RunState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'STOPPED';

/** Long work as its requester sees it. */
export interface JobRun {
  id: string;
  task: string;
  label: string;
  state: RunState;
  done: number;
  total: number | null;
  message: string | null;
  input: Record<string, unknown>;
  report: Record<string, unknown> | null;
  resultUrl: string | null;
  requestedName: string;
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  stopAsked: boolean;
}

/** What the steps of long work can say and ask. */
export interface Progress {
  /** Says how far the work is, at most four times a second; seen by everybody at once, even while a long transaction is open. */
  report(done: number, total: number | null, message?: string): Promise<void>;
  /** True when somebody asked to stop, or the process is being stopped: return at the next safe point. */
  shouldStop(): Promise<boolean>;
}

/** Asks for long work, in the transaction of the command: the run is visible at /lavori/:id. */
export async function startRun(
  tx: Transaction,
  task: string,
  label: string,
  input: Record<string, unknown>,
  resultUrl?: string,
): Promise<string> {
  const id = newId();
  const { call } = tx;
  await sql`insert into platform.job_runs (centre_id, id, task, label, input, result_url, requested_by, requested_name, requested_at)
    values (${call.centreId}, ${id}, ${task}, ${label}, ${JSON.stringify(input)}::jsonb, ${resultUrl ?? null}, ${call.actor.accountId}, ${call.actor.name}, ${call.now})`.execute(
    tx.db,
  );
  await enqueue(tx.db, call.centreId, { task, payload: { runId: id }, key: `run:${id}`, maxAttempts: 25 });
  return id;
}

/**
 * Makes a job of long work. `work` may be interrupted at any point and is then run again from its input: it must
 * take up where its own tables say it is. What it returns is the final report.
 */
export function longJob(
  task: string,
  work: (call: Call, input: Record<string, unknown>, progress: Progress) => Promise<Record<string, unknown>>,
): Job {
  return {
    task,
    async run(call, payload, tools) {
      const run = await findRun(call.db, call.centreId, String(payload.runId));
      if (!run || run.state === 'DONE' || run.state === 'STOPPED') return;
      const asRequester: Call = {
        ...call,
        actor: {
          ...call.actor,
          name: run.requestedName,
          accountId: (run as JobRun & { requestedBy: string | null }).requestedBy,
        },
      };
      await began(call.db, call.centreId, run.id);
      try {
        const report = await work(asRequester, run.input, progressOf(call, run.id, tools));
        await ended(call.db, call.centreId, run.id, report);
      } catch (error) {
        if (error instanceof Interrupted) return interrupted(call, run.id, tools);
        await failed(call.db, call.centreId, run.id, error);
      }
    },
  };
}

/** Thrown at a safe point when the work has been asked to stop. */
export class Interrupted extends Error {}

/** A run of the centre, or null. */
export async function findRun(
  db: Db,
  centreId: string,
  id: string,
): Promise<(JobRun & { requestedBy: string | null }) | null> {
  const { rows } = await sql<
    JobRun & { requestedBy: string | null }
  >`select id, task, label, state, done, total, message, input, report, result_url as "resultUrl",
      requested_by as "requestedBy", requested_name as "requestedName", requested_at as "requestedAt", started_at as "startedAt", finished_at as "finishedAt",
      stop_asked_at is not null as "stopAsked"
    from platform.job_runs where centre_id = ${centreId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

async function began(db: Db, centreId: string, id: string): Promise<void> {
  await sql`update platform.job_runs set state = 'RUNNING', started_at = coalesce(started_at, now()), progressed_at = now(), attempts = attempts + 1, message = null
    where centre_id = ${centreId} and id = ${id}`.execute(db);
}

async function ended(db: Db, centreId: string, id: string, report: Record<string, unknown>): Promise<void> {
  await sql`update platform.job_runs set state = 'DONE', finished_at = now(), report = ${JSON.stringify(report)}::jsonb, done = coalesce(total, done), message = null
    where centre_id = ${centreId} and id = ${id}`.execute(db);
}

/** Writes why it failed. A refusal is final; an accident (the database went away) is tried again by the queue. */
async function failed(db: Db, centreId: string, id: string, error: unknown): Promise<void> {
  const { failureOf } = await import('../http/failure.ts');
  const failure = failureOf(error);
  await sql`update platform.job_runs set state = 'FAILED', finished_at = now(), message = ${failure.detail} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
  if (failure.status >= 500) throw error;
}

async function interrupted(call: Call, id: string, tools: JobTools): Promise<void> {
  if (tools.stopping()) throw new Error('the process is stopping: the run is taken up again');
  await sql`update platform.job_runs set state = 'STOPPED', finished_at = now(), message = 'Interrotto su richiesta.' where centre_id = ${call.centreId} and id = ${id}`.execute(
    call.db,
  );
}

function progressOf(call: Call, id: string, tools: JobTools): Progress {
  let last = 0;
  const { db, centreId } = call;
  return {
    async report(done, total, message) {
      const now = Date.now();
      if (now - last < 250 && done !== total) return;
      last = now;
      await sql`update platform.job_runs set done = ${done}, total = ${total}, message = ${message ?? null}, progressed_at = now() where centre_id = ${centreId} and id = ${id}`.execute(
        db,
      );
    },
    async shouldStop() {
      if (tools.stopping()) return true;
      const { rows } = await sql<{
        asked: boolean;
      }>`select stop_asked_at is not null as asked from platform.job_runs where centre_id = ${centreId} and id = ${id}`.execute(
        db,
      );
      return rows[0]?.asked === true;
    },
  };
}
