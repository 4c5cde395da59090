/** The figures that a closing freezes, by who pays and by who owes, and the digest that proves them. */
import { createHash } from 'node:crypto';
import { type Cents, sumCents } from '#platform/money';
import { noticeBalance, openByDebtor } from './notice-balance.ts';

/** A notice as the closing reads it: what each debtor owes on it, and what was paid on the whole. */
export interface NoticeToClose {
  noticeId: string;
  payerId: string;
  payerName: string;
  paid: Cents;
  debts: readonly { debtorId: string; debtorName: string; noticed: Cents; corrected: Cents }[];
}

export interface ClosingRow {
  side: 'PAYER' | 'DEBTOR';
  bodyId: string;
  name: string;
  notices: number;
  noticed: Cents;
  corrected: Cents;
  due: Cents;
  paid: Cents;
  open: Cents;
  credit: Cents;
}

export interface CarriedBalance {
  noticeId: string;
  kind: 'OPEN' | 'CREDIT';
  amount: Cents;
}

export interface ClosingTotals {
  assessedBodies: number;
  assessed: Cents;
  /** Bodies left without a fee because a figure is missing. */
  missing: number;
  notices: number;
  noticed: Cents;
  corrected: Cents;
  due: Cents;
  paid: Cents;
  open: Cents;
  credit: Cents;
}

export interface ClosingFigures {
  year: number;
  totals: ClosingTotals;
  rows: readonly ClosingRow[];
  carried: readonly CarriedBalance[];
}

/**
 * The figures of a year from its notices. What was paid beyond a notice is a credit of who pays it, never of the
 * debtors: on the debtors' side what was paid is what was due less what is open.
 * Unione, for A 306.00 and B 396.08, paid 500.00 → payer: due 702.08, paid 500.00, open 202.08;
 * debtors: A open 88.08, B open 114.00. Gamma, 1,740.00, paid 1,800.00 → credit 60.00 of the payer.
 */
export function closingFigures(
  year: number,
  assessed: Pick<ClosingTotals, 'assessedBodies' | 'assessed' | 'missing'>,
  notices: readonly NoticeToClose[],
): ClosingFigures {
  const rows = new Map<string, ClosingRow>();
  const carried: CarriedBalance[] = [];
  for (const notice of notices) {
    const lines = notice.debts.flatMap((debt) => linesOf(debt));
    const payments = [{ amount: notice.paid }];
    const balance = noticeBalance(lines, payments);
    addTo(rows, 'PAYER', notice.payerId, notice.payerName, {
      noticed: balance.charged,
      corrected: balance.corrected,
      paid: balance.paid,
      open: balance.open,
      credit: balance.overpaid,
    });
    const open = new Map(openByDebtor(lines, payments).map((one) => [one.debtorId, one.open]));
    for (const { debtorId, debtorName, noticed, corrected } of notice.debts) {
      const stillOpen = open.get(debtorId) ?? 0;
      const paid = noticed + corrected - stillOpen;
      addTo(rows, 'DEBTOR', debtorId, debtorName, { noticed, corrected, paid, open: stillOpen, credit: 0 });
    }
    if (balance.open > 0) carried.push({ noticeId: notice.noticeId, kind: 'OPEN', amount: balance.open });
    if (balance.overpaid > 0)
      carried.push({ noticeId: notice.noticeId, kind: 'CREDIT', amount: balance.overpaid });
  }
  const payers = [...rows.values()].filter(({ side }) => side === 'PAYER');
  const total = (of: (row: ClosingRow) => Cents) => sumCents(payers.map(of));
  return {
    year,
    totals: {
      ...assessed,
      notices: notices.length,
      noticed: total((row) => row.noticed),
      corrected: total((row) => row.corrected),
      due: total((row) => row.due),
      paid: total((row) => row.paid),
      open: total((row) => row.open),
      credit: total((row) => row.credit),
    },
    rows: [...rows.values()],
    carried,
  };
}

const linesOf = ({ debtorId, noticed, corrected }: NoticeToClose['debts'][number]) => [
  { lineId: debtorId, debtorId, kind: 'CHARGE' as const, amount: noticed },
  {
    lineId: `${debtorId} corrected`,
    debtorId,
    kind: corrected < 0 ? ('CREDIT' as const) : ('DEBIT' as const),
    amount: corrected,
    correctsLineId: debtorId,
  },
];

function addTo(
  rows: Map<string, ClosingRow>,
  side: ClosingRow['side'],
  bodyId: string,
  name: string,
  add: Pick<ClosingRow, 'noticed' | 'corrected' | 'paid' | 'open' | 'credit'>,
): void {
  const key = `${side} ${bodyId}`;
  const known = rows.get(key) ?? {
    side,
    bodyId,
    name,
    notices: 0,
    noticed: 0,
    corrected: 0,
    due: 0,
    paid: 0,
    open: 0,
    credit: 0,
  };
  rows.set(key, {
    ...known,
    notices: known.notices + 1,
    noticed: known.noticed + add.noticed,
    corrected: known.corrected + add.corrected,
    due: known.due + add.noticed + add.corrected,
    paid: known.paid + add.paid,
    open: known.open + add.open,
    credit: known.credit + add.credit,
  });
}

/** SHA-256 (hexadecimal) of the figures, in an order of their own: the same figures always give the same digest. */
export function digestOfFigures({ year, totals: t, rows, carried }: ClosingFigures): string {
  const text = JSON.stringify([
    year,
    [
      t.assessedBodies,
      t.assessed,
      t.missing,
      t.notices,
      t.noticed,
      t.corrected,
      t.due,
      t.paid,
      t.open,
      t.credit,
    ],
    rows
      .map((r) => [
        r.side,
        r.bodyId,
        r.name,
        r.notices,
        r.noticed,
        r.corrected,
        r.due,
        r.paid,
        r.open,
        r.credit,
      ])
      .toSorted((one, other) => compare(`${one[0]} ${one[1]}`, `${other[0]} ${other[1]}`)),
    carried
      .map((c) => [c.noticeId, c.kind, c.amount])
      .toSorted((one, other) => compare(String(one[0]), String(other[0]))),
  ]);
  return createHash('sha256').update(text).digest('hex');
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
