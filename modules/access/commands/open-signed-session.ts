import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { NO_CENTRE } from '#platform/http/pages';
import { browserCookie } from '../rules/known-browser.ts';
import { openSession } from '../store/sessions.ts';

/** What a completed sign-in gives to the browser. */
export interface SignedIn {
  token: string;
  /** The cookie by which this browser is known next time. */
  device: string;
  sessionId: string;
  /** In how many centres the person has a grant. */
  centres: number;
}

/**
 * Opens the session of a person who has proved to be one, in a centre where that person has a grant: the one of the
 * address, if possible. Audited in that centre, in the person's name. Never carries the request key: what it answers
 * is secret and must not be kept.
 */
export async function openSignedSession(
  call: Call,
  person: { accountId: string; name: string; email: string },
  browser: { userAgent: string; deviceCookie: string | undefined },
  more: { facts?: Record<string, unknown>; first?(tx: Transaction): Promise<void> } = {},
): Promise<SignedIn> {
  const { rows } = await sql<{
    centre_id: string;
  }>`select c.centre_id from access.centres_of(${person.accountId}) c join centres.centre_card x on x.centre_id = c.centre_id and x.closed_at is null order by x.created_at, x.centre_id`.execute(
    call.database.installation,
  );
  const here = call.centreId === NO_CENTRE ? null : call.centreId;
  const centreId =
    rows.find((row) => row.centre_id === call.centreId)?.centre_id ?? rows[0]?.centre_id ?? here;
  const own = callAs({ ...call, requestKey: null }, person, centreId ?? NO_CENTRE);
  return perform(own, 'access.sign-in', async (tx) => {
    await more.first?.(tx);
    const { token, id } = await openSession(tx.db, {
      accountId: person.accountId,
      centreId,
      browser: browser.userAgent,
      now: call.now,
    });
    tx.record({
      action: 'access.signed-in',
      target: 'session',
      targetId: id,
      ...(more.facts ? { facts: more.facts } : {}),
    });
    return {
      token,
      sessionId: id,
      device: browserCookie(browser.deviceCookie, person.accountId),
      centres: rows.length,
    };
  });
}

/** The call made in a centre by a person who has just proved to be one, before any session. */
export const callAs = (
  call: Call,
  person: { accountId: string; name: string; email: string },
  centreId: string,
): Call => ({
  ...call,
  centreId,
  db: call.database.forCentre(centreId),
  actor: { ...person, grants: [], scopes: null, administrator: false },
});
