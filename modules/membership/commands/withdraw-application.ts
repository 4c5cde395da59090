import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayApply } from '../permissions.ts';
import { actingFor } from './acting-for.ts';
import { nextState, type StepInput, takeInHand, writeStep } from './application-step.ts';

/** The body takes its application back: possible until the convention is signed. */
export async function withdrawApplication(
  call: Call,
  input: StepInput & { reason: string | null },
): Promise<{ state: 'WITHDRAWN' }> {
  return perform(
    call,
    'membership.withdraw-application',
    async (tx) => {
      const application = await takeInHand(tx, input);
      demand(call, mayApply, application.bodyId);
      const next = nextState(application, 'withdraw', {
        today: call.today,
        reason: input.reason ?? undefined,
      });
      await writeStep(tx, application, 'withdraw', next, actingFor(call, application.bodyId), {
        reason: input.reason,
      });
      return { state: 'WITHDRAWN' as const };
    },
    input,
  );
}
