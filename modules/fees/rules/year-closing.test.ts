import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { closingFigures, digestOfFigures, type NoticeToClose } from './closing-figures.ts';
import { noticeBalance } from './notice-balance.ts';
import { isRefusal } from './refusal.ts';
import {
  CLOSING_ACTS,
  CLOSING_STATES,
  type ClosingState,
  closingObstacles,
  inForce,
  nextClosingState,
  refusalOfPaymentAfterClosing,
  refusalOfReversalAfterClosing,
} from './year-closing.ts';

const eyes = { askedBy: 'anna', decidedBy: 'bruno' };
const done = {
  year: 2026,
  today: '2027-01-01',
  notices: 3,
  openRuns: 0,
  corrections: 0,
  creditActs: 0,
  bankFiles: 0,
  unreconciled: 0,
};

describe('the closing of a year [C22]', () => {
  it('is prepared, approved, and reopened by two people', () => {
    let state: ClosingState | null = null;
    for (const act of ['PREPARED', 'APPROVED', 'REOPENING_PROPOSED', 'REOPENED'] as const) {
      const next = nextClosingState(state, act, eyes);
      assert.ok(!isRefusal(next));
      state = next;
    }
    assert.equal(state, 'REOPENED');
  });

  it('four eyes: nobody decides on what they asked, nor when nobody is known [P1]', () => {
    for (const [state, act] of [
      ['PREPARED', 'APPROVED'],
      ['PREPARED', 'REJECTED'],
      ['REOPENING_PROPOSED', 'REOPENED'],
      ['REOPENING_PROPOSED', 'REOPENING_REJECTED'],
    ] as const) {
      assert.ok(isRefusal(nextClosingState(state, act, { askedBy: 'anna', decidedBy: 'anna' })));
      assert.ok(isRefusal(nextClosingState(state, act)));
      assert.ok(!isRefusal(nextClosingState(state, act, eyes)));
    }
  });

  it('no order of acts reaches an unknown state, and the year is closed only between an approval and a reopening', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CLOSING_ACTS), { maxLength: 30 }), (acts) => {
        let state: ClosingState | null = null;
        let closed = false;
        for (const act of acts) {
          const next = nextClosingState(state, act, eyes);
          if (isRefusal(next)) continue;
          assert.ok(CLOSING_STATES.includes(next));
          assert.notEqual(state, 'WITHDRAWN');
          assert.notEqual(state, 'REJECTED');
          assert.notEqual(state, 'REOPENED');
          if (act === 'APPROVED') closed = true;
          if (act === 'REOPENED') closed = false;
          assert.equal(inForce(next), closed);
          state = next;
        }
      }),
    );
  });

  it('waits for what is not finished, and not for what can be carried over', () => {
    assert.deepEqual(closingObstacles(done), []);
    assert.deepEqual(closingObstacles({ ...done, today: '2026-12-31' }), [
      { obstacle: 'YEAR_NOT_OVER', count: 1 },
    ]);
    assert.deepEqual(
      closingObstacles({
        ...done,
        notices: 0,
        openRuns: 1,
        corrections: 2,
        creditActs: 3,
        bankFiles: 3,
        unreconciled: 4,
      }).map(({ obstacle, count }) => `${obstacle} ${count}`),
      [
        'NO_NOTICES 1',
        'OPEN_RUNS 1',
        'CORRECTIONS_WAITING 2',
        'CREDIT_ACTS_WAITING 3',
        'BANK_FILES_PLANNED 3',
        'PAID_NOT_RECONCILED 4',
      ],
    );
  });

  it('leaves open the payment of a carried balance, and nothing more', () => {
    const balance = noticeBalance([{ lineId: '1', debtorId: 'a', kind: 'CHARGE', amount: 20400 }], []);
    assert.equal(refusalOfPaymentAfterClosing(balance, 20400), null);
    assert.equal(refusalOfPaymentAfterClosing(balance, 20500)?.refused, 'fees.year-closed-to-excess');
    assert.equal(refusalOfPaymentAfterClosing({ ...balance, open: 0 }, 1)?.refused, 'fees.year-closed');
    assert.equal(refusalOfReversalAfterClosing('c', null)?.refused, 'fees.year-closed-to-reversals');
    assert.equal(refusalOfReversalAfterClosing('c', 'c'), null);
    assert.equal(refusalOfReversalAfterClosing(null, 'c'), null);
  });
});

describe('the figures that a closing freezes', () => {
  const assessed = { assessedBodies: 3, assessed: 244208, missing: 0 };
  const unione: NoticeToClose = {
    noticeId: 'n1',
    payerId: 'unione',
    payerName: 'Unione',
    paid: 50000,
    debts: [
      { debtorId: 'a', debtorName: 'Alfa', noticed: 30600, corrected: 0 },
      { debtorId: 'b', debtorName: 'Beta', noticed: 39608, corrected: 0 },
    ],
  };
  const gamma: NoticeToClose = {
    noticeId: 'n2',
    payerId: 'g',
    payerName: 'Gamma',
    paid: 180000,
    debts: [{ debtorId: 'g', debtorName: 'Gamma', noticed: 174000, corrected: 0 }],
  };

  it('are by who pays and by who owes; an excess is a credit of who pays', () => {
    const figures = closingFigures(2026, assessed, [unione, gamma]);
    const told = figures.rows.map((r) => [r.side, r.name, r.due, r.paid, r.open, r.credit]);
    assert.deepEqual(told, [
      ['PAYER', 'Unione', 70208, 50000, 20208, 0],
      ['DEBTOR', 'Alfa', 30600, 21792, 8808, 0],
      ['DEBTOR', 'Beta', 39608, 28208, 11400, 0],
      ['PAYER', 'Gamma', 174000, 180000, 0, 6000],
      ['DEBTOR', 'Gamma', 174000, 174000, 0, 0],
    ]);
    assert.deepEqual(figures.carried, [
      { noticeId: 'n1', kind: 'OPEN', amount: 20208 },
      { noticeId: 'n2', kind: 'CREDIT', amount: 6000 },
    ]);
  });

  it('add up, whatever was asked, corrected and paid, and a cent elsewhere is another digest', () => {
    const debt = fc.record({
      debtorId: fc.constantFrom('a', 'b', 'c', 'd'),
      noticed: fc.nat(500_000),
      cut: fc.integer({ min: -100, max: 100 }),
    });
    const notice = fc.record({
      payerId: fc.constantFrom('p', 'q', 'r'),
      paid: fc.nat(900_000),
      debts: fc.uniqueArray(debt, { minLength: 1, selector: (d) => d.debtorId }),
    });
    fc.assert(
      fc.property(fc.array(notice, { minLength: 1, maxLength: 8 }), (made) => {
        const notices = made.map(({ payerId, paid, debts }, i) => ({
          noticeId: `n${i}`,
          payerId,
          payerName: payerId,
          paid,
          debts: debts.map(({ debtorId, noticed, cut }) => ({
            debtorId,
            debtorName: debtorId,
            noticed,
            corrected: Math.trunc((noticed * cut) / 100),
          })),
        }));
        const figures = closingFigures(2026, assessed, notices);
        const { totals: t } = figures;
        assert.equal(t.due - t.paid, t.open - t.credit);
        const of = (side: string, key: 'due' | 'paid' | 'open') =>
          figures.rows.filter((r) => r.side === side).reduce((sum, r) => sum + r[key], 0);
        assert.equal(of('DEBTOR', 'due'), t.due);
        assert.equal(of('DEBTOR', 'open'), t.open);
        assert.equal(of('DEBTOR', 'paid'), t.paid - t.credit);
        assert.equal(
          figures.carried.reduce((sum, c) => sum + (c.kind === 'OPEN' ? c.amount : -c.amount), 0),
          t.open - t.credit,
        );
        const [first, ...rest] = notices;
        assert.equal(digestOfFigures(closingFigures(2026, assessed, notices)), digestOfFigures(figures));
        assert.notEqual(
          digestOfFigures(closingFigures(2026, assessed, [{ ...first!, paid: first!.paid + 1 }, ...rest])),
          digestOfFigures(figures),
        );
      }),
    );
  });
});
