import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { type BalanceLine, type NoticeBalance, noticeBalance } from '../rules/notice-balance.ts';

export interface PaymentRow {
  id: string;
  noticeId: string;
  paidOn: string;
  amountCents: number;
  channel: string;
  reference: string;
  reversesId?: string;
  reason?: string;
  /** The refund, the offset or the annulment that moves the money. */
  creditActId?: string;
}

export async function insertPayment(tx: Transaction, row: PaymentRow): Promise<void> {
  const { centreId, actor, now } = tx.call;
  await sql`insert into fees.payments (centre_id, id, notice_id, paid_on, amount_cents, channel, reference, reverses_id, reason, credit_act_id, recorded_by, recorded_at)
    values (${centreId}, ${row.id}, ${row.noticeId}, ${row.paidOn}, ${row.amountCents}, ${row.channel}, ${row.reference},
      ${row.reversesId ?? null}, ${row.reason ?? null}, ${row.creditActId ?? null}, ${actor.name}, ${now})`.execute(
    tx.db,
  );
}

/** The payment, not taken back, that has the bank's reference; null when none. That of a refund is a payment order's. */
export async function paymentByReference(tx: Transaction, reference: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select p.id from fees.payments p where p.centre_id = ${tx.call.centreId} and p.reference = ${reference} and p.reverses_id is null and p.credit_act_id is null
      and not exists (select from fees.payments r where r.centre_id = p.centre_id and r.reverses_id = p.id) limit 1`.execute(
    tx.db,
  );
  return rows[0]?.id ?? null;
}

/** The lines of a notice as the rules of the balance take them. */
export async function linesOf(tx: Transaction, noticeId: string): Promise<BalanceLine[]> {
  const { rows } = await sql<{
    line: number;
    kind: string;
    debtorId: string;
    amount: number;
    corrects: number | null;
  }>`
    select line, kind, debtor_id as "debtorId", net_cents as amount, corrects_line as corrects
    from fees.notice_lines where centre_id = ${tx.call.centreId} and notice_id = ${noticeId} order by line`.execute(
    tx.db,
  );
  return rows.map(({ line, kind, debtorId, amount, corrects }) => ({
    lineId: String(line),
    debtorId,
    kind: kind === 'FEE' ? 'CHARGE' : (kind as 'CREDIT' | 'DEBIT'),
    amount,
    ...(corrects === null ? {} : { correctsLineId: String(corrects) }),
  }));
}

/** What a notice asks, what was paid, what is open: from its lines and payments, under the notice's lock. */
export async function balanceOf(tx: Transaction, noticeId: string): Promise<NoticeBalance> {
  const lines = await linesOf(tx, noticeId);
  const { rows } = await sql<{ amount: number }>`
    select amount_cents as amount from fees.payments where centre_id = ${tx.call.centreId} and notice_id = ${noticeId}`.execute(
    tx.db,
  );
  return noticeBalance(lines, rows);
}
