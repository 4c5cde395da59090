import { type NewCentre, recordCentre } from '#centres';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotAllowed } from '#platform/errors';
import { newId } from '#platform/ids';
import { sendInvitation } from './invite-person.ts';

/**
 * Opens a centre and invites its first manager, both or neither.
 * @throws NotAllowed unless the actor runs the installation; RuleBroken `centres.slug-taken`.
 */
export async function openCentreWithManager(
  call: Call,
  input: { centre: Omit<NewCentre, 'id'>; manager: { name: string; email: string } },
): Promise<{ centreId: string }> {
  if (!call.actor.administrator) throw new NotAllowed('administrator');
  const id = newId();
  // In the new centre, where the administrator has no role: the address may even be its own.
  const own: Call = {
    ...call,
    centreId: id,
    db: call.database.forCentre(id),
    actor: { ...call.actor, email: null, grants: [] },
    requestKey: null,
  };
  return perform(own, 'access.open-centre-with-manager', async (tx) => {
    const opened = await recordCentre(tx, { ...input.centre, id });
    await sendInvitation(tx, { ...input.manager, role: 'CM', bodyId: null });
    return opened;
  });
}
