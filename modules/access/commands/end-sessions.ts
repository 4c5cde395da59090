import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotFound, NotSignedIn } from '#platform/errors';
import { isId } from '#platform/ids';
import { endOwnSession, endSessions } from '../store/sessions.ts';

/**
 * Ends one of the own sessions; the browser that holds it is refused at its next request.
 * @throws NotSignedIn; NotFound when it is not an open session of the person.
 */
export async function endOneSession(call: Call, sessionId: string): Promise<void> {
  const { accountId } = call.actor;
  if (!accountId || call.actor.scopes) throw new NotSignedIn();
  if (!isId(sessionId)) throw new NotFound('session', sessionId);
  await perform(
    call,
    'access.end-session',
    async (tx) => {
      if (!(await endOwnSession(tx.db, accountId, sessionId, call.now)))
        throw new NotFound('session', sessionId);
      tx.record({ action: 'access.session-ended', target: 'session', targetId: sessionId });
    },
    { sessionId },
  );
}

/** Ends all the own sessions, this one included. */
export async function endAllSessions(call: Call): Promise<{ ended: number }> {
  const { accountId } = call.actor;
  if (!accountId || call.actor.scopes) throw new NotSignedIn();
  return perform(call, 'access.end-all-sessions', async (tx) => {
    const ended = await endSessions(tx.db, accountId, null, call.now);
    tx.record({
      action: 'access.all-sessions-ended',
      target: 'account',
      targetId: accountId,
      facts: { ended },
    });
    return { ended };
  });
}
