import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { demand } from '#platform/permission';
import { mayFollowFees } from '../permissions.ts';

export interface PreparedReminder {
  id: string;
  step: string;
  noticeId: string;
  number: number;
  year: number;
  payerName: string;
  domicile: string | null;
  dueOn: string;
  openCents: number;
  sentOn: string | null;
  sentBy: string | null;
}

/** Reminders prepared and not sent, the oldest due first; or those sent, the latest first. @throws NotAllowed */
export async function listReminders(
  call: Call,
  sent: boolean,
  page: { size: number; offset: number },
): Promise<Listed<PreparedReminder>> {
  demand(call, mayFollowFees);
  const { rows } = await sql<PreparedReminder & { count: number }>`
    select r.id, r.step, r.notice_id as "noticeId", n.number, n.year, n.payer_name as "payerName", n.payer_domicile as domicile, n.due_on as "dueOn",
      n.total_cents - n.paid_cents as "openCents", r.sent_on as "sentOn", r.sent_by as "sentBy", count(*) over () as count
    from fees.reminders r join fees.payment_notices n on n.centre_id = r.centre_id and n.id = r.notice_id
    where r.centre_id = ${call.centreId} and ${sent ? sql`r.sent_on is not null` : sql`r.sent_on is null and n.paid_cents < n.total_cents`}
    order by ${sent ? sql`r.sent_on desc` : sql`n.due_on`}, n.year, n.number, r.id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows, total: rows[0]?.count ?? 0 };
}
