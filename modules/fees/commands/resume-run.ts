import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { findRun, startRun } from '#platform/jobs/run';
import { demand } from '#platform/permission';
import { feesLinks } from '../links.ts';
import { mayAssess } from '../permissions.ts';
import { lockRun } from '../store/assessment-runs.ts';
import { ASSESS_MEMBERS } from './start-assessment-run.ts';

/**
 * Takes up a run that was stopped, or tries again the bodies whose figures were missing: what is assessed stays.
 * @throws NotAllowed; NotFound; RuleBroken `fees.run-still-going`, `fees.run-not-to-resume`.
 */
export async function resumeRun(call: Call, input: { runId: string }): Promise<{ jobRunId: string }> {
  demand(call, mayAssess);
  return perform(
    call,
    'fees.resume-run',
    async (tx) => {
      const run = await lockRun(tx, input.runId);
      if (run.state !== 'RUNNING' && run.state !== 'ASSESSED')
        throw new RuleBroken('fees.run-not-to-resume', { state: run.state });
      const job = run.jobRunId ? await findRun(tx.db, call.centreId, run.jobRunId) : null;
      if (run.state === 'RUNNING' && job && (job.state === 'QUEUED' || job.state === 'RUNNING'))
        throw new RuleBroken('fees.run-still-going');
      await sql`delete from fees.assessment_exceptions where centre_id = ${call.centreId} and run_id = ${run.id}`.execute(
        tx.db,
      );
      const jobRunId = await startRun(
        tx,
        ASSESS_MEMBERS,
        `Accertamento delle quote ${run.year}: enti mancanti`,
        { runId: run.id },
        feesLinks.run(run.id),
      );
      await sql`update fees.assessment_runs set state = 'RUNNING', job_run_id = ${jobRunId}, version = version + 1
        where centre_id = ${call.centreId} and id = ${run.id}`.execute(tx.db);
      tx.record({
        action: 'fees.assessment-resumed',
        target: 'assessment-run',
        targetId: run.id,
        facts: { year: run.year, missing: run.missing },
      });
      return { jobRunId };
    },
    input,
  );
}
