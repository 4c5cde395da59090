import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';
import { type ReminderKind, reminderDue } from '../rules/notice-lifecycle.ts';

export interface ReminderDue {
  noticeId: string;
  step: ReminderKind;
}

/**
 * Which notices are to be reminded today, and at which step: overdue, with something open, the latest step not yet
 * prepared. [C22: +15, +45, formal +90, on working days]
 */
export async function remindersDue(call: Call, db: Db = call.db): Promise<readonly ReminderDue[]> {
  const { rows } = await sql<{
    noticeId: string;
    dueOn: string;
    total: number;
    paid: number;
    steps: ReminderKind[];
  }>`
    select n.id as "noticeId", n.due_on as "dueOn", n.total_cents as total, n.paid_cents as paid,
      array(select r.step from fees.reminders r where r.centre_id = n.centre_id and r.notice_id = n.id) as steps
    from fees.payment_notices n
    where n.centre_id = ${call.centreId} and n.paid_cents < n.total_cents and n.due_on < ${call.today}::date`.execute(
    db,
  );
  return rows.flatMap(({ noticeId, dueOn, total, paid, steps }) => {
    const open = total - paid;
    const balance = { charged: total, corrected: 0, due: total, paid, open, overpaid: 0 };
    const step = reminderDue(balance, dueOn, steps, call.today);
    return step ? [{ noticeId, step }] : [];
  });
}
