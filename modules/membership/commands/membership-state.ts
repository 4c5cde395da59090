import type { MembershipState } from '../rules/membership-lifecycle.ts';
import type { MembershipRow } from '../store/memberships.ts';

/** The state of a membership on a day, as the rules call it. */
export function membershipState(
  membership: Pick<MembershipRow, 'validTo' | 'endReason' | 'regulariseBy'>,
  today: string,
): MembershipState {
  if (membership.validTo < today) return 'CLOSED';
  if (membership.endReason === 'LAPSE') return 'TO_REGULARISE';
  if (membership.endReason === 'WITHDRAWAL') return 'IN_NOTICE';
  return membership.endReason === null ? 'IN_FORCE' : 'CLOSED';
}
