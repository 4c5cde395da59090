import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayHandleWithdrawals } from '../permissions.ts';
import { nextMembershipState } from '../rules/membership-lifecycle.ts';
import { isRefusal } from '../rules/refusal.ts';
import { lockMembership, lockMembershipsOf, type MembershipRow } from '../store/memberships.ts';
import { toRegularise } from './end-early.ts';
import { membershipState } from './membership-state.ts';

/**
 * Records at the desk that a comune has left the association through which it is a member.
 * @throws RuleBroken `membership.not-derived`, `membership.not-possible-now`.
 */
export async function markToRegularise(
  call: Call,
  input: { membershipId: string; on: string },
): Promise<{ regulariseBy: string }> {
  demand(call, mayHandleWithdrawals);
  if (input.on > call.today) throw new InvalidInput({ uscita: 'La data di uscita non può essere futura.' });
  return perform(
    call,
    'membership.mark-to-regularise',
    async (tx) => {
      const membership = await lockMembership(tx, input.membershipId);
      if (input.on < membership.validFrom)
        throw new InvalidInput({ uscita: 'L’uscita non può precedere l’inizio dell’adesione.' });
      return { regulariseBy: await leave(tx, membership, input.on) };
    },
    input,
  );
}

/** The comune has left the association: what the directory announces. Memberships that it does not concern stay as they are. */
export async function leaveAssociation(
  call: Call,
  input: { associationId: string; municipalityId: string; on: string },
): Promise<void> {
  demand(call, mayHandleWithdrawals);
  await perform({ ...call, requestKey: null }, 'membership.leave-association', async (tx) => {
    const memberships = await lockMembershipsOf(tx, [input.municipalityId], input.on);
    for (const membership of memberships)
      if (
        membership.viaBodyId === input.associationId &&
        membership.endReason === null &&
        membership.validFrom <= input.on
      )
        await leave(tx, membership, input.on);
  });
}

async function leave(tx: Transaction, membership: MembershipRow, on: string): Promise<string> {
  const next = nextMembershipState(membershipState(membership, tx.call.today), 'leave-association', {
    today: tx.call.today,
    kind: membership.kind,
    to: membership.validTo,
  });
  if (isRefusal(next)) throw new RuleBroken(next.refused, next.facts);
  return toRegularise(tx, membership, { on, event: 'left-association' });
}
