import type { Database } from '#platform/database/pool';
import { sql } from '#platform/database/pool';
import { TooMany } from '#platform/errors';
import { newId } from '#platform/ids';
import { keyedHash } from '#platform/secrets';
import {
  type Budget,
  DEVICE,
  ORIGIN,
  originOf,
  PAIR,
  secondsToWait,
  WINDOW_SECONDS,
} from '../rules/sign-in-limits.ts';

/** What is attempted, by keyed hashes: neither the address nor the origin can be read back. */
export interface Attempt {
  address: Buffer;
  origin: Buffer;
  /** A browser that signed in before to the same account; it has a budget of its own. */
  device: Buffer | null;
  /** Count the address from everywhere: only where a right password has already been given. */
  everywhere?: boolean;
  /** Other budgets than those of a sign-in. */
  pair?: Budget;
  origins?: Budget;
}

/** An attempt of a kind (`sign-in`, `second-step`, `reset`) on an address from an origin. */
export const attemptOn = (
  kind: string,
  address: string,
  ip: string | null,
  device: Buffer | null = null,
): Attempt => ({
  address: keyedHash('attempt-address', `${kind} ${address}`),
  origin: keyedHash('attempt-origin', `${kind} ${originOf(ip)}`),
  device,
});

/**
 * Writes an attempt down as failed, before it is known how it ends: a hundred at the same time count a hundred.
 * Whoever succeeds clears it.
 * @throws TooMany with the seconds to wait, when a budget is spent.
 */
export async function takeAttempt(database: Database, attempt: Attempt, now: Date): Promise<void> {
  const since = new Date(now.getTime() - WINDOW_SECONDS * 1000);
  await database.installation.transaction().execute(async (db) => {
    const queue = attempt.device ?? (attempt.everywhere ? attempt.address : attempt.origin);
    await sql`select pg_advisory_xact_lock(hashtextextended(${queue.toString('hex')}, 42))`.execute(db);
    const one = attempt.everywhere ? sql`true` : sql`origin_hash = ${attempt.origin}`;
    const { rows } = attempt.device
      ? await sql<Counted>`select count(*) as one, max(at) as one_at, 0 as origin, null as origin_at
          from access.failed_sign_ins where device_hash = ${attempt.device} and at > ${since}`.execute(db)
      : await sql<Counted>`select
          count(*) filter (where address_hash = ${attempt.address} and ${one}) as one,
          max(at) filter (where address_hash = ${attempt.address} and ${one}) as one_at,
          count(*) filter (where origin_hash = ${attempt.origin}) as origin,
          max(at) filter (where origin_hash = ${attempt.origin}) as origin_at
          from access.failed_sign_ins
          where (origin_hash = ${attempt.origin} or address_hash = ${attempt.address}) and device_hash is null and at > ${since}`.execute(
          db,
        );
    const c = rows[0]!;
    const wait = Math.max(
      secondsToWait(attempt.device ? DEVICE : (attempt.pair ?? PAIR), c.one, c.one_at, now),
      secondsToWait(attempt.origins ?? ORIGIN, c.origin, c.origin_at, now),
    );
    if (wait > 0) throw new TooMany(wait);
    await sql`insert into access.failed_sign_ins (id, address_hash, origin_hash, device_hash, at)
      values (${newId()}, ${attempt.address}, ${attempt.origin}, ${attempt.device}, ${now})`.execute(db);
  });
}

interface Counted {
  one: number;
  one_at: Date | null;
  origin: number;
  origin_at: Date | null;
}

/** Forgets the failures of who has succeeded: those of its browser, and of its address from this origin. */
export async function clearAttempts(database: Database, attempt: Attempt): Promise<void> {
  await sql`delete from access.failed_sign_ins where address_hash = ${attempt.address}
    and (device_hash = ${attempt.device} or (device_hash is null and origin_hash = ${attempt.origin}))`.execute(
    database.installation,
  );
}

/** Failures on an address in the last day, from anywhere: what its owner is told at the next sign-in. */
export async function countFailures(database: Database, address: Buffer): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from access.failed_sign_ins where address_hash = ${address}`.execute(
    database.installation,
  );
  return rows[0]?.count ?? 0;
}

/** Forgets what is older than the limits look at, and what is spent. */
export async function forgetOldAttempts(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - WINDOW_SECONDS * 1000);
  const db = database.installation;
  await sql`delete from access.failed_sign_ins where at < ${before}`.execute(db);
  await sql`delete from access.sign_in_steps where expires_at < ${before}`.execute(db);
  await sql`delete from access.password_resets where expires_at < ${before}`.execute(db);
  const month = new Date(now.getTime() - 30 * 86_400_000);
  await sql`delete from access.sessions where expires_at < ${month}`.execute(db);
}
