import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { demand } from '#platform/permission';
import { mayFollowFees } from '../permissions.ts';
import { ofNotice } from './list-notices.ts';

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

export interface ReminderFilter {
  /** Those sent, instead of those prepared and not sent. */
  sent: boolean;
  /** The payer by words, or the notice by its number: "12", "12/2026". */
  words?: string;
  step?: string;
}

export const REMINDER_SORTS = ['scadenza', 'ente', 'importo', 'invio'] as const;

const ORDER = {
  scadenza: sql`n.due_on`,
  ente: sql`n.payer_name collate "it-x-icu"`,
  importo: sql`n.total_cents - n.paid_cents`,
  invio: sql`r.sent_on`,
} as const;

/** Reminders prepared and not sent, or those sent, a page at a time. @throws NotAllowed */
export async function listReminders(
  call: Call,
  { sent, words, step }: ReminderFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<PreparedReminder>> {
  demand(call, mayFollowFees);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.scadenza;
  const way = page.direction === 'desc' ? sql`desc` : sql`asc`;
  const { rows } = await sql<PreparedReminder & { count: number }>`
    select r.id, r.step, r.notice_id as "noticeId", n.number, n.year, n.payer_name as "payerName", n.payer_domicile as domicile, n.due_on as "dueOn",
      n.total_cents - n.paid_cents as "openCents", r.sent_on as "sentOn", r.sent_by as "sentBy", count(*) over () as count
    from fees.reminders r join fees.payment_notices n on n.centre_id = r.centre_id and n.id = r.notice_id
    where r.centre_id = ${call.centreId} and ${sent ? sql`r.sent_on is not null` : sql`r.sent_on is null and n.paid_cents < n.total_cents`}
      ${step ? sql`and r.step = ${step}` : sql``} ${ofNotice(words)}
    order by ${order} ${way}, n.year, n.number, r.id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows, total: rows[0]?.count ?? 0 };
}
