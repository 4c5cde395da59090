import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayRecordPayments } from '../permissions.ts';
import { noticeState, refusalOfReconciliation } from '../rules/notice-lifecycle.ts';
import { lockNotice } from '../store/notices.ts';
import { balanceOf } from '../store/payments.ts';

/**
 * Declares a paid notice reconciled with the treasury; from then on its payments and lines stay as they are. [C22]
 * @throws NotAllowed; NotFound; RuleBroken `fees.notice-not-paid`, `fees.notice-overpaid`, `fees.corrections-waiting`,
 * `fees.credit-acts-waiting`.
 */
export async function reconcileNotice(call: Call, input: { noticeId: string }): Promise<void> {
  demand(call, mayRecordPayments);
  await perform(
    call,
    'fees.reconcile-notice',
    async (tx) => {
      const notice = await lockNotice(tx, input.noticeId);
      const balance = await balanceOf(tx, notice.id);
      const state = noticeState(balance, notice.dueOn, notice.reconciledOn, call.today);
      const refusal = refusalOfReconciliation(state, balance);
      if (refusal) throw new RuleBroken(refusal.refused, refusal.facts);
      const waiting =
        await sql`select from fees.corrections where centre_id = ${call.centreId} and notice_id = ${notice.id} and state = 'PROPOSED' limit 1`.execute(
          tx.db,
        );
      if (waiting.rows.length > 0) throw new RuleBroken('fees.corrections-waiting');
      const acts =
        await sql`select from fees.credit_acts where centre_id = ${call.centreId} and state = 'PROPOSED' and ${notice.id} in (notice_id, to_notice_id) limit 1`.execute(
          tx.db,
        );
      if (acts.rows.length > 0) throw new RuleBroken('fees.credit-acts-waiting');
      await sql`update fees.payment_notices set reconciled_on = ${call.today}, reconciled_by = ${call.actor.name}, version = version + 1
        where centre_id = ${call.centreId} and id = ${notice.id}`.execute(tx.db);
      tx.record({
        action: 'fees.notice-reconciled',
        target: 'payment-notice',
        targetId: notice.id,
        facts: { paidCents: balance.paid },
      });
    },
    input,
  );
}
