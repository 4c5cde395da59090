import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { findRun, startRun } from '#platform/jobs/run';
import { demand } from '#platform/permission';
import { feesLinks } from '../links.ts';
import { mayAssess } from '../permissions.ts';
import { type LockedRun, lockRun } from '../store/assessment-runs.ts';

export const ISSUE_NOTICES = 'fees.issue-notices';

/**
 * Asks for the notices of an approved run: the long work numbers and writes them all together.
 * @throws NotAllowed; NotFound; RuleBroken `fees.run-not-approved`.
 */
export async function issueNotices(call: Call, input: { runId: string }): Promise<{ jobRunId: string }> {
  demand(call, mayAssess);
  return perform(
    call,
    'fees.ask-notices',
    async (tx) => {
      const run = await lockRun(tx, input.runId);
      if (run.state !== 'APPROVED' && !(await stopped(tx, run)))
        throw new RuleBroken('fees.run-not-approved', { state: run.state });
      const jobRunId = await startRun(
        tx,
        ISSUE_NOTICES,
        `Emissione degli avvisi di versamento ${run.year}`,
        { runId: run.id, issuedOn: call.today },
        feesLinks.run(run.id),
      );
      await sql`update fees.assessment_runs set state = 'NOTICING', notices_job_run_id = ${jobRunId}, noticed_by = ${call.actor.name}, version = version + 1
        where centre_id = ${call.centreId} and id = ${run.id}`.execute(tx.db);
      tx.record({
        action: 'fees.notices-asked',
        target: 'assessment-run',
        targetId: run.id,
        facts: { year: run.year, totalCents: run.totalCents },
      });
      return { jobRunId };
    },
    input,
  );
}

/** The work began and was stopped or failed: nothing was written, so it may be asked again. */
async function stopped(tx: Transaction, run: LockedRun): Promise<boolean> {
  if (run.state !== 'NOTICING') return false;
  const job = run.noticesJobRunId ? await findRun(tx.db, tx.call.centreId, run.noticesJobRunId) : null;
  return job === null || job.state === 'STOPPED' || job.state === 'FAILED';
}
