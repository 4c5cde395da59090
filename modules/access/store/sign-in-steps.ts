import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { tokenHash } from '../queries/recognise-visitors.ts';
import { newToken } from '../rules/one-time-codes.ts';
import { later, STEP_MINUTES } from '../settings.ts';

const MOST_ATTEMPTS = 5;

/** The password was right, the code is still to come: answers the token of the step, for its cookie. */
export async function openStep(db: Db, accountId: string, now: Date): Promise<string> {
  const token = newToken();
  await sql`insert into access.sign_in_steps (id, token_hash, account_id, started_at, expires_at)
    values (${newId()}, ${tokenHash(token)}, ${accountId}, ${now}, ${later(now, STEP_MINUTES * 60)})`.execute(
    db,
  );
  return token;
}

/** Takes one of the few attempts of a step; null when it has expired, is done, or has none left. */
export async function takeStepAttempt(
  db: Db,
  token: string,
  now: Date,
): Promise<{ id: string; accountId: string } | null> {
  const { rows } = await sql<{
    id: string;
    accountId: string;
  }>`update access.sign_in_steps set attempts = attempts + 1
    where token_hash = ${tokenHash(token)} and done_at is null and expires_at > ${now} and attempts < ${MOST_ATTEMPTS}
    returning id, account_id as "accountId"`.execute(db);
  return rows[0] ?? null;
}

/** Whether the step can still be completed. */
export async function stepIsOpen(db: Db, token: string, now: Date): Promise<boolean> {
  const { rows } =
    await sql`select 1 from access.sign_in_steps where token_hash = ${tokenHash(token)} and done_at is null and expires_at > ${now} and attempts < ${MOST_ATTEMPTS}`.execute(
      db,
    );
  return rows.length > 0;
}

/** Completes the step; false when another request has just done so. */
export async function closeStep(db: Db, id: string, now: Date): Promise<boolean> {
  const { rows } =
    await sql`update access.sign_in_steps set done_at = ${now} where id = ${id} and done_at is null returning id`.execute(
      db,
    );
  return rows.length > 0;
}
