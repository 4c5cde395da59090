/** Joining by association: one resolution of the Unione or comunità montana, for itself and for the comuni it lists. [C1 variant a] */
import { type Refusal, refuse } from './refusal.ts';

export interface MembershipToOpen {
  bodyId: string;
  kind: 'DIRECT' | 'DERIVED';
  viaBodyId: string | null;
}

/**
 * One application, one membership of the association and a derived one for each comune listed; comuni not listed
 * are not members. A listed comune must belong to the association, have delegated it to approve the convention
 * (P3: no delegation by default), and not be a member already.
 */
export function membershipsByAssociation(application: {
  associationId: string;
  listedComuni: readonly string[];
  associatedComuni: readonly string[];
  delegatedToApprove: readonly string[];
  alreadyMembers: readonly string[];
}): MembershipToOpen[] | Refusal {
  const { associationId, listedComuni, associatedComuni, delegatedToApprove, alreadyMembers } = application;
  const twice = listedComuni.find((bodyId, index) => listedComuni.indexOf(bodyId) !== index);
  if (twice) return refuse('membership.comune-listed-twice', { bodyId: twice });
  const stranger = listedComuni.find((bodyId) => !associatedComuni.includes(bodyId));
  if (stranger) return refuse('membership.comune-not-associated', { bodyId: stranger, associationId });
  const silent = listedComuni.find((bodyId) => !delegatedToApprove.includes(bodyId));
  if (silent) return refuse('membership.not-delegated', { bodyId: silent, scope: 'APPROVE_CONVENTION' });
  const member = [associationId, ...listedComuni].find((bodyId) => alreadyMembers.includes(bodyId));
  if (member) return refuse('membership.already-member', { bodyId: member });
  return [
    { bodyId: associationId, kind: 'DIRECT', viaBodyId: null },
    ...listedComuni.map((bodyId) => ({ bodyId, kind: 'DERIVED' as const, viaBodyId: associationId })),
  ];
}
