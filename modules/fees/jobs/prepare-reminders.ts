import { romeTime } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { TimedTask } from '#platform/jobs/job';
import { remindersDue } from '../queries/reminders-due.ts';

/**
 * Prepares the reminders that have fallen due; a person sends them. Of two steps not sent the later one takes the
 * place of the earlier. Done twice it does nothing. @returns how many it prepared.
 */
export async function prepareReminders(call: Call): Promise<number> {
  return perform(call, 'fees.prepare-reminders', async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`fees.reminders:${call.centreId}`}, 0))`.execute(
      tx.db,
    );
    const due = await remindersDue(call, tx.db);
    if (due.length === 0) return 0;
    const rows = due.map(({ noticeId, step }) => ({ id: newId(), notice_id: noticeId, step }));
    await sql`delete from fees.reminders where centre_id = ${call.centreId} and sent_on is null
      and notice_id in (select (t ->> 'notice_id')::uuid from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) t)`.execute(
      tx.db,
    );
    await sql`insert into fees.reminders (centre_id, id, notice_id, step, prepared_at)
      select ${call.centreId}, id, notice_id, step, ${call.now} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, notice_id uuid, step text)
      on conflict do nothing`.execute(tx.db);
    tx.record({
      action: 'fees.reminders-prepared',
      target: 'centre',
      targetId: call.centreId,
      facts: { prepared: due.length },
    });
    return due.length;
  });
}

/** Each morning, between six and seven. */
export const prepareRemindersDaily: TimedTask = {
  task: 'fees.prepare-reminders',
  minute: 20,
  run: async (call) => {
    if (romeTime(call.now).startsWith('06:')) await prepareReminders(call);
  },
};
