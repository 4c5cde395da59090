import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { NotFound, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayStopJobs } from '../permissions.ts';

/**
 * Asks a job to stop at its next safe point; what it had completed stays.
 * @throws RuleBroken `desk.job-has-ended` when there is nothing to stop.
 */
export async function stopJob(call: Call, id: string): Promise<void> {
  demand(call, mayStopJobs);
  await perform(
    call,
    'desk.stop-job',
    async (tx) => {
      const { rows } = await sql<{
        state: string;
      }>`select state from platform.job_runs where centre_id = ${call.centreId} and id = ${id} for update`.execute(
        tx.db,
      );
      if (!rows[0]) throw new NotFound('job', id);
      if (rows[0].state !== 'QUEUED' && rows[0].state !== 'RUNNING')
        throw new RuleBroken('desk.job-has-ended');
      await sql`update platform.job_runs set stop_asked_at = coalesce(stop_asked_at, ${call.now}), state = case when state = 'QUEUED' then 'STOPPED' else state end,
        finished_at = case when state = 'QUEUED' then ${call.now} else finished_at end
      where centre_id = ${call.centreId} and id = ${id}`.execute(tx.db);
      tx.record({ action: 'desk.job-stopped', target: 'job', targetId: id });
    },
    { id },
  );
}
