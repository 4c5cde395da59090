import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayHandleApplications } from '../permissions.ts';
import { integrationDueOn } from '../rules/application-guards.ts';
import { THE_CENTRE } from './acting-for.ts';
import { nextState, type StepInput, takeInHand, writeStep } from './application-step.ts';

/**
 * Asks the body to complete its application within 15 days, at most twice. [C1, G2]
 * @throws RuleBroken `membership.too-many-integrations`.
 */
export async function requestIntegration(
  call: Call,
  input: StepInput & { request: string },
): Promise<{ dueOn: string }> {
  demand(call, mayHandleApplications);
  return perform(
    call,
    'membership.request-integration',
    async (tx) => {
      const application = await takeInHand(tx, input);
      const next = nextState(application, 'request-integration', {
        today: call.today,
        reason: input.request,
      });
      const dueOn = integrationDueOn(call.today);
      await writeStep(tx, application, 'request-integration', next, THE_CENTRE, {
        changes: { integrationDue: dueOn, integrationRequest: input.request },
        reason: input.request,
        facts: { dueOn },
      });
      await tx.announce('membership.integration-requested', {
        applicationId: application.id,
        number: application.number,
        bodyId: application.bodyId,
        dueOn,
      });
      return { dueOn };
    },
    input,
  );
}
