import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotAllowed, NotSignedIn } from '#platform/errors';
import { centresToChoose } from '../queries/list-own-centres.ts';
import { setSessionCentre } from '../store/sessions.ts';
import { callAs } from './open-signed-session.ts';

/**
 * Goes on in another centre, with the same session.
 * @throws NotSignedIn; NotAllowed unless the person has a grant there (or runs the installation).
 */
export async function chooseCentre(
  call: Call,
  input: { centreId: string; sessionId: string | null },
): Promise<{ name: string }> {
  const { accountId, name, email } = call.actor;
  const { sessionId } = input;
  if (!accountId || !sessionId) throw new NotSignedIn();
  const chosen = (await centresToChoose(call)).find((centre) => centre.centreId === input.centreId);
  if (!chosen) throw new NotAllowed('access.choose-centre');
  const own = callAs({ ...call, requestKey: null }, { accountId, name, email: email ?? '' }, chosen.centreId);
  return perform(own, 'access.choose-centre', async (tx) => {
    await setSessionCentre(tx.db, sessionId, chosen.centreId);
    tx.record({ action: 'access.centre-chosen', target: 'session', targetId: sessionId });
    return { name: chosen.name };
  });
}
