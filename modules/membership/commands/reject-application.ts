import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayRejectApplications } from '../permissions.ts';
import { THE_CENTRE } from './acting-for.ts';
import { nextState, type StepInput, takeInHand, writeStep } from './application-step.ts';

/** Rejects an application, with its reason. It is final; the body may apply again. */
export async function rejectApplication(
  call: Call,
  input: StepInput & { reason: string },
): Promise<{ state: 'REJECTED' }> {
  demand(call, mayRejectApplications);
  return perform(
    call,
    'membership.reject-application',
    async (tx) => {
      const application = await takeInHand(tx, input);
      const next = nextState(application, 'reject', { today: call.today, reason: input.reason });
      await writeStep(tx, application, 'reject', next, THE_CENTRE, { reason: input.reason });
      await tx.announce('membership.application-rejected', {
        applicationId: application.id,
        number: application.number,
        bodyId: application.bodyId,
      });
      return { state: 'REJECTED' as const };
    },
    input,
  );
}
