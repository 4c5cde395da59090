import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayApproveAssessments } from '../permissions.ts';
import { refusalOfOffset, refusalOfRefund } from '../rules/credit.ts';
import { refusalOfFourEyes } from '../rules/four-eyes.ts';
import { refuseOutOfTime, refuseReconciled, refuseUndoing } from '../store/credit-act-guards.ts';
import {
  decideStoredAct,
  findCreditAct,
  movementsOfAct,
  noticesOfAct,
  type StoredCreditAct,
} from '../store/credit-acts.ts';
import { type LockedNotice, lockNotices, settleNotice } from '../store/notices.ts';
import { balanceOf, insertPayment } from '../store/payments.ts';
import { eyesOf } from './approve-run.ts';

/**
 * Approves or rejects a proposed refund, offset or annulment. Approved, the money moves: rows of the payments, on one
 * notice or on two, all in this transaction. Who proposed it cannot decide. The credit and what is open are looked at
 * again, as they are now. [P1, C22]
 * @throws NotAllowed; NotFound; InvalidInput when rejected without a reason; RuleBroken `fees.four-eyes`,
 * `fees.credit-act-decided`, `fees.notice-reconciled`, and what refuses the proposal.
 */
export async function decideCreditAct(
  call: Call,
  input: { creditActId: string; approve: boolean; reason?: string | null },
): Promise<{ noticeId: string }> {
  demand(call, mayApproveAssessments);
  const reason = input.reason?.trim() || null;
  if (!input.approve && !reason) throw new InvalidInput({ motivo: 'Indicare il motivo del rifiuto.' });
  return perform(
    call,
    'fees.decide-credit-act',
    async (tx) => {
      const ids = noticesOfAct(await findCreditAct(tx, input.creditActId));
      const notices = await lockNotices(tx, ids);
      const act = await findCreditAct(tx, input.creditActId);
      if (act.state !== 'PROPOSED') throw new RuleBroken('fees.credit-act-decided');
      const eyes = refusalOfFourEyes(
        [eyesOf(act.proposedById, act.proposedBy)],
        eyesOf(call.actor.accountId, call.actor.name),
      );
      if (eyes) throw new RuleBroken(eyes.refused, eyes.facts);
      if (input.approve) {
        notices.forEach(refuseReconciled);
        if (act.annulsId) await annul(tx, act, act.annulsId, notices);
        else await carryOut(tx, act, notices);
      }
      await decideStoredAct(tx, act.id, input.approve, reason);
      await tell(tx, act, input.approve, reason, notices);
      return { noticeId: act.noticeId };
    },
    input,
  );
}

/** Writes what an approved refund or offset moves, after looking at credit and open balance as they are now. */
async function carryOut(
  tx: Transaction,
  act: StoredCreditAct,
  [from, to]: readonly LockedNotice[],
): Promise<void> {
  const { overpaid } = await balanceOf(tx, from!.id);
  // What else waits does not count here: of several acts on a credit that has shrunk, the first decided goes through.
  const refusal = to
    ? refusalOfOffset(
        { payerId: from!.payerId, overpaid, waiting: 0 },
        { payerId: to.payerId, open: (await balanceOf(tx, to.id)).open, waiting: 0 },
        act.amountCents,
      )
    : refusalOfRefund({ overpaid, waiting: 0 }, act.amountCents);
  if (refusal) throw new RuleBroken(refusal.refused, refusal.facts);
  await refuseOutOfTime(tx, act.doneOn, from!, to);
  const movement = {
    paidOn: act.doneOn,
    channel: act.channel,
    reference: act.reference,
    creditActId: act.id,
  };
  await insertPayment(tx, {
    ...movement,
    id: newId(),
    noticeId: from!.id,
    amountCents: -act.amountCents,
    reason: to ? `Con l’avviso n. ${to.number}/${to.year}: ${act.reason}` : act.reason,
  });
  if (!to) return;
  const paymentId = newId();
  await insertPayment(tx, {
    ...movement,
    id: paymentId,
    noticeId: to.id,
    amountCents: act.amountCents,
    reason: `Con il credito dell’avviso n. ${from!.number}/${from!.year}: ${act.reason}`,
  });
  await tx.announce('fees.payment-recorded', { noticeId: to.id, paymentId });
}

/** Takes back each movement of an approved act, with one of the opposite sign. */
async function annul(
  tx: Transaction,
  act: StoredCreditAct,
  annulsId: string,
  notices: readonly LockedNotice[],
): Promise<void> {
  await refuseUndoing(tx, { id: annulsId }, notices);
  for (const movement of await movementsOfAct(tx, annulsId))
    await insertPayment(tx, {
      id: newId(),
      noticeId: movement.noticeId,
      paidOn: act.doneOn,
      amountCents: -movement.amountCents,
      channel: movement.channel,
      reference: '',
      reversesId: movement.id,
      reason: act.reason,
      creditActId: act.id,
    });
}

/** Brings the totals of the notices up to date and writes the event on each of them. */
async function tell(
  tx: Transaction,
  act: StoredCreditAct,
  approved: boolean,
  reason: string | null,
  notices: readonly LockedNotice[],
): Promise<void> {
  for (const notice of notices) {
    const settled = approved ? await settleNotice(tx, notice.id) : {};
    const event = {
      target: 'payment-notice',
      targetId: notice.id,
      reason: reason ?? act.reason,
      facts: {
        creditActId: act.id,
        kind: act.kind,
        amountCents: act.amountCents,
        ...(act.annulsId ? { annuls: act.annulsId } : {}),
        ...settled,
      },
    };
    if (!approved) tx.record({ action: 'fees.credit-act-rejected', ...event });
    else if (act.annulsId) tx.record({ action: 'fees.credit-act-annulled', ...event });
    else tx.record({ action: 'fees.credit-act-approved', ...event });
  }
}
