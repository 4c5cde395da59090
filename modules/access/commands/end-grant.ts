import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditGrants } from '../permissions.ts';
import { mayGive } from '../rules/who-may-give.ts';
import { lockGrant, lockManagers, markGrantEnded } from '../store/grants.ts';

/**
 * Ends a grant, with its reason; the row stays as history.
 * @throws NotFound when it is not in force; NotAllowed; RuleBroken `access.last-manager`.
 */
export async function endGrant(
  call: Call,
  input: { grantId: string; reason: string },
): Promise<{ accountId: string }> {
  demand(call, mayEditGrants);
  if (!isId(input.grantId)) throw new NotFound('grant', input.grantId);
  return perform(
    call,
    'access.end-grant',
    async (tx) => {
      const { centreId, now, actor } = call;
      // Managers first, always in the same order: two who end each other wait instead of colliding.
      const managers = await lockManagers(tx.db, centreId);
      const grant = await lockGrant(tx.db, centreId, input.grantId);
      if (!grant) throw new NotFound('grant', input.grantId);
      if (!mayGive(actor, grant.role, grant.bodyId)) throw new NotAllowed(mayEditGrants.id);
      if (grant.role === 'CM' && managers <= 1) throw new RuleBroken('access.last-manager');
      await markGrantEnded(tx.db, centreId, grant.id, { by: actor.name, reason: input.reason, now });
      const { accountId, role, bodyId } = grant;
      tx.record({
        action: 'access.grant-ended',
        target: 'account',
        targetId: accountId,
        reason: input.reason,
        facts: { role, bodyId, grantId: grant.id },
      });
      await tx.announce('access.grant-ended', { accountId, role, bodyId });
      return { accountId };
    },
    input,
  );
}
