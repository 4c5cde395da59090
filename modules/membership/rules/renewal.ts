import { addDays, type IsoDate } from '#platform/calendar';
import { type Refusal, refuse } from './refusal.ts';

export interface MembershipTerm {
  membershipId: string;
  conventionId: string;
  resolutionId: string;
  from: IsoDate;
  to: IsoDate | null;
}

/**
 * Passing to a new convention is a new membership with a resolution of its own, never an edit of the end date.
 * [C1 variant c; X-BS21, X-BS26] It begins with the new convention, or the day after the old membership ends, so
 * that the two do not overlap.
 */
export function renewMembership(
  current: MembershipTerm,
  convention: { conventionId: string; from: IsoDate; to: IsoDate },
  resolution: { resolutionId: string; executiveFrom: IsoDate | null },
): Omit<MembershipTerm, 'membershipId'> | Refusal {
  if (convention.conventionId === current.conventionId)
    return refuse('membership.renewal-same-convention', {});
  if (resolution.resolutionId === current.resolutionId)
    return refuse('membership.renewal-needs-resolution', {});
  if (resolution.executiveFrom === null)
    return refuse('membership.resolution-not-executive', { executiveFrom: null });
  if (current.to === null) return refuse('membership.current-term-open', {});
  const dayAfter = addDays(current.to, 1);
  const from = [dayAfter, convention.from, resolution.executiveFrom].reduce((a, b) => (a > b ? a : b));
  if (from > convention.to) return refuse('membership.convention-over', { to: convention.to });
  return {
    conventionId: convention.conventionId,
    resolutionId: resolution.resolutionId,
    from,
    to: convention.to,
  };
}

/**
 * May the end of a membership move? Never later: that is a renewal. [trap 15: renewing to 2026-2036 by moving the end
 * date is refused] Earlier, only as the effect of a withdrawal, an exclusion, a lapse: `endReason` says which.
 */
export function refusalOfNewEnd(
  current: Pick<MembershipTerm, 'to'>,
  newEnd: IsoDate | null,
  endReason: 'WITHDRAWAL' | 'EXCLUSION' | 'LAPSE' | 'REGULARISED' | 'MERGER' | null,
): Refusal<'membership.end-date-does-not-move'> | null {
  const later = current.to !== null && (newEnd === null || newEnd > current.to);
  const moved = newEnd !== current.to;
  if (later || (moved && endReason === null))
    return refuse('membership.end-date-does-not-move', { to: current.to, newEnd });
  return null;
}
