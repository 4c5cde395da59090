import { createHash } from 'node:crypto';
import type { Call } from '../call.ts';
import { RuleBroken } from '../errors.ts';
import { newId } from '../ids.ts';
import { type Db, sql } from './pool.ts';

/** What happened, for the audit chain. */
export interface AuditedEvent {
  /** The action in the domain's words: `fees.assessment-approved`. */
  action: string;
  target: string;
  targetId: string | null;
  actingBodyId?: string | null;
  onBehalfOfBodyId?: string | null;
  delegationId?: string | null;
  reason?: string | null;
  before?: unknown;
  after?: unknown;
  /** Facts worth reading years later: amounts, dates, counts. No personal data beyond need. */
  facts?: Record<string, unknown>;
}

export interface JobRequest {
  task: string;
  payload?: Record<string, unknown>;
  /** Jobs with the same key that have not started are one job. */
  key?: string;
  runAt?: Date;
  queue?: string;
  maxAttempts?: number;
}

/** An open transaction: the tables, and what must be written with them. */
export interface Transaction {
  db: Db;
  call: Call;
  /** Adds an event to the audit; written, chained, just before the commit. */
  record(event: AuditedEvent): void;
  /** Tells the other rooms, through the outbox; their listeners act later, in jobs. */
  announce(name: string, payload: Record<string, unknown>): Promise<void>;
  enqueue(job: JobRequest): Promise<void>;
}

const SERIALISATION = new Set(['40001', '40P01']);
const listenersByName = new Map<string, string[]>();

/** Says which listeners hear an announcement; called once at the start for each room. */
export function registerListener(announcement: string, listener: string): void {
  const known = listenersByName.get(announcement) ?? [];
  if (!known.includes(listener)) listenersByName.set(announcement, [...known, listener]);
}

/**
 * Runs a command in one transaction: the work, its audit, its announcements and its jobs are all written or none.
 * When the call carries a request key, the same request sent again gives the first answer and does nothing.
 * Deadlocks are tried again, up to three times.
 * @param name the command in the domain's words, such as `fees.record-payment`.
 * @param input what identifies the request; the same key with another input is refused.
 * @throws RuleBroken `platform.request-key-reused` when the key was used for something else.
 */
export async function perform<T>(
  call: Call,
  name: string,
  work: (tx: Transaction) => Promise<T>,
  input?: unknown,
): Promise<T> {
  await call.certain?.();
  for (let attempt = 1; ; attempt++) {
    try {
      return await call.db.transaction().execute((db) => once(db as Db, call, name, work, input));
    } catch (error) {
      if (attempt < 4 && SERIALISATION.has((error as { code?: string }).code ?? '')) continue;
      throw error;
    }
  }
}

async function once<T>(
  db: Db,
  call: Call,
  name: string,
  work: (tx: Transaction) => Promise<T>,
  input: unknown,
): Promise<T> {
  const handled = await firstTime(db, call, name, input);
  if (handled) {
    call.onReplay?.();
    return handled.outcome as T;
  }
  const events: AuditedEvent[] = [];
  const tx: Transaction = {
    db,
    call,
    record: (event) => events.push(event),
    announce: (announcement, payload) => announce(db, call, announcement, payload),
    enqueue: (job) => enqueue(db, call.centreId, job),
  };
  const outcome = await work(tx);
  if (call.requestKey) {
    await sql`update platform.handled_requests set outcome = ${JSON.stringify(outcome ?? null)}::jsonb
      where centre_id = ${call.centreId} and account = ${account(call)} and command = ${name} and key = ${call.requestKey}`.execute(
      db,
    );
  }
  if (events.length > 0) await writeAudit(db, call, events);
  return outcome;
}

const account = (call: Call): string => call.actor.accountId ?? call.actor.name;

async function firstTime(
  db: Db,
  call: Call,
  name: string,
  input: unknown,
): Promise<{ outcome: unknown } | null> {
  if (!call.requestKey) return null;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(input ?? null))
    .digest('hex');
  const inserted = await sql<{
    key: string;
  }>`insert into platform.handled_requests (centre_id, account, command, key, fingerprint, at)
    values (${call.centreId}, ${account(call)}, ${name}, ${call.requestKey}, ${fingerprint}, ${call.now})
    on conflict do nothing returning key`.execute(db);
  if (inserted.rows.length > 0) return null;
  const known = await sql<{
    fingerprint: string;
    outcome: unknown;
  }>`select fingerprint, outcome from platform.handled_requests
    where centre_id = ${call.centreId} and account = ${account(call)} and command = ${name} and key = ${call.requestKey}`.execute(
    db,
  );
  if (known.rows[0]?.fingerprint !== fingerprint) throw new RuleBroken('platform.request-key-reused');
  return { outcome: known.rows[0].outcome };
}

async function announce(db: Db, call: Call, name: string, payload: Record<string, unknown>): Promise<void> {
  const id = newId();
  await sql`insert into platform.announcements (centre_id, id, name, payload, at)
    values (${call.centreId}, ${id}, ${name}, ${JSON.stringify(payload)}::jsonb, ${call.now})`.execute(db);
  for (const listener of listenersByName.get(name) ?? []) {
    await enqueue(db, call.centreId, {
      task: 'listen',
      payload: { announcementId: id, listener },
      key: `${listener}:${id}`,
    });
  }
}

/** Puts a job in the queue, in the transaction of `db`: it exists when that commits. */
export async function enqueue(db: Db, centreId: string, job: JobRequest): Promise<void> {
  const payload = JSON.stringify({ ...job.payload, centreId });
  await sql`select platform.enqueue(${job.task}, ${payload}::json, ${job.key ?? null}, ${job.runAt ?? null}, ${job.queue ?? null}, ${job.maxAttempts ?? 5})`.execute(
    db,
  );
}

function hashed(value: unknown): string | null {
  return value === undefined || value === null
    ? null
    : createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

async function writeAudit(db: Db, call: Call, events: readonly AuditedEvent[]): Promise<void> {
  const rows = events.map((event) => ({
    actor_id: call.actor.accountId,
    actor_name: call.actor.name,
    acting_body_id: event.actingBodyId ?? null,
    on_behalf_of_body_id: event.onBehalfOfBodyId ?? null,
    delegation_id: event.delegationId ?? null,
    action: event.action,
    target: event.target,
    target_id: event.targetId,
    reason: event.reason ?? null,
    before_hash: hashed(event.before),
    after_hash: hashed(event.after),
    facts: event.facts ?? {},
    ip: call.ip,
  }));
  await sql`select platform.record_audit(${call.now}, ${JSON.stringify(rows)}::jsonb)`.execute(db);
}
