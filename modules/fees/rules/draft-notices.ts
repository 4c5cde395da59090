/** The notices of a run, drafted: who pays, in which order they are numbered, what each line says. */
import { type Cents, shareOfCents, sumCents } from '#platform/money';
import {
  type Debt,
  type NoticeLine,
  type PayerAgreement,
  type SplitRefusal,
  splitDebt,
} from './payer-split.ts';
import { isRefusal } from './refusal.ts';

/** A notice as the split makes it: its lines in the order of the debtors' names, who pays for itself first. */
export interface PayerNotice {
  payerId: string;
  lines: NoticeLine[];
  total: Cents;
}

/**
 * One notice a payer, one line a debtor, in the order of `order` (bodies by name). Σ lines = Σ debts, to the cent.
 * Each debt is split on its own, so the work grows with the debts alone.
 */
export function draftNotices(
  debts: readonly Debt[],
  agreements: ReadonlyMap<string, readonly PayerAgreement[]>,
  order: readonly string[],
): PayerNotice[] | SplitRefusal {
  const position = new Map(order.map((id, index) => [id, index]));
  const byPayer = new Map<string, NoticeLine[]>();
  for (const debt of debts) {
    const lines = splitDebt(debt, agreements.get(debt.debtorId) ?? []);
    if (isRefusal(lines)) return lines;
    for (const { payerId, ...line } of lines) {
      const known = byPayer.get(payerId);
      if (known) known.push(line);
      else byPayer.set(payerId, [line]);
    }
  }
  const rank = (payerId: string, line: NoticeLine): number =>
    line.debtorId === payerId ? -1 : (position.get(line.debtorId) ?? order.length);
  return [...byPayer]
    .sort(([a], [b]) => (position.get(a) ?? 0) - (position.get(b) ?? 0))
    .map(([payerId, lines]) => ({
      payerId,
      lines: lines.length > 1 ? lines.sort((a, b) => rank(payerId, a) - rank(payerId, b)) : lines,
      total: sumCents(lines.map(({ amount }) => amount)),
    }));
}

/** Ordinary rate. [DPR 633/1972 art. 16] With split payment the body pays it to the treasury, not to the centre. */
const VAT_PERCENT = 22;

/** The VAT of a line, rounded half up: none out of scope or exempt. 100.00 → 22.00 [D17] */
export function vatOf(net: Cents, treatment: string): Cents {
  return treatment === 'STANDARD_SPLIT_PAYMENT' ? shareOfCents(net, VAT_PERCENT, 100) : 0;
}
