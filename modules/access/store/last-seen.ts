import { romeDate } from '#platform/calendar';
import { type Database, sql } from '#platform/database/pool';

const REMEMBERED = 20_000;
const SESSION_STEP_MS = 600_000;

/**
 * Notes when sessions and tokens were last used, without slowing anybody: after the answer, once a day for a token
 * and every ten minutes for a session, whatever the number of requests. A note that fails is made at a later request.
 */
export function lastSeenNotes(database: Database) {
  const noted = new Map<string, number | string>();
  const remember = (key: string, value: number | string): void => {
    if (noted.size >= REMEMBERED) noted.clear();
    noted.set(key, value);
  };
  return {
    session(id: string, now: Date): void {
      if (now.getTime() - Number(noted.get(id) ?? 0) < SESSION_STEP_MS) return;
      remember(id, now.getTime());
      sql`update access.sessions set seen_at = greatest(seen_at, ${now}) where id = ${id}`
        .execute(database.installation)
        .catch(() => noted.delete(id));
    },
    token(hash: Buffer, centreId: string, now: Date): void {
      const key = hash.toString('hex');
      const day = romeDate(now);
      if (noted.get(key) === day) return;
      remember(key, day);
      sql`update access.api_tokens set last_used_on = ${day} where centre_id = ${centreId} and token_hash = ${hash}`
        .execute(database.forCentre(centreId))
        .catch(() => noted.delete(key));
    },
  };
}
