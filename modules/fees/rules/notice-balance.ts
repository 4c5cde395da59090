/** What a notice asks, what was paid on it, what is open: always computed from lines and payments, never kept. */
import { type Cents, splitCents, sumCents } from '#platform/money';
import { type Refusal, refuse } from './refusal.ts';

/**
 * A line of a notice. CHARGE is what was asked at first, positive. A CREDIT (negative) or a DEBIT (positive)
 * corrects the line `correctsLineId`: lines are never edited. [C22]
 */
export interface BalanceLine {
  lineId: string;
  debtorId: string;
  kind: 'CHARGE' | 'CREDIT' | 'DEBIT';
  amount: Cents;
  correctsLineId?: string;
}

/** A payment: positive; negative when it takes back one recorded by mistake. `debtorId` when the payer said for whom. */
export interface BalancePayment {
  amount: Cents;
  debtorId?: string;
}

export interface NoticeBalance {
  /** First charges. */
  charged: Cents;
  /** Credits and debits. */
  corrected: Cents;
  /** charged + corrected. */
  due: Cents;
  paid: Cents;
  /** Still to be paid; 0 when over-paid. */
  open: Cents;
  /** Paid beyond what is due: to be given back or set off. */
  overpaid: Cents;
}

/**
 * The balance of a notice.
 * 1,644.38 asked, 1,000.00 paid → open 644.38. Credit of 44.38 → due 1,600.00, open 600.00.
 * Then 700.00 paid → open 0, over-paid 100.00.
 */
export function noticeBalance(
  lines: readonly BalanceLine[],
  payments: readonly BalancePayment[],
): NoticeBalance {
  const charged = sumCents(lines.filter(({ kind }) => kind === 'CHARGE').map(({ amount }) => amount));
  const corrected = sumCents(lines.filter(({ kind }) => kind !== 'CHARGE').map(({ amount }) => amount));
  const due = charged + corrected;
  const paid = sumCents(payments.map(({ amount }) => amount));
  return { charged, corrected, due, paid, open: Math.max(0, due - paid), overpaid: Math.max(0, paid - due) };
}

/** May a payment be recorded? It is positive, and beyond the balance only when over-payment is meant. */
export function refusalOfPayment(
  balance: NoticeBalance,
  amount: Cents,
  overpaymentAccepted = false,
): Refusal<'fees.payment-not-positive' | 'fees.payment-exceeds-balance'> | null {
  if (!Number.isSafeInteger(amount) || amount <= 0) return refuse('fees.payment-not-positive', { amount });
  if (amount > balance.open && !overpaymentAccepted)
    return refuse('fees.payment-exceeds-balance', { amount, open: balance.open });
  return null;
}

/**
 * The line that brings a line, with the corrections it already has, to a new amount; null when it is already there.
 * B owed 660.14 and should owe 600.00 → CREDIT −60.14. A line cannot go below zero.
 */
export function correctionOf(
  lineId: string,
  newAmount: Cents,
  lines: readonly BalanceLine[],
  newLineId: string,
): BalanceLine | null | Refusal<'fees.correction-below-zero' | 'fees.correction-of-nothing'> {
  const line = lines.find((candidate) => candidate.lineId === lineId && candidate.kind === 'CHARGE');
  if (!line) return refuse('fees.correction-of-nothing', { lineId });
  if (newAmount < 0) return refuse('fees.correction-below-zero', { lineId, newAmount });
  const corrections = lines
    .filter(({ correctsLineId }) => correctsLineId === lineId)
    .map(({ amount }) => amount);
  const amount = newAmount - line.amount - sumCents(corrections);
  if (amount === 0) return null;
  const kind = amount < 0 ? 'CREDIT' : 'DEBIT';
  return { lineId: newLineId, debtorId: line.debtorId, kind, amount, correctsLineId: lineId };
}

/** The line that undoes a correction: the opposite amount on the same line, so that the balance is where it was. */
export function reversalOf(
  correction: BalanceLine,
  newLineId: string,
): BalanceLine | Refusal<'fees.reversal-of-charge'> {
  if (correction.kind === 'CHARGE') return refuse('fees.reversal-of-charge', { lineId: correction.lineId });
  const kind = correction.kind === 'CREDIT' ? 'DEBIT' : 'CREDIT';
  return { ...correction, lineId: newLineId, kind, amount: -correction.amount };
}

/**
 * What is still open for each debtor of a notice: the payer is late, the debtor remains the comune [trap 12].
 * A payment goes to the debtor that the payer named; the rest is spread in proportion to what is open, by largest
 * remainder (art. 1193 c.c.: debts alike in all else are met in proportion).
 */
export function openByDebtor(
  lines: readonly BalanceLine[],
  payments: readonly BalancePayment[],
): { debtorId: string; due: Cents; open: Cents }[] {
  const due = new Map<string, Cents>();
  for (const { debtorId, amount } of lines) due.set(debtorId, (due.get(debtorId) ?? 0) + amount);
  const named = new Map<string | undefined, Cents>();
  for (const { debtorId, amount } of payments) {
    const whose = debtorId !== undefined && due.has(debtorId) ? debtorId : undefined;
    named.set(whose, (named.get(whose) ?? 0) + amount);
  }
  const open = new Map(due);
  let unnamed = named.get(undefined) ?? 0;
  for (const [debtorId, owed] of due) {
    const paid = named.get(debtorId) ?? 0;
    const taken = Math.min(paid, Math.max(0, owed));
    open.set(debtorId, owed - taken);
    unnamed += paid - taken;
  }
  return spread(due, open, unnamed);
}

function spread(due: Map<string, Cents>, open: Map<string, Cents>, payment: Cents) {
  const debtors = [...due.keys()];
  const left = debtors.map((debtorId) => Math.max(0, open.get(debtorId) ?? 0));
  const total = sumCents(left);
  const taken = total === 0 ? left.map(() => 0) : splitCents(Math.max(0, Math.min(payment, total)), left);
  return debtors.map((debtorId, i) => ({
    debtorId,
    due: due.get(debtorId) ?? 0,
    open: (left[i] ?? 0) - (taken[i] ?? 0),
  }));
}
