import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayRecordPayments } from '../permissions.ts';
import { refusalOfTakingBack } from '../rules/credit.ts';
import { refusalOfReversalAfterClosing } from '../rules/year-closing.ts';
import { lockNotice, settleNotice } from '../store/notices.ts';
import { insertPayment } from '../store/payments.ts';
import { closingInForce } from '../store/year-closings.ts';

/**
 * Takes back a payment recorded by mistake, with a negative line of today; the first line stays to be read.
 * @throws NotAllowed; NotFound; InvalidInput without a reason; RuleBroken `fees.payment-already-reversed`,
 * `fees.payment-is-a-reversal`, `fees.payment-of-credit-act`, `fees.payment-given-back`, `fees.notice-reconciled`,
 * `fees.year-closed-to-reversals`.
 */
export async function reversePayment(
  call: Call,
  input: { paymentId: string; reason: string },
): Promise<{ paymentId: string; noticeId: string }> {
  demand(call, mayRecordPayments);
  const reason = input.reason.trim();
  if (!reason) throw new InvalidInput({ motivo: 'Indicare il motivo dello storno.' });
  return perform(
    call,
    'fees.reverse-payment',
    async (tx) => {
      const { rows } = await sql<{
        noticeId: string;
        amount: number;
        channel: string;
        reversesId: string | null;
        follows: string | null;
        creditActId: string | null;
      }>`
        select notice_id as "noticeId", amount_cents as amount, channel, reverses_id as "reversesId", closing_id as follows, credit_act_id as "creditActId"
        from fees.payments where centre_id = ${call.centreId} and id = ${input.paymentId}`.execute(tx.db);
      const payment = rows[0];
      if (!payment) throw new NotFound('payment', input.paymentId);
      if (payment.reversesId) throw new RuleBroken('fees.payment-is-a-reversal');
      if (payment.creditActId) throw new RuleBroken('fees.payment-of-credit-act');
      const notice = await lockNotice(tx, payment.noticeId);
      if (notice.reconciledOn)
        throw new RuleBroken('fees.notice-reconciled', { on: formatItalianDate(notice.reconciledOn) });
      const reversed =
        await sql`select from fees.payments where centre_id = ${call.centreId} and reverses_id = ${input.paymentId}`.execute(
          tx.db,
        );
      if (reversed.rows.length > 0) throw new RuleBroken('fees.payment-already-reversed');
      const closed = refusalOfReversalAfterClosing(await closingInForce(tx, notice.feeYear), payment.follows);
      if (closed) throw new RuleBroken(closed.refused, { year: notice.feeYear });
      const spent = refusalOfTakingBack(notice.paidCents, payment.amount);
      if (spent) throw new RuleBroken(spent.refused, spent.facts);
      const id = newId();
      await insertPayment(tx, {
        id,
        noticeId: notice.id,
        paidOn: call.today,
        amountCents: -payment.amount,
        channel: payment.channel,
        reference: '',
        reversesId: input.paymentId,
        reason,
      });
      const settled = await settleNotice(tx, notice.id);
      tx.record({
        action: 'fees.payment-reversed',
        target: 'payment-notice',
        targetId: notice.id,
        reason,
        facts: { paymentId: input.paymentId, amountCents: -payment.amount, ...settled },
      });
      return { paymentId: id, noticeId: notice.id };
    },
    input,
  );
}
