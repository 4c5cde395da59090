/** Who pays for whom: fees are assessed per comune, and notices go to who has taken them on. [D2, S4 B2] */
import { type Cents, decimal, eurosOf, roundToCents, splitCents, sumCents } from '#platform/money';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** What a body owes for itself: its own fee, associations included. */
export interface Debt {
  debtorId: string;
  assessmentId: string;
  amount: Cents;
}

/** A payer takes on a share (0 to 1, decimal text) or a fixed amount of a debtor's fee, by an act. */
export interface PayerAgreement {
  agreementId: string;
  debtorId: string;
  payerId: string;
  cover: { kind: 'SHARE'; share: string } | { kind: 'AMOUNT'; amount: Cents };
}

/** A line of a notice: for whom, on which assessment, by which agreement (null: for itself). */
export interface NoticeLine {
  debtorId: string;
  assessmentId: string;
  agreementId: string | null;
  amount: Cents;
}
export interface DraftNotice {
  payerId: string;
  lines: NoticeLine[];
  total: Cents;
}
export type SplitRefusal = Refusal<
  | 'fees.payer-share-out-of-range'
  | 'fees.payer-amount-exceeds-fee'
  | 'fees.payer-agreements-exceed-fee'
  | 'fees.payer-is-debtor'
>;

/**
 * The notices of a year: one per payer, a line per debtor; their sum is the sum of the fees, to the cent.
 * payerShare = HALF_UP(Q·p), the debtor pays Q − payerShare. Shares that make 100 % together leave nothing to the
 * debtor. An association that is a member owes its own fee too: it is simply one more debt.
 *
 * Unione pays 60 % of A, B, C and 100 % of D, and its own 300.00:
 *   A 510.00 → 306.00 / 204.00    B 660.14 → 396.08 / 264.06 [trap 11]
 *   C 420.00 → 252.00 / 168.00    D 390.30 → 390.30 / 0
 *   notice of the Unione 1,344.38 + 300.00 = 1,644.38, comuni 636.06
 */
export function splitByPayer(
  debts: readonly Debt[],
  agreements: readonly PayerAgreement[],
): DraftNotice[] | SplitRefusal {
  const notices = new Map<string, NoticeLine[]>();
  for (const debt of debts) {
    const lines = splitDebt(
      debt,
      agreements.filter(({ debtorId }) => debtorId === debt.debtorId),
    );
    if (isRefusal(lines)) return lines;
    for (const { payerId, ...line } of lines) notices.set(payerId, [...(notices.get(payerId) ?? []), line]);
  }
  return [...notices].map(([payerId, lines]) => ({
    payerId,
    lines,
    total: sumCents(lines.map(({ amount }) => amount)),
  }));
}

/** One debt among its payers; lines of 0 are left out, but a debt of 0 keeps one, so that nobody thinks it forgotten. */
export function splitDebt(
  debt: Debt,
  agreements: readonly PayerAgreement[],
): (NoticeLine & { payerId: string })[] | SplitRefusal {
  const refusal = refusalOf(debt, agreements);
  if (refusal) return refusal;
  const covered = coveredBy(debt.amount, agreements);
  const own = debt.amount - sumCents(covered);
  if (own < 0) return refuse('fees.payer-agreements-exceed-fee', { ...debt, covered: sumCents(covered) });
  const line = (payerId: string, agreementId: string | null, amount: Cents) => ({
    payerId,
    debtorId: debt.debtorId,
    assessmentId: debt.assessmentId,
    agreementId,
    amount,
  });
  const lines = agreements.map(({ payerId, agreementId }, i) => line(payerId, agreementId, covered[i] ?? 0));
  const all = [...lines, line(debt.debtorId, null, own)];
  const worth = all.filter(({ amount }) => amount > 0);
  return worth.length > 0 ? worth : all.slice(-1);
}

function refusalOf(debt: Debt, agreements: readonly PayerAgreement[]): SplitRefusal | null {
  for (const { agreementId, payerId, cover } of agreements) {
    if (payerId === debt.debtorId) return refuse('fees.payer-is-debtor', { agreementId });
    if (cover.kind === 'SHARE' && !isFraction(cover.share))
      return refuse('fees.payer-share-out-of-range', { agreementId });
    if (
      cover.kind === 'AMOUNT' &&
      !(Number.isSafeInteger(cover.amount) && cover.amount >= 0 && cover.amount <= debt.amount)
    )
      return refuse('fees.payer-amount-exceeds-fee', { agreementId, amount: cover.amount, fee: debt.amount });
  }
  if (totalShare(agreements).gt(1)) return refuse('fees.payer-agreements-exceed-fee', { ...debt });
  return null;
}

const isFraction = (share: string): boolean => /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(share);

const totalShare = (agreements: readonly PayerAgreement[]) =>
  agreements.reduce((sum, { cover }) => (cover.kind === 'SHARE' ? sum.plus(cover.share) : sum), decimal(0));

/**
 * What each agreement covers. Two payers at 50 % of 0.03 would round to 0.02 each: shares that make exactly 100 %
 * are split by largest remainder; otherwise each is rounded half up and takes no more than is left to be shared.
 */
function coveredBy(fee: Cents, agreements: readonly PayerAgreement[]): Cents[] {
  const shares = agreements.map(({ cover }) => (cover.kind === 'SHARE' ? cover.share : '0'));
  if (totalShare(agreements).eq(1)) {
    const split = splitCents(fee, shares);
    return agreements.map(({ cover }, i) => (cover.kind === 'AMOUNT' ? cover.amount : (split[i] ?? 0)));
  }
  let left = fee;
  return agreements.map(({ cover }) => {
    if (cover.kind === 'AMOUNT') return cover.amount;
    const amount = Math.min(left, roundToCents(eurosOf(fee).times(cover.share)));
    left -= amount;
    return amount;
  });
}
