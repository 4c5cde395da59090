import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sumCents } from '#platform/money';
import {
  type BalanceLine,
  correctionOf,
  noticeBalance,
  openByDebtor,
  refusalOfPayment,
  reversalOf,
} from './notice-balance.ts';
import { isRefusal } from './refusal.ts';

const charge = (lineId: string, amount: number): BalanceLine => ({
  lineId,
  debtorId: lineId,
  kind: 'CHARGE',
  amount,
});
const unione = [
  charge('a', 30600),
  charge('b', 39608),
  charge('c', 25200),
  charge('d', 39030),
  charge('unione', 30000),
];
const aCorrection = (...args: Parameters<typeof correctionOf>): BalanceLine => {
  const line = correctionOf(...args);
  assert.ok(line && !isRefusal(line));
  return line;
};

describe('the balance of a notice', () => {
  it('1,644.38 asked and 1,000.00 paid leave 644.38 open', () => {
    const { due, paid, open, overpaid } = noticeBalance(unione, [{ amount: 100000 }]);
    assert.deepEqual({ due, paid, open, overpaid }, { due: 164438, paid: 100000, open: 64438, overpaid: 0 });
  });
  it('a credit lowers it, and what was paid beyond is over-paid', () => {
    const credit = aCorrection('d', 39030 - 4438, unione, 'credit');
    const { due, open, overpaid, corrected } = noticeBalance(
      [...unione, credit],
      [{ amount: 100000 }, { amount: 70000 }],
    );
    assert.deepEqual(
      { due, open, overpaid, corrected },
      { due: 160000, open: 0, overpaid: 10000, corrected: -4438 },
    );
  });
  it('a payment beyond the balance is refused unless over-payment is meant', () => {
    const balance = noticeBalance(unione, []);
    assert.equal(refusalOfPayment(balance, 164439)?.refused, 'fees.payment-exceeds-balance');
    assert.equal(refusalOfPayment(balance, 164439, true), null);
    assert.equal(refusalOfPayment(balance, 164438), null);
    assert.equal(refusalOfPayment(balance, 0)?.refused, 'fees.payment-not-positive');
    assert.equal(refusalOfPayment(balance, 0.5)?.refused, 'fees.payment-not-positive');
  });
});

describe('corrections', () => {
  it('are lines: from 660.14 to 600.00 is a credit of 60.14, then to 650.00 a debit of 50.00', () => {
    const lines = [charge('b', 66014)];
    const credit = aCorrection('b', 60000, lines, 'x1');
    assert.deepEqual([credit.kind, credit.amount], ['CREDIT', -6014]);
    const debit = aCorrection('b', 65000, [...lines, credit], 'x2');
    assert.deepEqual([debit.kind, debit.amount], ['DEBIT', 5000]);
    assert.equal(correctionOf('b', 65000, [...lines, credit, debit], 'x3'), null);
  });
  it('cannot bring a line below zero, nor correct what is not there', () => {
    assert.ok(isRefusal(correctionOf('b', -1, [charge('b', 1)], 'x')));
    assert.ok(isRefusal(correctionOf('z', 1, [charge('b', 1)], 'x')));
    assert.ok(isRefusal(reversalOf(charge('b', 1), 'x')));
  });
  it('and their reversal leave the balance where it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10 ** 7), { minLength: 1, maxLength: 6 }),
        fc.nat(10 ** 7),
        fc.array(fc.integer({ min: 1, max: 10 ** 6 })),
        (amounts, target, paid) => {
          const lines = amounts.map((amount, i) => charge(String(i), amount));
          const payments = paid.map((amount) => ({ amount }));
          const correction = correctionOf('0', target, lines, 'correction');
          assert.ok(!isRefusal(correction));
          if (correction === null) return;
          const reversal = reversalOf(correction, 'reversal');
          assert.ok(!isRefusal(reversal));
          const [before, after] = [lines, [...lines, correction, reversal]].map((all) =>
            noticeBalance(all, payments),
          );
          assert.deepEqual(after, before);
        },
      ),
    );
  });
});

describe('what is open for each debtor', () => {
  it('trap 12: the Unione has paid nothing, and the comune still owes', () => {
    assert.deepEqual(
      openByDebtor(unione, []).find(({ debtorId }) => debtorId === 'a'),
      { debtorId: 'a', due: 30600, open: 30600 },
    );
  });
  it('a payment goes to who was named, the rest in proportion', () => {
    const open = openByDebtor(
      [charge('a', 10000), charge('b', 30000)],
      [{ amount: 10000, debtorId: 'a' }, { amount: 15000 }],
    );
    assert.deepEqual(
      open.map((debtor) => debtor.open),
      [0, 15000],
    );
  });
  it('a payment beyond the debt of who was named, taken back whole, leaves everything as before', () => {
    const lines = [charge('a', 10000), charge('b', 10000)];
    const open = openByDebtor(lines, [
      { amount: 15000, debtorId: 'a' },
      { amount: -15000, debtorId: 'a' },
    ]);
    assert.deepEqual(
      open.map((debtor) => debtor.open),
      [10000, 10000],
    );
  });
  it('adds up to what is open on the notice, whatever was paid', () => {
    const payments = fc.array(
      fc.record({
        amount: fc.integer({ min: 1, max: 10 ** 5 }),
        debtorId: fc.option(fc.constantFrom('0', '1', '9'), { nil: undefined }),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.nat(10 ** 6), { minLength: 1, maxLength: 6 }), payments, (amounts, paid) => {
        const lines = amounts.map((amount, i) => charge(String(i), amount));
        const open = openByDebtor(lines, paid).map((debtor) => debtor.open);
        assert.equal(sumCents(open), noticeBalance(lines, paid).open);
        for (const amount of open) assert.ok(amount >= 0);
      }),
    );
  });
});
