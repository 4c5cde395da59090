import { sendMessage } from '#notifications';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { absoluteUrl } from '#platform/installation';
import { demand } from '#platform/permission';
import { accessLinks } from '../links.ts';
import { invitationText } from '../messages.it.ts';
import { mayEditGrants } from '../permissions.ts';
import { roleLabel } from '../rules/roles.ts';
import { mayGive } from '../rules/who-may-give.ts';
import { nameOfLivingBody } from '../store/grants.ts';
import { insertInvitation, lockInvitation, markWithdrawn, renewInvitation } from '../store/invitations.ts';

export interface NewInvitation {
  email: string;
  name: string;
  role: string;
  bodyId: string | null;
}

/**
 * Invites a person to a role by a one-time link, valid seven days.
 * @throws NotAllowed when the actor may not give the role there; RuleBroken `access.not-to-oneself`,
 *   `access.already-invited`, `access.already-granted`; NotFound for an unknown or ceased body.
 */
export async function invitePerson(call: Call, input: NewInvitation): Promise<{ invitationId: string }> {
  demand(call, mayEditGrants, input.bodyId ?? undefined);
  if (!mayGive(call.actor, input.role, input.bodyId)) throw new NotAllowed(mayEditGrants.id);
  return perform(call, 'access.invite-person', (tx) => sendInvitation(tx, input), input);
}

/** The same within a transaction of the caller, who has checked who may. */
export async function sendInvitation(
  tx: Transaction,
  input: NewInvitation,
): Promise<{ invitationId: string }> {
  const { centreId, now, actor } = tx.call;
  const email = input.email.trim().toLowerCase();
  if (email === actor.email?.toLowerCase()) throw new RuleBroken('access.not-to-oneself', { field: 'email' });
  if (input.bodyId) await nameOfLivingBody(tx.db, centreId, input.bodyId);
  const { rows } =
    await sql`select 1 from access.grants g join access.accounts a on a.id = g.account_id and a.closed_at is null
    where g.centre_id = ${centreId} and g.ended_at is null and a.email = ${email} and g.role = ${input.role} and g.body_id is not distinct from ${input.bodyId}::uuid`.execute(
      tx.db,
    );
  if (rows.length > 0) throw new RuleBroken('access.already-granted', { field: 'email' });
  const made = await insertInvitation(tx.db, centreId, { ...input, email, invitedBy: actor.name, now });
  if (!made) throw new RuleBroken('access.already-invited', { field: 'email' });
  await sendLink(tx, { ...input, email }, made.token);
  tx.record({
    action: 'access.person-invited',
    target: 'invitation',
    targetId: made.id,
    facts: { role: input.role, bodyId: input.bodyId },
  });
  return { invitationId: made.id };
}

/**
 * Sends a new link for an open invitation; the old link opens nothing any more.
 * @throws NotFound; NotAllowed; RuleBroken `access.invitation-closed`.
 */
export async function resendInvitation(call: Call, id: string): Promise<{ email: string }> {
  demand(call, mayEditGrants);
  return perform(
    call,
    'access.resend-invitation',
    async (tx) => {
      const invitation = await openInvitation(tx, id);
      await sendLink(tx, invitation, await renewInvitation(tx.db, call.centreId, id, call.now));
      tx.record({ action: 'access.invitation-resent', target: 'invitation', targetId: id });
      return { email: invitation.email };
    },
    { id },
  );
}

/**
 * Withdraws an open invitation: its link opens nothing any more.
 * @throws NotFound; NotAllowed; RuleBroken `access.invitation-closed`.
 */
export async function withdrawInvitation(call: Call, id: string): Promise<{ email: string }> {
  demand(call, mayEditGrants);
  return perform(
    call,
    'access.withdraw-invitation',
    async (tx) => {
      const invitation = await openInvitation(tx, id);
      await markWithdrawn(tx.db, call.centreId, id, call.now);
      tx.record({ action: 'access.invitation-withdrawn', target: 'invitation', targetId: id });
      return { email: invitation.email };
    },
    { id },
  );
}

async function openInvitation(tx: Transaction, id: string) {
  const invitation = await lockInvitation(tx.db, tx.call.centreId, id);
  if (!invitation) throw new NotFound('invitation', id);
  if (!mayGive(tx.call.actor, invitation.role, invitation.bodyId)) throw new NotAllowed(mayEditGrants.id);
  if (invitation.acceptedAt || invitation.withdrawnAt) throw new RuleBroken('access.invitation-closed');
  return invitation;
}

async function sendLink(tx: Transaction, invitation: NewInvitation, token: string): Promise<void> {
  const { centreId, actor } = tx.call;
  const { rows } = await sql<{
    name: string;
  }>`select name from centres.centre_card where centre_id = ${centreId}`.execute(tx.db);
  const body = invitation.bodyId ? await nameOfLivingBody(tx.db, centreId, invitation.bodyId) : null;
  await sendMessage(tx, {
    channel: 'EMAIL',
    kind: 'access.invitation',
    recipient: invitation.email,
    bodyId: invitation.bodyId,
    ...invitationText({
      name: invitation.name,
      by: actor.name,
      centre: rows[0]?.name ?? 'Broletto',
      role: roleLabel(invitation.role),
      body,
    }),
    secrets: { collegamento: absoluteUrl(accessLinks.invitation(token)) },
  });
}
