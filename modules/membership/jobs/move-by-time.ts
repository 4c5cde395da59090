import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import type { TimedTask } from '#platform/jobs/job';
import { moveByTime } from '../commands/application-step.ts';
import { takeWithdrawal } from '../commands/withdrawal-steps.ts';
import { DECLARATION_LASTS } from '../rules/declared-adhesion.ts';
import { lockApplication } from '../store/applications.ts';
import { appendMembershipEvents } from '../store/memberships.ts';

/**
 * Makes the steps whose day has come: resolutions that become executive, adhesions that take effect, declarations that
 * lapse, early ends and withdrawals that come true. After an interruption it makes all those that were missed. [G4 ⏱]
 */
export const moveByTimeTask: TimedTask = {
  task: 'membership-move-by-time',
  minute: 3,
  run: async (call) => {
    await moveApplications(call);
    await closeWithdrawals(call);
    await tellOfEnded(call);
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

/** Closes the withdrawals whose day of effect has come. */
export async function closeWithdrawals(call: Call): Promise<number> {
  const { rows } = await sql<{ id: string }>`select id from membership.withdrawals
    where centre_id = ${call.centreId} and state = 'IN_NOTICE' and effective_on <= ${call.today}`.execute(
    call.db,
  );
  for (const { id } of rows)
    await perform({ ...call, requestKey: null }, 'membership.close-withdrawal', async (tx) => {
      await takeWithdrawal(tx, { withdrawalId: id });
    });
  return rows.length;
}

/** Tells the other rooms, once, of each membership that is over. It was over for who reads since its last day. */
export async function tellOfEnded(call: Call): Promise<number> {
  return perform({ ...call, requestKey: null }, 'membership.tell-of-ended', async (tx) => {
    const { rows } = await sql<{
      id: string;
      bodyId: string;
      conventionId: string;
      lastDay: string;
      reason: string | null;
    }>`update membership.memberships set ended_at = ${call.now}
      where centre_id = ${call.centreId} and ended_at is null and valid_to < ${call.today}
      returning id, body_id as "bodyId", convention_id as "conventionId", valid_to as "lastDay", end_reason as reason`.execute(
      tx.db,
    );
    if (rows.length === 0) return 0;
    await appendMembershipEvents(
      tx,
      rows.map((m) => ({ membershipId: m.id, event: 'ended', facts: { lastDay: m.lastDay } })),
    );
    for (const m of rows)
      await tx.announce('membership.ended', {
        membershipId: m.id,
        bodyId: m.bodyId,
        conventionId: m.conventionId,
        lastDay: m.lastDay,
        reason: m.reason,
      });
    tx.record({
      action: 'membership.memberships-ended',
      target: 'membership',
      targetId: null,
      facts: { memberships: rows.map((m) => m.id) },
    });
    return rows.length;
  });
}
