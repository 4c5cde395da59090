import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayApply } from '../permissions.ts';
import type { ApplicationState } from '../rules/application-lifecycle.ts';
import { actingFor } from './acting-for.ts';
import { nextState, type StepInput, takeInHand, writeStep } from './application-step.ts';

/**
 * Records the body's declaration that an organ will formalise the adhesion in a session on a given day: a provisional
 * right to request services, never to receive them (trap 21). It lapses 90 days after that day. [C1 PENDING_DECLARED]
 */
export async function declareAdhesion(
  call: Call,
  input: StepInput & { organ: string; declaredFor: string },
): Promise<{ state: ApplicationState }> {
  return perform(
    call,
    'membership.declare-adhesion',
    async (tx) => {
      const application = await takeInHand(tx, input);
      demand(call, mayApply, application.bodyId);
      const next = nextState(application, 'declare', { today: call.today, declaredFor: input.declaredFor });
      const moved = await writeStep(tx, application, 'declare', next, actingFor(call, application.bodyId), {
        changes: { declaredOrgan: input.organ, declaredOn: input.declaredFor },
        facts: { organ: input.organ, declaredFor: input.declaredFor },
      });
      return { state: moved.state };
    },
    input,
  );
}
