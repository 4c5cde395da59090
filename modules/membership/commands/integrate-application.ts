import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayApply } from '../permissions.ts';
import type { ApplicationState } from '../rules/application-lifecycle.ts';
import { actingFor } from './acting-for.ts';
import { nextState, type StepInput, takeInHand, writeStep } from './application-step.ts';

/** Answers a request of integration: the application goes back to where it was. An answer after the term is still taken. */
export async function integrateApplication(
  call: Call,
  input: StepInput & { answer: string },
): Promise<{ state: ApplicationState }> {
  return perform(
    call,
    'membership.integrate-application',
    async (tx) => {
      const application = await takeInHand(tx, input);
      demand(call, mayApply, application.bodyId);
      const next = nextState(application, 'integrate', { today: call.today });
      const moved = await writeStep(tx, application, 'integrate', next, actingFor(call, application.bodyId), {
        changes: { integrationDue: null, integrationRequest: null },
        reason: input.answer,
        facts: {
          late: application.integrationDue !== null && call.today > application.integrationDue,
        },
      });
      return { state: moved.state };
    },
    input,
  );
}
