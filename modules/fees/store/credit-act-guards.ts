/** What stops an act on a credit, looked at under the lock of its notices: at the proposal, and again at the decision. */
import { formatItalianDate } from '#platform/calendar';
import type { Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { refusalOfTakingBack } from '../rules/credit.ts';
import { refusalOfReversalAfterClosing } from '../rules/year-closing.ts';
import { creditSince, movementsOfAct, type StoredCreditAct } from './credit-acts.ts';
import type { LockedNotice } from './notices.ts';
import { closingInForce } from './year-closings.ts';

/** @throws RuleBroken `fees.notice-reconciled` */
export function refuseReconciled(notice: LockedNotice): void {
  if (notice.reconciledOn)
    throw new RuleBroken('fees.notice-reconciled', { on: formatItalianDate(notice.reconciledOn) });
}

/**
 * A credit is not spent before it is there, nor on a notice that is not issued yet: the balances of the days in
 * between would not be true.
 * @throws RuleBroken `fees.credit-act-before-credit`, `fees.offset-before-notice`
 */
export async function refuseOutOfTime(
  tx: Transaction,
  doneOn: string,
  from: LockedNotice,
  to?: LockedNotice,
): Promise<void> {
  const since = await creditSince(tx, from.id);
  if (since && doneOn < since)
    throw new RuleBroken('fees.credit-act-before-credit', { since: formatItalianDate(since), field: 'data' });
  if (to && doneOn < to.issuedOn)
    throw new RuleBroken('fees.offset-before-notice', {
      issuedOn: formatItalianDate(to.issuedOn),
      field: 'data',
    });
}

/**
 * May the movements of an approved act be taken back? Not what a closing has frozen, nor money that is no longer there.
 * @throws RuleBroken `fees.year-closed-to-annulments`, `fees.payment-given-back`
 */
export async function refuseUndoing(
  tx: Transaction,
  act: Pick<StoredCreditAct, 'id'>,
  notices: readonly LockedNotice[],
): Promise<void> {
  for (const movement of await movementsOfAct(tx, act.id)) {
    const notice = notices.find(({ id }) => id === movement.noticeId)!;
    if (refusalOfReversalAfterClosing(await closingInForce(tx, notice.feeYear), movement.follows))
      throw new RuleBroken('fees.year-closed-to-annulments', { year: notice.feeYear });
    const spent = refusalOfTakingBack(notice.paidCents, movement.amountCents);
    if (spent) throw new RuleBroken(spent.refused, spent.facts);
  }
}
