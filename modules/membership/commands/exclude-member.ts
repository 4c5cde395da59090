import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayExcludeMembers } from '../permissions.ts';
import { refusalOfExclusion } from '../rules/exclusion.ts';
import { nextMembershipState } from '../rules/membership-lifecycle.ts';
import { isRefusal } from '../rules/refusal.ts';
import { lockMembership } from '../store/memberships.ts';
import { endEarly, regulariseThrough } from './end-early.ts';
import { membershipState } from './membership-state.ts';

export interface ExcludeMember {
  membershipId: string;
  /** Due date of the oldest amount still open. */
  arrearsSince: string | null;
  breach: string | null;
  /** Act of the technical board that proposes it. */
  proposal: string;
  hearingOpenedOn: string;
  /** Act of the strategic board that decides it. */
  decision: string;
  decidedOn: string;
}

/**
 * Records the exclusion of a member: arrears over 24 months or a breach, proposed by the technical board, decided by
 * the strategic one after 30 days of hearing. The membership ends on the day of the decision. [C2, D]
 */
export async function excludeMember(call: Call, input: ExcludeMember): Promise<{ lastDay: string }> {
  demand(call, mayExcludeMembers);
  if (input.decidedOn > call.today)
    throw new InvalidInput({ decisaIl: 'La data della decisione non può essere futura.' });
  const refusal = refusalOfExclusion({
    ...input,
    proposedBy: 'TECHNICAL_BOARD',
    decidedBy: 'STRATEGIC_BOARD',
  });
  if (refusal) throw new RuleBroken(refusal.refused, refusal.facts);
  return perform(
    call,
    'membership.exclude-member',
    async (tx) => {
      const membership = await lockMembership(tx, input.membershipId);
      const next = nextMembershipState(membershipState(membership, call.today), 'exclude', {
        today: call.today,
        kind: membership.kind,
        to: membership.validTo,
      });
      if (isRefusal(next)) throw new RuleBroken(next.refused, next.facts);
      await endEarly(tx, membership, {
        lastDay: input.decidedOn,
        reason: 'EXCLUSION',
        event: 'excluded',
        why: input.breach ?? 'Morosità',
        facts: { proposal: input.proposal, decision: input.decision, hearingOpenedOn: input.hearingOpenedOn },
      });
      await regulariseThrough(tx, membership, input.decidedOn);
      return { lastDay: input.decidedOn };
    },
    input,
  );
}
