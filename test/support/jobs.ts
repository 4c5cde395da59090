import { romeDate } from '#platform/calendar';
import { systemActor } from '#platform/call';
import type { House } from '#test/house';
import { allJobs } from '../../modules/building.ts';

/**
 * Runs the jobs that wait in the queue of a house, in order, in this process, until none is left. A job that fails is
 * taken out of the queue and its error is given back.
 */
export async function runJobs(house: House): Promise<readonly { task: string; error: unknown }[]> {
  const failed: { task: string; error: unknown }[] = [];
  const { owner } = house.database;
  for (;;) {
    const { rows } = await owner.query(
      `select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id order by j.id limit 1`,
    );
    const waiting = rows[0] as { id: string; task: string; payload: Record<string, unknown> } | undefined;
    if (!waiting) return failed;
    await owner.query('delete from graphile_worker._private_jobs where id = $1', [waiting.id]);
    const job = allJobs().find((one) => one.task === waiting.task);
    const centreId = String(waiting.payload.centreId);
    const now = house.clock.now();
    try {
      await job?.run(
        {
          database: house.database,
          db: house.database.forCentre(centreId),
          centreId,
          actor: systemActor('Sistema'),
          now,
          today: romeDate(now),
          requestKey: null,
          ip: null,
        },
        waiting.payload,
        { stopping: () => false },
      );
    } catch (error) {
      failed.push({ task: waiting.task, error });
    }
  }
}
