import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayHandleApplications } from '../permissions.ts';
import type { ApplicationState } from '../rules/application-lifecycle.ts';
import { THE_CENTRE } from './acting-for.ts';
import { nextState, type StepInput, takeInHand, writeStep } from './application-step.ts';

/** Records that the formal check of a submitted application went well: the body's resolution is awaited. */
export async function checkApplication(
  call: Call,
  input: StepInput & { note?: string | null },
): Promise<{ state: ApplicationState }> {
  demand(call, mayHandleApplications);
  return perform(
    call,
    'membership.check-application',
    async (tx) => {
      const application = await takeInHand(tx, input);
      const next = nextState(application, 'check', { today: call.today });
      return {
        state: (await writeStep(tx, application, 'check', next, THE_CENTRE, { reason: input.note })).state,
      };
    },
    input,
  );
}
