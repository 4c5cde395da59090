import { addDays } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayHandleWithdrawals } from '../permissions.ts';
import { lockMembershipsOf } from '../store/memberships.ts';
import { endEarly } from './end-early.ts';

/**
 * The body has merged into another, and `on` is its last day: its memberships end with it. The new body joins on its
 * own. [D1]
 */
export async function closeMerged(
  call: Call,
  input: { bodyId: string; intoBodyId: string; on: string },
): Promise<{ closed: number }> {
  demand(call, mayHandleWithdrawals);
  return perform({ ...call, requestKey: null }, 'membership.close-merged', async (tx) => {
    const memberships = await lockMembershipsOf(tx, [input.bodyId], addDays(input.on, 1));
    for (const membership of memberships)
      await endEarly(tx, membership, {
        // A membership that would only begin after the merger keeps its first day: it is closed there.
        lastDay: membership.validFrom <= input.on ? input.on : membership.validFrom,
        reason: 'MERGER',
        event: 'merged',
        facts: { on: input.on, intoBodyId: input.intoBodyId },
      });
    return { closed: memberships.length };
  });
}
