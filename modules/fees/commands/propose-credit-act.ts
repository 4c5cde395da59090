import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayRecordPayments } from '../permissions.ts';
import { type RefundChannel, refusalOfAnnulment, refusalOfOffset, refusalOfRefund } from '../rules/credit.ts';
import { refuseOutOfTime, refuseReconciled, refuseUndoing } from '../store/credit-act-guards.ts';
import {
  findCreditAct,
  insertCreditAct,
  type NewCreditAct,
  noticesOfAct,
  waitingOn,
} from '../store/credit-acts.ts';
import { lockNotice, lockNotices } from '../store/notices.ts';
import { balanceOf } from '../store/payments.ts';

export interface NewRefund {
  noticeId: string;
  /** In cents, at most the credit that no other act waits to take. */
  amountCents: number;
  /** The day of the payment order, in Europe/Rome; not to come. */
  doneOn: string;
  channel: RefundChannel;
  /** The payment order (mandato or girofondi) by which the money goes back. */
  reference: string;
  reason: string;
}

export interface NewOffset {
  noticeId: string;
  /** An open notice of the same payer, of any year. */
  toNoticeId: string;
  /** In cents, at most the free credit and what is open on the other notice. */
  amountCents: number;
  doneOn: string;
  /** The act that orders it, when there is one. */
  reference?: string;
  reason: string;
}

/**
 * Proposes to give a credit back to who paid too much; a second person decides. [C22, P1]
 * @throws NotAllowed; NotFound; InvalidInput without reference or reason, or for a day to come; RuleBroken
 * `fees.credit-amount-not-positive`, `fees.notice-without-credit`, `fees.amount-exceeds-credit`,
 * `fees.credit-already-engaged`, `fees.credit-act-before-credit`.
 */
export async function proposeRefund(call: Call, input: NewRefund): Promise<{ creditActId: string }> {
  demand(call, mayRecordPayments);
  const reference = input.reference.trim();
  const reason = input.reason.trim();
  refuseIncomplete(call, input.doneOn, {
    ...(reference ? {} : { riferimento: 'Indicare il mandato o il girofondi con cui si restituisce.' }),
    ...(reason ? {} : { motivo: 'Indicare il motivo della restituzione.' }),
  });
  return perform(
    call,
    'fees.propose-refund',
    async (tx) => {
      const notice = await lockNotice(tx, input.noticeId);
      const { overpaid } = await balanceOf(tx, notice.id);
      const { fromIt: waiting } = await waitingOn(tx, notice.id);
      const refusal = refusalOfRefund({ overpaid, waiting }, input.amountCents);
      if (refusal) throw new RuleBroken(refusal.refused, { ...refusal.facts, field: 'importo' });
      await refuseOutOfTime(tx, input.doneOn, notice);
      return propose(tx, {
        kind: 'REFUND',
        noticeId: notice.id,
        toNoticeId: null,
        amountCents: input.amountCents,
        doneOn: input.doneOn,
        channel: input.channel,
        reference,
        reason,
        annulsId: null,
      });
    },
    input,
  );
}

/**
 * Proposes to set a credit against another notice of the same payer; a second person decides. [C22, P1]
 * @throws NotAllowed; NotFound; InvalidInput without reason or for a day to come; RuleBroken as `proposeRefund`, and
 * `fees.offset-to-another-payer`, `fees.offset-to-paid-notice`, `fees.offset-exceeds-open`, `fees.notice-reconciled`.
 */
export async function proposeOffset(call: Call, input: NewOffset): Promise<{ creditActId: string }> {
  demand(call, mayRecordPayments);
  const reason = input.reason.trim();
  refuseIncomplete(call, input.doneOn, {
    ...(reason ? {} : { motivo: 'Indicare il motivo della compensazione.' }),
    ...(input.toNoticeId === input.noticeId
      ? { avviso: 'Scegliere un avviso diverso da quello che ha il credito.' }
      : {}),
  });
  return perform(
    call,
    'fees.propose-offset',
    async (tx) => {
      const notices = await lockNotices(tx, [input.noticeId, input.toNoticeId]);
      const [from, to] = [notices[0]!, notices[1]!];
      refuseReconciled(to);
      const [credit, debt] = [await balanceOf(tx, from.id), await balanceOf(tx, to.id)];
      const refusal = refusalOfOffset(
        {
          payerId: from.payerId,
          overpaid: credit.overpaid,
          waiting: (await waitingOn(tx, from.id)).fromIt,
        },
        { payerId: to.payerId, open: debt.open, waiting: (await waitingOn(tx, to.id)).toIt },
        input.amountCents,
      );
      if (refusal) {
        const field = OF_THE_OTHER.includes(refusal.refused) ? 'avviso' : 'importo';
        throw new RuleBroken(refusal.refused, { ...refusal.facts, field });
      }
      await refuseOutOfTime(tx, input.doneOn, from, to);
      return propose(tx, {
        kind: 'OFFSET',
        noticeId: from.id,
        toNoticeId: to.id,
        amountCents: input.amountCents,
        doneOn: input.doneOn,
        channel: 'OTHER',
        reference: input.reference?.trim() ?? '',
        reason,
        annulsId: null,
      });
    },
    input,
  );
}

const OF_THE_OTHER: readonly string[] = ['fees.offset-to-another-payer', 'fees.offset-to-paid-notice'];

/**
 * Proposes to annul an approved refund or offset: its movements are taken back when a second person approves.
 * @throws NotAllowed; NotFound; InvalidInput without a reason; RuleBroken `fees.credit-act-not-approved`,
 * `fees.credit-act-already-annulled`, `fees.credit-act-is-an-annulment`, `fees.notice-reconciled`,
 * `fees.payment-given-back`, `fees.year-closed-to-annulments`.
 */
export async function proposeAnnulment(
  call: Call,
  input: { creditActId: string; reason: string },
): Promise<{ creditActId: string; noticeId: string }> {
  demand(call, mayRecordPayments);
  const reason = input.reason.trim();
  if (!reason) throw new InvalidInput({ motivo: 'Indicare il motivo dell’annullamento.' });
  return perform(
    call,
    'fees.propose-annulment',
    async (tx) => {
      const ids = noticesOfAct(await findCreditAct(tx, input.creditActId));
      const notices = await lockNotices(tx, ids);
      const act = await findCreditAct(tx, input.creditActId);
      const refusal = refusalOfAnnulment(act);
      if (refusal) throw new RuleBroken(refusal.refused, refusal.facts);
      notices.forEach(refuseReconciled);
      await refuseUndoing(tx, act, notices);
      const proposed = await propose(tx, {
        kind: act.kind,
        noticeId: act.noticeId,
        toNoticeId: act.toNoticeId,
        amountCents: act.amountCents,
        doneOn: call.today,
        channel: act.channel,
        reference: '',
        reason,
        annulsId: act.id,
      });
      return { ...proposed, noticeId: act.noticeId };
    },
    input,
  );
}

function refuseIncomplete(call: Call, doneOn: string, missing: Record<string, string>): void {
  const wrong = {
    ...(doneOn > call.today
      ? { data: `La data non può essere futura: oggi è il ${formatItalianDate(call.today)}.` }
      : {}),
    ...missing,
  };
  if (Object.keys(wrong).length > 0) throw new InvalidInput(wrong);
}

async function propose(tx: Transaction, act: NewCreditAct): Promise<{ creditActId: string }> {
  const creditActId = await insertCreditAct(tx, act);
  tx.record({
    action: act.annulsId ? 'fees.annulment-proposed' : 'fees.credit-act-proposed',
    target: 'payment-notice',
    targetId: act.noticeId,
    reason: act.reason,
    facts: {
      creditActId,
      kind: act.kind,
      amountCents: act.amountCents,
      doneOn: act.doneOn,
      ...(act.toNoticeId ? { toNoticeId: act.toNoticeId } : {}),
      ...(act.annulsId ? { annuls: act.annulsId } : {}),
    },
  });
  return { creditActId };
}
