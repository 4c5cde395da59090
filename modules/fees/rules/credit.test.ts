import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refusalOfAnnulment, refusalOfOffset, refusalOfRefund, refusalOfTakingBack } from './credit.ts';

describe('a refund', () => {
  for (const [overpaid, waiting, amount, refused] of [
    [6000, 0, 6000, undefined],
    [6000, 0, 2000, undefined],
    [6000, 0, 6001, 'fees.amount-exceeds-credit'],
    [6000, 0, 0, 'fees.credit-amount-not-positive'],
    [6000, 0, -1, 'fees.credit-amount-not-positive'],
    [6000, 0, 0.5, 'fees.credit-amount-not-positive'],
    [6000, 4500, 1500, undefined],
    [6000, 4500, 1501, 'fees.credit-already-engaged'],
    [6000, 6000, 1, 'fees.credit-already-engaged'],
    [6000, 7000, 1, 'fees.credit-already-engaged'],
    [0, 0, 1, 'fees.notice-without-credit'],
  ] as const)
    it(`of ${amount} on a credit of ${overpaid}, ${waiting} waiting: ${refused ?? 'yes'}`, () => {
      assert.equal(refusalOfRefund({ overpaid, waiting }, amount)?.refused, refused);
    });

  it('says how much of the credit is free', () => {
    assert.deepEqual(refusalOfRefund({ overpaid: 6000, waiting: 4500 }, 1501)?.facts.free, 1500);
    assert.deepEqual(refusalOfRefund({ overpaid: 6000, waiting: 7000 }, 1)?.facts.free, 0);
  });
});

describe('an offset', () => {
  for (const [overpaid, open, waiting, amount, refused] of [
    [6000, 4000, 0, 4000, undefined],
    [6000, 4000, 0, 4001, 'fees.offset-exceeds-open'],
    [6000, 4000, 3000, 1000, undefined],
    [6000, 4000, 3000, 1001, 'fees.offset-exceeds-open'],
    [6000, 50000, 0, 6000, undefined],
    [6000, 50000, 0, 6001, 'fees.amount-exceeds-credit'],
    [6000, 0, 0, 100, 'fees.offset-to-paid-notice'],
    [6000, 4000, 0, 0, 'fees.credit-amount-not-positive'],
  ] as const)
    it(`of ${amount}, credit ${overpaid}, open ${open}, ${waiting} waiting: ${refused ?? 'yes'}`, () => {
      const from = { payerId: 'gamma', overpaid, waiting: 0 };
      assert.equal(refusalOfOffset(from, { payerId: 'gamma', open, waiting }, amount)?.refused, refused);
    });

  it('never pays the notice of another body', () => {
    const from = { payerId: 'gamma', overpaid: 6000, waiting: 0 };
    assert.equal(
      refusalOfOffset(from, { payerId: 'beta', open: 4000, waiting: 0 }, 1)?.refused,
      'fees.offset-to-another-payer',
    );
  });
});

describe('an annulment', () => {
  it('is of an approved act, once, and never of an annulment', () => {
    const act = { state: 'APPROVED' as const, annulsId: null, annulled: false };
    assert.equal(refusalOfAnnulment(act), null);
    assert.equal(refusalOfAnnulment({ ...act, state: 'PROPOSED' })?.refused, 'fees.credit-act-not-approved');
    assert.equal(refusalOfAnnulment({ ...act, state: 'REJECTED' })?.refused, 'fees.credit-act-not-approved');
    assert.equal(refusalOfAnnulment({ ...act, annulled: true })?.refused, 'fees.credit-act-already-annulled');
    assert.equal(refusalOfAnnulment({ ...act, annulsId: 'x' })?.refused, 'fees.credit-act-is-an-annulment');
  });

  it('and a reversal never take back money that is no longer on the notice', () => {
    assert.equal(refusalOfTakingBack(174000, 180000)?.refused, 'fees.payment-given-back');
    assert.equal(refusalOfTakingBack(174000, 6000), null);
    assert.equal(refusalOfTakingBack(6000, 6000), null);
  });
});
