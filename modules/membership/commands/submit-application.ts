import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayApply } from '../permissions.ts';
import type { ApplicationFacts } from '../rules/application-guards.ts';
import type { ApplicationState } from '../rules/application-lifecycle.ts';
import { type ApplicationRow, listedBodies } from '../store/applications.ts';
import { loadConvention } from '../store/conventions.ts';
import { joiningBodies } from '../store/joining.ts';
import { actingFor } from './acting-for.ts';
import { nextState, type StepInput, takeInHand, writeStep } from './application-step.ts';

/**
 * Presents the application to the centre.
 * @throws NotAllowed; RuleBroken `membership.already-member`, `membership.template-not-in-force`,
 *   `membership.not-delegated` when a listed comune has not delegated APPROVE_CONVENTION. [C1, P3]
 */
export async function submitApplication(call: Call, input: StepInput): Promise<{ state: ApplicationState }> {
  return perform(
    call,
    'membership.submit-application',
    async (tx) => {
      const application = await takeInHand(tx, input);
      demand(call, mayApply, application.bodyId);
      const by = actingFor(call, application.bodyId);
      const { facts, bodies } = await submissionFacts(tx, application, by.delegationId);
      const next = nextState(application, 'submit', facts, { bodies });
      const moved = await writeStep(tx, application, 'submit', next, by);
      await tx.announce('membership.application-submitted', {
        applicationId: moved.id,
        number: moved.number,
        bodyId: moved.bodyId,
      });
      return { state: moved.state };
    },
    input,
  );
}

async function submissionFacts(
  tx: Transaction,
  application: ApplicationRow,
  delegationId: string | null,
): Promise<{ facts: ApplicationFacts; bodies: string }> {
  const { today } = tx.call;
  const convention = await loadConvention(tx, application.conventionId);
  const listed = await listedBodies(tx, application.id);
  const bodies = await joiningBodies(
    tx,
    application.bodyId,
    listed.map((b) => b.bodyId),
    {
      from: today > convention.validFrom ? today : convention.validFrom,
      to: convention.validTo,
    },
  );
  const silent = bodies.filter((b) => b.bodyId !== application.bodyId && !(b.associated && b.delegated));
  const members = bodies.filter((b) => b.alreadyMember);
  const acted = listed.length > 0 || delegationId !== null;
  const facts = {
    today,
    alreadyMember: members.length > 0,
    templateInForce: convention.templateApprovedOn !== null && convention.validTo >= today,
    viaAssociation: acted ? { delegatedToApprove: silent.length === 0 } : null,
  };
  return { facts, bodies: (members.length > 0 ? members : silent).map((b) => b.name).join(', ') };
}
