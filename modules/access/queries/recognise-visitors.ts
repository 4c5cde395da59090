import { hash } from 'node:crypto';
import { romeDate } from '#platform/calendar';
import type { ActorGrant } from '#platform/call';
import type { Clock } from '#platform/clock';
import { coalesced } from '#platform/coalesce';
import type { Database } from '#platform/database/pool';
import type { Identity, Recognised } from '#platform/http/identity';
import { lastSeenNotes } from '../store/last-seen.ts';

interface Row {
  token_hash: Buffer;
  session_id: string | null;
  account_id: string;
  name: string;
  email: string;
  centre_id: string | null;
  administrator: boolean;
  scopes: string[] | null;
  grants: ActorGrant[];
  revision: string;
}

/** The hash under which a session or an API token is kept. */
export const tokenHash = (token: string): Buffer => hash('sha256', token, 'buffer');

/** Under load a question begins at most every 4 ms: a list takes that long anyway, and its reader waits for both. */
const REST_MS = 4;
const MOST_REMEMBERED = 5000;

/**
 * Recognises whoever presents a session or a token. Each request asks again, so a session ended elsewhere is refused at
 * the next one; visitors that arrive while a question is under way share the next. Who somebody was the last time is
 * remembered only to begin their answer with (`Recognised.supposed`), under the hash of what they present.
 */
export function visitorRecognition(database: Database, clock: Clock): (token: string) => Recognised {
  const notes = lastSeenNotes(database);
  const last = new Map<string, { text: string; identity: Identity }>();
  const remembered = (hash: string, row: Row | undefined): Identity | null => {
    if (!row) {
      last.delete(hash);
      return null;
    }
    const { token_hash: _, ...said } = row;
    const text = JSON.stringify(said);
    const known = last.get(hash);
    if (known?.text === text) return known.identity;
    const identity = identityOf(row);
    last.delete(hash);
    if (last.size >= MOST_REMEMBERED) last.delete(last.keys().next().value!);
    last.set(hash, { text, identity });
    return identity;
  };
  const ask = coalesced<string, Identity | null>(
    async (hashes) => {
      const now = clock.now();
      const { rows } = await database.pool.query<Row>({
        name: 'identify',
        text: 'select i.*, platform.revision(i.centre_id)::text as revision from access.identify($1::bytea[], $2, $3) i',
        values: [hashes.map((hash) => Buffer.from(hash, 'hex')), romeDate(now), now],
      });
      for (const row of rows) {
        if (row.session_id) notes.session(row.session_id, now);
        else if (row.centre_id) notes.token(row.token_hash, row.centre_id, now);
      }
      const found = new Map(rows.map((row) => [row.token_hash.toString('hex'), row]));
      const identities = new Map(hashes.map((hash) => [hash, remembered(hash, found.get(hash))]));
      return (hash) => identities.get(hash) ?? null;
    },
    { atOnce: 2, restMs: REST_MS },
  );
  return (token) => {
    const hash = tokenHash(token).toString('hex');
    return { supposed: last.get(hash)?.identity ?? null, truth: ask(hash) };
  };
}

function identityOf(row: Row): Identity {
  return {
    centreId: row.centre_id,
    sessionId: row.session_id,
    revision: row.centre_id && row.revision,
    actor: {
      accountId: row.account_id,
      name: row.name,
      email: row.email,
      grants: row.grants,
      scopes: row.scopes,
      administrator: row.administrator,
    },
  };
}
