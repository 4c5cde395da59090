/** What ends a credit [C22]: money given back (refund), or set against another notice of the same payer (offset). */
import type { Cents } from '#platform/money';
import type { NoticeBalance } from './notice-balance.ts';
import { type Refusal, refuse } from './refusal.ts';

export const CREDIT_ACT_KINDS = ['REFUND', 'OFFSET'] as const;
export type CreditActKind = (typeof CREDIT_ACT_KINDS)[number];

export const CREDIT_ACT_STATES = ['PROPOSED', 'APPROVED', 'REJECTED'] as const;
export type CreditActState = (typeof CREDIT_ACT_STATES)[number];

/** How money goes back to a body: girofondi between bodies in tesoreria unica. [C22] */
export const REFUND_CHANNELS = ['GIROFONDI', 'BANK_TRANSFER', 'OTHER'] as const;
export type RefundChannel = (typeof REFUND_CHANNELS)[number];

/** What a movement of a notice is: money that came, what takes a movement back, what a credit act moved. */
export type MovementKind = 'PAYMENT' | 'REVERSAL' | CreditActKind;

/** A notice with a credit. `waiting`: sum of the acts on this credit that nobody has decided on, in cents. */
export interface CreditSide {
  payerId: string;
  overpaid: NoticeBalance['overpaid'];
  waiting: Cents;
}

/** A notice that a credit would pay. `waiting`: sum of the offsets towards it that nobody has decided on, in cents. */
export interface OpenSide {
  payerId: string;
  open: NoticeBalance['open'];
  waiting: Cents;
}

type OfCredit =
  | 'fees.credit-amount-not-positive'
  | 'fees.notice-without-credit'
  | 'fees.amount-exceeds-credit'
  | 'fees.credit-already-engaged';

/**
 * May an amount be given back to the payer of a notice? At most its credit, less what other acts wait to take of it.
 *   credit 60.00, nothing waits: 60.00 → yes · 20.00 → yes, 40.00 stay · 60.01 → no · 0 or less → no
 *   credit 60.00, an act of 45.00 waits: 15.00 → yes · 15.01 → no, 15.00 are free · an act of 60.00 waits: 0.01 → no
 *   no credit → no
 */
export function refusalOfRefund(
  { overpaid, waiting }: Omit<CreditSide, 'payerId'>,
  amount: Cents,
): Refusal<OfCredit> | null {
  if (!Number.isSafeInteger(amount) || amount <= 0)
    return refuse('fees.credit-amount-not-positive', { amount });
  if (overpaid === 0) return refuse('fees.notice-without-credit');
  if (amount > overpaid) return refuse('fees.amount-exceeds-credit', { amount, overpaid });
  if (amount > overpaid - waiting)
    return refuse('fees.credit-already-engaged', { amount, waiting, free: Math.max(0, overpaid - waiting) });
  return null;
}

/**
 * May a credit be set against another notice? Of the same payer and open: a debt of one body is not paid with the
 * money of another (art. 1241 c.c.: two persons, each debtor of the other). At most the credit and what is open.
 *   credit 60.00 of Gamma, Gamma's notice open for 40.00: 40.00 → yes, 20.00 of credit stay · 40.01 → no
 *   the same, an offset of 30.00 towards it waits: 10.00 → yes · 10.01 → no
 *   credit 60.00, open 500.00: 60.00 → yes · 60.01 → no
 *   credit of Gamma, notice of Beta → no · a notice with nothing open → no
 */
export function refusalOfOffset(
  from: CreditSide,
  to: OpenSide,
  amount: Cents,
): Refusal<
  OfCredit | 'fees.offset-to-another-payer' | 'fees.offset-to-paid-notice' | 'fees.offset-exceeds-open'
> | null {
  if (from.payerId !== to.payerId) return refuse('fees.offset-to-another-payer');
  const ofCredit = refusalOfRefund(from, amount);
  if (ofCredit) return ofCredit;
  if (to.open === 0) return refuse('fees.offset-to-paid-notice');
  const free = Math.max(0, to.open - to.waiting);
  return amount > free ? refuse('fees.offset-exceeds-open', { amount, open: free }) : null;
}

/**
 * May an act be annulled? An approved one, once; an annulment is not annulled in its turn, the act is proposed anew.
 */
export function refusalOfAnnulment(act: {
  state: CreditActState;
  annulsId: string | null;
  annulled: boolean;
}): Refusal<
  'fees.credit-act-is-an-annulment' | 'fees.credit-act-not-approved' | 'fees.credit-act-already-annulled'
> | null {
  if (act.annulsId !== null) return refuse('fees.credit-act-is-an-annulment');
  if (act.state !== 'APPROVED') return refuse('fees.credit-act-not-approved');
  return act.annulled ? refuse('fees.credit-act-already-annulled') : null;
}

/**
 * May money be taken back from a notice? Never more than is on it: the rest was given back or set off elsewhere.
 *   1,800.00 paid on 1,740.00, 60.00 refunded: taking back 1,800.00 → no, 1,740.00 are left: annul the refund first
 *   1,740.00 and 60.00 paid, 60.00 refunded: taking back 60.00 → yes, 60.00 are open again
 */
export function refusalOfTakingBack(paid: Cents, amount: Cents): Refusal<'fees.payment-given-back'> | null {
  return amount > paid ? refuse('fees.payment-given-back', { paid, amount }) : null;
}
