import type { Call } from '#platform/call';
import type { Transaction } from '#platform/database/transaction';
import { perform } from '#platform/database/transaction';
import { NotSignedIn, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { passwordProblem } from '../rules/choose-password.ts';
import { hashPassword } from '../rules/password.ts';
import { findAccount, insertAccount } from '../store/accounts.ts';
import { insertGrant, nameOfLivingBody } from '../store/grants.ts';
import { findByToken, type Invitation, lockInvitation, markAccepted } from '../store/invitations.ts';
import { setSessionCentre } from '../store/sessions.ts';
import { callAs, openSignedSession, type SignedIn } from './open-signed-session.ts';

/**
 * Accepts an invitation with a new account: name and password are chosen now, and the person is signed in (whoever
 * has the link reads the mailbox).
 * @throws RuleBroken `access.invitation-not-valid` (unknown, used, withdrawn or expired link),
 *   `access.account-exists` when the address has an account (then one signs in and accepts), what is wrong with the password.
 */
export async function acceptWithNewAccount(
  call: Call,
  input: {
    token: string;
    name: string;
    password: string;
    browser: string;
    deviceCookie?: string | undefined;
  },
): Promise<SignedIn> {
  const found = await findByToken(call.database.installation, input.token);
  if (!found) throw new RuleBroken('access.invitation-not-valid');
  const passwordHash = await hashPassword(input.password);
  const accountId = newId();
  const own = callAs(
    { ...call, requestKey: null },
    { accountId, name: input.name, email: '' },
    found.centreId,
  );
  const email = await perform(own, 'access.accept-invitation', async (tx) => {
    const invitation = await validInvitation(tx, found.id);
    const problem = passwordProblem(input.password, invitation.email);
    if (problem) throw new RuleBroken(problem, { field: 'nuova' });
    if (await findAccount(tx.db, invitation.email)) throw new RuleBroken('access.account-exists');
    await insertAccount(tx.db, {
      id: accountId,
      email: invitation.email,
      name: input.name,
      passwordHash,
      now: call.now,
    });
    await take(tx, invitation, accountId);
    return invitation.email;
  });
  return openSignedSession(
    { ...call, centreId: found.centreId },
    { accountId, name: input.name, email },
    {
      userAgent: input.browser,
      deviceCookie: input.deviceCookie,
    },
  );
}

/**
 * Accepts an invitation for the account that is signed in, whose address must be the invited one.
 * @throws NotSignedIn; RuleBroken `access.invitation-not-valid`, `access.invitation-of-another`.
 */
export async function acceptAsMyself(
  call: Call,
  input: { token: string; sessionId: string | null },
): Promise<{ centreId: string }> {
  const { accountId, name, email } = call.actor;
  if (!accountId || !email) throw new NotSignedIn();
  const found = await findByToken(call.database.installation, input.token);
  if (!found) throw new RuleBroken('access.invitation-not-valid');
  const own = callAs({ ...call, requestKey: null }, { accountId, name, email }, found.centreId);
  return perform(own, 'access.accept-invitation', async (tx) => {
    const invitation = await validInvitation(tx, found.id);
    if (invitation.email !== email.toLowerCase()) throw new RuleBroken('access.invitation-of-another');
    await take(tx, invitation, accountId);
    if (input.sessionId) await setSessionCentre(tx.db, input.sessionId, found.centreId);
    return { centreId: found.centreId };
  });
}

async function validInvitation(tx: Transaction, id: string): Promise<Invitation> {
  const invitation = await lockInvitation(tx.db, tx.call.centreId, id);
  if (!invitation || invitation.acceptedAt || invitation.withdrawnAt || invitation.expiresAt <= tx.call.now)
    throw new RuleBroken('access.invitation-not-valid');
  if (invitation.bodyId) await nameOfLivingBody(tx.db, tx.call.centreId, invitation.bodyId);
  return invitation;
}

async function take(tx: Transaction, invitation: Invitation, accountId: string): Promise<void> {
  const { centreId, now } = tx.call;
  const { role, bodyId } = invitation;
  await insertGrant(tx.db, { centreId, accountId, role, bodyId, by: 'Invito accettato', now });
  await markAccepted(tx.db, centreId, invitation.id, accountId, now);
  tx.record({
    action: 'access.invitation-accepted',
    target: 'account',
    targetId: accountId,
    facts: { role, bodyId },
  });
  await tx.announce('access.grant-given', { accountId, role, bodyId });
}
