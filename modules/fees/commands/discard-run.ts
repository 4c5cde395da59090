import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayAssess } from '../permissions.ts';
import { lockRun } from '../store/assessment-runs.ts';

/**
 * Discards a run that is not approved yet: its assessments stay to be read, and no longer count.
 * @throws NotAllowed; NotFound; InvalidInput without a reason; RuleBroken `fees.run-not-to-discard`.
 */
export async function discardRun(call: Call, input: { runId: string; reason: string }): Promise<void> {
  demand(call, mayAssess);
  if (!input.reason.trim()) throw new InvalidInput({ motivo: 'Indicare il motivo.' });
  await perform(
    call,
    'fees.discard-run',
    async (tx) => {
      const run = await lockRun(tx, input.runId);
      if (run.state !== 'RUNNING' && run.state !== 'ASSESSED')
        throw new RuleBroken('fees.run-not-to-discard', { state: run.state });
      await sql`update fees.assessments set state = 'DISCARDED' where centre_id = ${call.centreId} and run_id = ${run.id}`.execute(
        tx.db,
      );
      await sql`update fees.assessment_runs set state = 'DISCARDED', discarded_by = ${call.actor.name}, discarded_at = ${call.now},
          discard_reason = ${input.reason.trim()}, version = version + 1
        where centre_id = ${call.centreId} and id = ${run.id}`.execute(tx.db);
      tx.record({
        action: 'fees.assessment-discarded',
        target: 'assessment-run',
        targetId: run.id,
        reason: input.reason.trim(),
        facts: { year: run.year },
      });
    },
    input,
  );
}
