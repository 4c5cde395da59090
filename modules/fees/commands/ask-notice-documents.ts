import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { startRun } from '#platform/jobs/run';
import { demand } from '#platform/permission';
import { feesLinks } from '../links.ts';
import { mayAssess } from '../permissions.ts';
import { lockRun } from '../store/assessment-runs.ts';

export const NOTICE_DOCUMENTS = 'fees.notice-documents';

/**
 * Asks for the PDF of the notices of a run and, when `send`, for their sending by PEC to the payers' digital domicile.
 * What is done already is not done again.
 * @throws NotAllowed; NotFound; RuleBroken `fees.run-not-noticed`.
 */
export async function askNoticeDocuments(
  call: Call,
  input: { runId: string; send?: boolean },
): Promise<{ jobRunId: string }> {
  demand(call, mayAssess);
  return perform(
    call,
    'fees.ask-notice-documents',
    async (tx) => {
      const run = await lockRun(tx, input.runId);
      if (run.state !== 'NOTICED') throw new RuleBroken('fees.run-not-noticed');
      const jobRunId = await startRun(
        tx,
        NOTICE_DOCUMENTS,
        input.send
          ? `Invio degli avvisi di versamento ${run.year}`
          : `PDF degli avvisi di versamento ${run.year}`,
        { runId: run.id, send: input.send === true },
        feesLinks.run(run.id),
      );
      tx.record({
        action: input.send ? 'fees.notices-sending-asked' : 'fees.notice-documents-asked',
        target: 'assessment-run',
        targetId: run.id,
        facts: { year: run.year },
      });
      return { jobRunId };
    },
    input,
  );
}
