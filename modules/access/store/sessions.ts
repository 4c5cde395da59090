import { randomBytes } from 'node:crypto';
import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { tokenHash } from '../queries/recognise-visitors.ts';

/** A working day: a session that is used is not asked for the password again before. */
export const SESSION_HOURS = 12;

/** Opens a session; answers the token that the cookie carries, which is kept nowhere. */
export async function openSession(
  db: Db,
  session: { accountId: string; centreId: string | null; browser: string; now: Date },
): Promise<{ token: string; id: string }> {
  const token = randomBytes(32).toString('base64url');
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
