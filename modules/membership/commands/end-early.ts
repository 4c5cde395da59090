import { addDays } from '#platform/calendar';
import type { Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { regulariseBy } from '../rules/membership-lifecycle.ts';
import { isRefusal } from '../rules/refusal.ts';
import { refusalOfNewEnd } from '../rules/renewal.ts';
import {
  appendMembershipEvents,
  endMembership,
  lockMembershipsThrough,
  type MembershipRow,
} from '../store/memberships.ts';

export type EndReason = 'WITHDRAWAL' | 'EXCLUSION' | 'LAPSE' | 'REGULARISED' | 'MERGER';

/** What ends a membership before its term, with its place in the history. */
export interface EarlyEnd {
  /** Last day on which it is in force; never later than the one it has now. */
  lastDay: string;
  reason: EndReason;
  event: string;
  why?: string | null;
  facts?: Record<string, unknown>;
  regulariseBy?: string | null;
}

/**
 * Shortens a locked membership, with its event and audit. What time makes of it is already true for who reads:
 * the last day is written at once.
 * @throws RuleBroken `membership.end-date-does-not-move` when the end would move later (trap 15).
 */
export async function endEarly(tx: Transaction, membership: MembershipRow, end: EarlyEnd): Promise<void> {
  const lastDay = end.lastDay < membership.validTo ? end.lastDay : membership.validTo;
  const refusal = refusalOfNewEnd({ to: membership.validTo }, lastDay, end.reason);
  if (isRefusal(refusal)) throw new RuleBroken(refusal.refused, refusal.facts);
  if (lastDay < membership.validFrom)
    throw new RuleBroken('membership.ends-before-it-begins', { from: membership.validFrom, lastDay });
  await endMembership(tx, membership.id, {
    lastDay,
    endReason: end.reason,
    regulariseBy: end.regulariseBy,
  });
  const facts = { ...end.facts, lastDay };
  await appendMembershipEvents(tx, [
    { membershipId: membership.id, event: end.event, reason: end.why, facts },
  ]);
  tx.record({
    action: `membership.membership-${end.event}`,
    target: 'membership',
    targetId: membership.id,
    onBehalfOfBodyId: membership.bodyId,
    reason: end.why ?? null,
    before: { validTo: membership.validTo, endReason: membership.endReason },
    after: { validTo: lastDay, endReason: end.reason },
    facts,
  });
}

/**
 * Puts a derived membership among those to be regularised: 90 days from the day on which its ground failed, then it
 * lapses. [C2]
 */
export async function toRegularise(
  tx: Transaction,
  membership: MembershipRow,
  since: { on: string; event: string; why?: string | null },
): Promise<string> {
  const by = regulariseBy(since.on);
  await endEarly(tx, membership, {
    lastDay: by,
    reason: 'LAPSE',
    event: since.event,
    why: since.why,
    facts: { on: since.on, regulariseBy: by },
    regulariseBy: by,
  });
  await tx.announce('membership.to-regularise', {
    membershipId: membership.id,
    bodyId: membership.bodyId,
    viaBodyId: membership.viaBodyId,
    by,
  });
  return by;
}

/** When the membership of an association ends early, those that came through it are to be regularised from the day after. */
export async function regulariseThrough(
  tx: Transaction,
  association: MembershipRow,
  lastDay: string,
): Promise<void> {
  const derived = await lockMembershipsThrough(tx, association.bodyId, addDays(lastDay, 1));
  for (const membership of derived)
    if (membership.conventionId === association.conventionId && membership.endReason === null)
      await toRegularise(tx, membership, { on: lastDay, event: 'association-ended' });
}
