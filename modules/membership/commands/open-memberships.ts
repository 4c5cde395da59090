import { addDays } from '#platform/calendar';
import type { Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { membershipsByAssociation } from '../rules/derived-memberships.ts';
import { isRefusal } from '../rules/refusal.ts';
import { type ApplicationRow, listedBodies } from '../store/applications.ts';
import type { ConventionRow } from '../store/conventions.ts';
import { joiningBodies } from '../store/joining.ts';
import {
  appendMembershipEvents,
  endMembership,
  insertMemberships,
  lockMembershipsOf,
} from '../store/memberships.ts';

/**
 * Opens the memberships of a signed application: a direct one for the body and a derived one for each listed comune.
 * A derived membership that was waiting to be regularised is closed the day before.
 * @throws RuleBroken `membership.already-member`, `membership.comune-not-associated`, `membership.not-delegated`.
 */
export async function openMemberships(
  tx: Transaction,
  application: ApplicationRow,
  convention: ConventionRow,
  term: { signedOn: string; effectiveFrom: string },
): Promise<void> {
  const listed = await listedBodies(tx, application.id);
  const ids = listed.map((b) => b.bodyId);
  const joining = await joiningBodies(tx, application.bodyId, ids, {
    from: term.effectiveFrom,
    to: convention.validTo,
  });
  const opened = membershipsByAssociation({
    associationId: application.bodyId,
    listedComuni: ids,
    associatedComuni: joining.filter((b) => b.associated).map((b) => b.bodyId),
    delegatedToApprove: joining.filter((b) => b.delegated).map((b) => b.bodyId),
    alreadyMembers: joining.filter((b) => b.alreadyMember).map((b) => b.bodyId),
  });
  if (isRefusal(opened)) {
    const named = joining.find((b) => b.bodyId === opened.facts.bodyId);
    throw new RuleBroken(opened.refused, { ...opened.facts, bodies: named?.name });
  }
  await closeRegularised(tx, [application.bodyId, ...ids], term.effectiveFrom);
  const memberships = opened.map((m) => ({
    id: newId(),
    ...m,
    conventionId: convention.id,
    applicationId: application.id,
    resolutionId: application.resolutionId!,
    signedOn: term.signedOn,
    validFrom: term.effectiveFrom,
    validTo: convention.validTo,
  }));
  await insertMemberships(tx, memberships);
  await appendMembershipEvents(
    tx,
    memberships.map((m) => ({
      membershipId: m.id,
      event: 'opened',
      facts: { from: m.validFrom, to: m.validTo, application: application.number },
    })),
  );
}

/** A comune that left its association and now joins by itself: its derived membership ends as the own one begins. */
async function closeRegularised(
  tx: Transaction,
  bodyIds: readonly string[],
  effectiveFrom: string,
): Promise<void> {
  for (const old of await lockMembershipsOf(tx, bodyIds, effectiveFrom)) {
    if (old.regulariseBy === null) continue;
    const lastDay = addDays(effectiveFrom, -1);
    if (lastDay < old.validFrom) throw new RuleBroken('membership.already-member', { bodies: old.bodyName });
    await endMembership(tx, old.id, { lastDay, endReason: 'REGULARISED' });
    await appendMembershipEvents(tx, [{ membershipId: old.id, event: 'regularised', facts: { lastDay } }]);
  }
}
