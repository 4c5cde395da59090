import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayAnnounceWithdrawals } from '../permissions.ts';
import { appendMembershipEvents, lockMembership } from '../store/memberships.ts';
import { appendWithdrawalEvent, insertWithdrawal } from '../store/withdrawals.ts';
import { actingFor } from './acting-for.ts';
import { membershipState } from './membership-state.ts';

/**
 * A member announces that it will leave the convention (recesso). Cancelling a service is something else, and does not
 * come here (trap 16). A derived membership has no withdrawal of its own.
 * @throws RuleBroken `membership.withdrawal-already-open`, `membership.derived-does-not-withdraw`.
 */
export async function announceWithdrawal(
  call: Call,
  input: { membershipId: string; reason: string },
): Promise<{ withdrawalId: string }> {
  return perform(
    call,
    'membership.announce-withdrawal',
    async (tx) => {
      const membership = await lockMembership(tx, input.membershipId);
      demand(call, mayAnnounceWithdrawals, membership.bodyId);
      if (membership.kind === 'DERIVED') throw new RuleBroken('membership.derived-does-not-withdraw');
      const { rows } = await sql`select 1 from membership.withdrawals
        where centre_id = ${call.centreId} and membership_id = ${membership.id} and state <> 'CLOSED'`.execute(
        tx.db,
      );
      if (rows.length > 0) throw new RuleBroken('membership.withdrawal-already-open');
      if (membershipState(membership, call.today) !== 'IN_FORCE')
        throw new RuleBroken('membership.not-possible-now');
      const id = newId();
      const by = actingFor(call, membership.bodyId);
      await insertWithdrawal(tx, { id, membershipId: membership.id, reason: input.reason, ...by });
      await appendWithdrawalEvent(tx, id, {
        event: 'announce',
        fromState: null,
        toState: 'ANNOUNCED',
        ...by,
        reason: input.reason,
      });
      await appendMembershipEvents(tx, [
        { membershipId: membership.id, event: 'withdrawal-announced', reason: input.reason },
      ]);
      return { withdrawalId: id };
    },
    input,
  );
}
