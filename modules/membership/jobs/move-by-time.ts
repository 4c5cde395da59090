import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import type { TimedTask } from '#platform/jobs/job';
import { moveByTime } from '../commands/application-step.ts';
import { DECLARATION_LASTS } from '../rules/declared-adhesion.ts';
import { lockApplication } from '../store/applications.ts';

/**
 * Makes the steps whose day has come: resolutions that become executive, adhesions that take effect, declarations that
 * lapse, early ends and withdrawals that come true. After an interruption it makes all those that were missed. [G4 ⏱]
 */
export const moveByTimeTask: TimedTask = {
  task: 'membership-move-by-time',
  minute: 3,
  run: async (call) => {
    await moveApplications(call);
  },
};

/** How many applications were moved. Each in its own transaction: one that fails does not hold the others. */
export async function moveApplications(call: Call): Promise<number> {
  const { rows } = await sql<{ id: string }>`select a.id from membership.applications a
    left join membership.resolutions r on r.centre_id = a.centre_id and r.id = a.resolution_id
    where a.centre_id = ${call.centreId} and (
      (a.state = 'RESOLVED' and r.executive_from <= ${call.today})
      or (a.state = 'SIGNED' and a.effective_from <= ${call.today})
      or (a.state = 'PENDING_DECLARED' and a.declared_on + ${DECLARATION_LASTS}::int < ${call.today}::date))
    order by a.number`.execute(call.db);
  for (const { id } of rows)
    await perform({ ...call, requestKey: null }, 'membership.move-by-time', async (tx) => {
      await moveByTime(tx, await lockApplication(tx, id));
    });
  return rows.length;
}
