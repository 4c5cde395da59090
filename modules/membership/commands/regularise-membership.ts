import { addDays } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayHandleWithdrawals } from '../permissions.ts';
import { nextMembershipState } from '../rules/membership-lifecycle.ts';
import { isRefusal } from '../rules/refusal.ts';
import { requiredOrgan } from '../rules/resolving-organ.ts';
import { loadConvention } from '../store/conventions.ts';
import { appendMembershipEvents, insertMemberships, lockMembership } from '../store/memberships.ts';
import { insertResolutions } from '../store/resolutions.ts';
import { endEarly } from './end-early.ts';
import { membershipState } from './membership-state.ts';
import { executiveDay, type RecordedAct } from './record-resolution.ts';

/**
 * A comune that left its association adheres by a resolution of its own within the term: the derived membership is
 * closed and a direct one begins the day after, to the same term. [C2]
 * @throws RuleBroken `membership.resolution-not-executive`, `membership.wrong-organ`, `membership.not-possible-now`.
 */
export async function regulariseMembership(
  call: Call,
  input: RecordedAct & {
    membershipId: string;
    signatory: string;
    boardRepresentative: string;
    /** The day on which the convention was signed electronically by both sides. */
    signedOn: string;
  },
): Promise<{ membershipId: string }> {
  demand(call, mayHandleWithdrawals);
  return perform(
    call,
    'membership.regularise-membership',
    async (tx) => {
      const old = await lockMembership(tx, input.membershipId);
      const convention = await loadConvention(tx, old.conventionId);
      const executiveFrom = executiveDay(input, convention.executiveReading);
      const next = nextMembershipState(membershipState(old, call.today), 'regularise', {
        today: call.today,
        kind: old.kind,
        to: old.validTo,
        ownResolutionExecutiveFrom: executiveFrom,
      });
      if (isRefusal(next)) throw new RuleBroken(next.refused, next.facts);
      checkAct(input, executiveFrom, call.today);
      const from = [input.signedOn, addDays(old.validFrom, 1)].reduce((a, b) => (a > b ? a : b));
      if (from > addDays(old.validTo, 1))
        throw new RuleBroken('membership.regularised-too-late', { by: old.validTo });
      const [resolutionId, id] = [newId(), newId()];
      await insertResolutions(tx, [
        {
          ...input,
          id: resolutionId,
          bodyId: old.bodyId,
          applicationId: null,
          kind: 'ADHESION',
          executiveFrom,
          templateId: convention.templateId,
        },
      ]);
      await endEarly(tx, old, { lastDay: addDays(from, -1), reason: 'REGULARISED', event: 'regularised' });
      const opened = {
        id,
        bodyId: old.bodyId,
        conventionId: old.conventionId,
        kind: 'DIRECT' as const,
        viaBodyId: null,
        applicationId: null,
        resolutionId,
        signedOn: input.signedOn,
        validFrom: from,
        validTo: old.termTo,
      };
      await insertMemberships(tx, [opened]);
      await appendMembershipEvents(tx, [
        { membershipId: id, event: 'opened', facts: { from, to: old.termTo, instead: old.id } },
      ]);
      const { bodyId, conventionId } = old;
      await tx.announce('membership.in-force', {
        membershipId: id,
        bodyId,
        conventionId,
        kind: 'DIRECT',
        viaBodyId: null,
        from,
        to: old.termTo,
      });
      return { membershipId: id };
    },
    input,
  );
}

function checkAct(
  input: { organ: string; resolvedOn: string; signedOn: string },
  executiveFrom: string,
  today: string,
): void {
  const required = requiredOrgan('COMUNE', null).organ!;
  if (input.organ !== required)
    throw new RuleBroken('membership.wrong-organ', {
      field: 'organo',
      organ: input.organ,
      required,
      category: 'COMUNE',
    });
  if (input.resolvedOn > today)
    throw new RuleBroken('membership.resolution-in-the-future', { field: 'data' });
  if (input.signedOn > today)
    throw new InvalidInput({ firmataIl: 'La data della firma non può essere futura.' });
  if (input.signedOn < executiveFrom)
    throw new RuleBroken('membership.signed-before-executive', {
      field: 'firmataIl',
      signer: 'il comune',
      executiveFrom,
    });
}
