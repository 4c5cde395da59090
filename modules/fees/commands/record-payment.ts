import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayRecordPayments } from '../permissions.ts';
import { refusalOfPayment } from '../rules/notice-balance.ts';
import { refusalOfPaymentAfterClosing } from '../rules/year-closing.ts';
import { lockNotice, settleNotice } from '../store/notices.ts';
import { balanceOf, insertPayment, paymentByReference } from '../store/payments.ts';
import { closingInForce } from '../store/year-closings.ts';

export const CHANNELS = ['BANK_TRANSFER', 'GIROFONDI', 'PAGOPA', 'OTHER'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface NewPayment {
  noticeId: string;
  paidOn: string;
  amountCents: number;
  /** Bodies in tesoreria unica pay each other by girofondi. [C22] */
  channel: Channel;
  /** The bank's reference (TRN); the same one is not recorded twice. */
  reference?: string;
  /** The payer has paid more than is due, and it is meant: the rest stays as a credit. */
  overpaymentAccepted?: boolean;
}

/**
 * Records a payment of a notice.
 * @throws NotAllowed; NotFound; InvalidInput for a day to come or before the notice; RuleBroken
 * `fees.payment-not-positive`, `fees.payment-exceeds-balance`, `fees.payment-already-recorded`, `fees.notice-reconciled`,
 * `fees.year-closed`, `fees.year-closed-to-excess`.
 */
export async function recordPayment(call: Call, input: NewPayment): Promise<{ paymentId: string }> {
  demand(call, mayRecordPayments);
  if (input.paidOn > call.today)
    throw new InvalidInput({ data: 'La data del versamento non può essere futura.' });
  return perform(
    call,
    'fees.record-payment',
    async (tx) => {
      const notice = await lockNotice(tx, input.noticeId);
      if (notice.reconciledOn)
        throw new RuleBroken('fees.notice-reconciled', { on: formatItalianDate(notice.reconciledOn) });
      if (input.paidOn < notice.issuedOn)
        throw new InvalidInput({
          data: `Il versamento non può precedere l’avviso, emesso il ${formatItalianDate(notice.issuedOn)}.`,
        });
      const balance = await balanceOf(tx, notice.id);
      const closed = await closingInForce(tx, notice.feeYear);
      const refusal =
        (closed ? refusalOfPaymentAfterClosing(balance, input.amountCents) : null) ??
        refusalOfPayment(balance, input.amountCents, input.overpaymentAccepted);
      if (refusal)
        throw new RuleBroken(refusal.refused, { ...refusal.facts, year: notice.feeYear, field: 'importo' });
      const reference = input.reference?.trim() ?? '';
      if (reference) {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`fees.reference:${call.centreId}`}, 0))`.execute(
          tx.db,
        );
        if (await paymentByReference(tx, reference))
          throw new RuleBroken('fees.payment-already-recorded', { reference, field: 'riferimento' });
      }
      const paymentId = newId();
      await insertPayment(tx, { ...input, id: paymentId, reference });
      const settled = await settleNotice(tx, notice.id);
      tx.record({
        action: 'fees.payment-recorded',
        target: 'payment-notice',
        targetId: notice.id,
        facts: {
          paymentId,
          amountCents: input.amountCents,
          paidOn: input.paidOn,
          channel: input.channel,
          ...settled,
        },
      });
      await tx.announce('fees.payment-recorded', { noticeId: notice.id, paymentId });
      return { paymentId };
    },
    input,
  );
}
