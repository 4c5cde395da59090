import { createHash } from 'node:crypto';
import { romeDate } from '#platform/calendar';
import type { ActorGrant } from '#platform/call';
import type { Clock } from '#platform/clock';
import { coalesced } from '#platform/coalesce';
import type { Database } from '#platform/database/pool';
import type { Identity } from '#platform/http/identity';
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
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Recognises whoever presents a session or a token. Nothing is remembered between questions, so a session ended
 * elsewhere is refused at the next request; visitors that arrive while a question is under way share the next one.
 */
export function visitorRecognition(
  database: Database,
  clock: Clock,
): (token: string) => Promise<Identity | null> {
  const notes = lastSeenNotes(database);
  return coalesced<string, Identity | null>(async (tokens) => {
    const now = clock.now();
    const hashes = tokens.map(tokenHash);
    const { rows } = await database.pool.query<Row>({
      name: 'identify',
      text: 'select i.*, platform.revision(i.centre_id)::text as revision from access.identify($1::bytea[], $2, $3) i',
      values: [hashes, romeDate(now), now],
    });
    for (const row of rows) {
      if (row.session_id) notes.session(row.session_id, now);
      else if (row.centre_id) notes.token(row.token_hash, row.centre_id, now);
    }
    const known = new Map(rows.map((row) => [row.token_hash.toString('hex'), identityOf(row)]));
    const byToken = new Map(
      tokens.map((token, at) => [token, known.get(hashes[at]!.toString('hex')) ?? null]),
    );
    return (token) => byToken.get(token) ?? null;
    // Two at once: with one, all wait for the same answer, and database and process work in turn instead of together.
  }, 2);
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
