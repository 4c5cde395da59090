import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { tokenHash } from '../queries/recognise-visitors.ts';
import { newToken } from '../rules/one-time-codes.ts';

/** A working day: a session that is used is not asked for the password again before. */
export const SESSION_HOURS = 12;

/** Opens a session; answers the token that the cookie carries, which is kept nowhere. */
export async function openSession(
  db: Db,
  session: { accountId: string; centreId: string | null; browser: string; now: Date },
): Promise<{ token: string; id: string }> {
  const token = newToken();
  const id = newId();
  const expires = new Date(session.now.getTime() + SESSION_HOURS * 3_600_000);
  await sql`insert into access.sessions (id, token_hash, account_id, centre_id, created_at, seen_at, expires_at, browser)
    values (${id}, ${tokenHash(token)}, ${session.accountId}, ${session.centreId}, ${session.now}, ${session.now}, ${expires}, ${session.browser.slice(0, 200)})`.execute(
    db,
  );
  return { token, id };
}

/** Ends a session; nothing happens when it had already ended. */
export async function endSession(db: Db, id: string, now: Date): Promise<void> {
  await sql`update access.sessions set ended_at = ${now} where id = ${id} and ended_at is null`.execute(db);
}

/** Ends a session of the account; false when it has none such open. */
export async function endOwnSession(db: Db, accountId: string, id: string, now: Date): Promise<boolean> {
  const { rows } =
    await sql`update access.sessions set ended_at = ${now} where id = ${id} and account_id = ${accountId} and ended_at is null returning id`.execute(
      db,
    );
  return rows.length > 0;
}

/** Ends the sessions of an account, but one; answers how many. */
export async function endSessions(
  db: Db,
  accountId: string,
  butOne: string | null,
  now: Date,
): Promise<number> {
  const { rows } = await sql`update access.sessions set ended_at = ${now}
    where account_id = ${accountId} and ended_at is null and expires_at > ${now} and id is distinct from ${butOne}::uuid returning id`.execute(
    db,
  );
  return rows.length;
}

export async function setSessionCentre(db: Db, id: string, centreId: string): Promise<void> {
  await sql`update access.sessions set centre_id = ${centreId} where id = ${id}`.execute(db);
}
