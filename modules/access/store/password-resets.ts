import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { tokenHash } from '../queries/recognise-visitors.ts';
import { newToken } from '../rules/one-time-codes.ts';
import { later, RESET_MINUTES } from '../settings.ts';

/** Messages to one address in an hour; beyond them the links already sent still work. */
export const MOST_RESETS_AN_HOUR = 3;

/** Opens a reset and answers its token; null when enough links were sent in the last hour. The account is locked by the caller. */
export async function openReset(db: Db, accountId: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from access.password_resets where account_id = ${accountId} and asked_at > ${later(now, -3600)}`.execute(
    db,
  );
  if (rows[0]!.count >= MOST_RESETS_AN_HOUR) return null;
  const token = newToken();
  await sql`insert into access.password_resets (id, account_id, token_hash, asked_at, expires_at)
    values (${newId()}, ${accountId}, ${tokenHash(token)}, ${now}, ${later(now, RESET_MINUTES * 60)})`.execute(
    db,
  );
  return token;
}

/** Whether the link may still be used. */
export async function resetIsOpen(db: Db, token: string, now: Date): Promise<boolean> {
  const { rows } =
    await sql`select 1 from access.password_resets where token_hash = ${tokenHash(token)} and used_at is null and expires_at > ${now}`.execute(
      db,
    );
  return rows.length > 0;
}

/** Uses a link, and with it the others of the account; false when it is used or expired. */
export async function useReset(db: Db, token: string, accountId: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update access.password_resets set used_at = ${now}
    where token_hash = ${tokenHash(token)} and used_at is null and expires_at > ${now} returning id`.execute(
    db,
  );
  if (rows.length === 0) return false;
  await sql`update access.password_resets set used_at = ${now} where account_id = ${accountId} and used_at is null`.execute(
    db,
  );
  return true;
}
