import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { endSession } from '../store/sessions.ts';

/** Ends the session of the browser. */
export async function signOut(call: Call, sessionId: string): Promise<void> {
  await perform({ ...call, requestKey: null }, 'access.sign-out', async (tx) => {
    await endSession(tx.db, sessionId, call.now);
    tx.record({ action: 'access.signed-out', target: 'session', targetId: sessionId });
  });
}
