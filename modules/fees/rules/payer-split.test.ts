import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sumCents } from '#platform/money';
import { refusalOfAgreement } from './payer-agreement.ts';
import { type Debt, type PayerAgreement, splitByPayer, splitDebt } from './payer-split.ts';
import { isRefusal } from './refusal.ts';

const debt = (debtorId: string, amount: number): Debt => ({
  debtorId,
  assessmentId: `fee of ${debtorId}`,
  amount,
});
const share = (debtorId: string, of: string, payerId = 'unione'): PayerAgreement => ({
  agreementId: `${payerId} for ${debtorId}`,
  debtorId,
  payerId,
  cover: { kind: 'SHARE', share: of },
});
const fixed = (debtorId: string, amount: number, payerId = 'unione'): PayerAgreement => ({
  ...share(debtorId, '0', payerId),
  cover: { kind: 'AMOUNT', amount },
});

describe('the Unione pays 60 % of A, B, C and 100 % of D [D2]', () => {
  const debts = [
    debt('a', 51000),
    debt('b', 66014),
    debt('c', 42000),
    debt('d', 39030),
    debt('unione', 30000),
  ];
  const agreements = [share('a', '0.6'), share('b', '0.6'), share('c', '0.6'), share('d', '1')];
  const notices = splitByPayer(debts, agreements);
  assert.ok(!isRefusal(notices));
  const noticeOf = (payer: string) => notices.find(({ payerId }) => payerId === payer);

  it('its notice is 1,644.38: a line per debtor, and its own 300.00', () => {
    const notice = noticeOf('unione')!;
    assert.equal(notice.total, 164438);
    assert.deepEqual(
      notice.lines.map(({ debtorId, amount }) => [debtorId, amount]),
      [
        ['a', 30600],
        ['b', 39608],
        ['c', 25200],
        ['d', 39030],
        ['unione', 30000],
      ],
    );
  });
  it('the comuni pay 204.00, 264.06, 168.00: 636.06, and D has no notice', () => {
    assert.deepEqual(
      ['a', 'b', 'c'].map((payer) => noticeOf(payer)?.total),
      [20400, 26406, 16800],
    );
    assert.equal(noticeOf('d'), undefined);
  });
  it('the check: notices add up to the fees, 1,980.44 with the 300.00 of the Unione', () => {
    assert.equal(sumCents(notices.map(({ total }) => total)), 198044 + 30000);
  });
  it('trap 11: B 660.14 at 60 % is 396.08 + 264.06 = 660.14', () => {
    const lines = splitDebt(debt('b', 66014), [share('b', '0.6')]);
    assert.ok(!isRefusal(lines));
    assert.deepEqual(
      lines.map(({ amount }) => amount),
      [39608, 26406],
    );
  });
});

describe('payer agreements', () => {
  const refusedAs = (amount: number, ...agreements: PayerAgreement[]) => {
    const lines = splitDebt(debt('a', amount), agreements);
    return isRefusal(lines) ? lines.refused : null;
  };
  it('may not exceed 100 %', () => {
    assert.equal(
      refusedAs(1000, share('a', '0.6'), share('a', '0.5', 'cm')),
      'fees.payer-agreements-exceed-fee',
    );
    assert.equal(
      refusedAs(1000, share('a', '0.6'), fixed('a', 500, 'cm')),
      'fees.payer-agreements-exceed-fee',
    );
    assert.equal(refusedAs(1000, share('a', '1.1')), 'fees.payer-share-out-of-range');
    assert.equal(refusedAs(1000, share('a', '-0.1')), 'fees.payer-share-out-of-range');
  });
  it('of a fixed amount may not exceed the fee', () => {
    assert.equal(refusedAs(1000, fixed('a', 1001)), 'fees.payer-amount-exceeds-fee');
    assert.equal(refusedAs(1000, fixed('a', 1000)), null);
  });
  it('cannot make a body pay for itself', () => {
    assert.equal(refusedAs(1000, share('a', '0.5', 'a')), 'fees.payer-is-debtor');
  });
  it('two payers at 50 % of 0.03 pay 0.02 and 0.01, and nothing is left', () => {
    const lines = splitDebt(debt('a', 3), [share('a', '0.5'), share('a', '0.5', 'cm')]);
    assert.ok(!isRefusal(lines));
    assert.deepEqual(
      lines.map(({ payerId, amount }) => [payerId, amount]),
      [
        ['unione', 2],
        ['cm', 1],
      ],
    );
  });
  it('a fee of 0 still has its line', () => {
    const lines = splitDebt(debt('a', 0), [share('a', '0.5')]);
    assert.ok(!isRefusal(lines));
    assert.deepEqual(
      lines.map(({ payerId, amount }) => [payerId, amount]),
      [['a', 0]],
    );
  });

  it('whatever they are, the lines add up to the fees and none is negative, or they are refused', () => {
    const cover = fc.oneof(
      fc
        .integer({ min: 0, max: 1_000_000 })
        .map(
          (ppm) => (of: string, payer: string) =>
            share(of, ppm === 1_000_000 ? '1' : `0.${String(ppm).padStart(6, '0')}`, payer),
        ),
      fc.nat(200_000).map((amount) => (of: string, payer: string) => fixed(of, amount, payer)),
    );
    const bodies = fc.array(
      fc.record({ amount: fc.nat(200_000), covers: fc.array(cover, { maxLength: 4 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(bodies, (list) => {
        const debts = list.map(({ amount }, i) => debt(`body ${i}`, amount));
        const agreements = list.flatMap(({ covers }, i) =>
          covers.map((make, j) => make(`body ${i}`, `payer ${j}`)),
        );
        const notices = splitByPayer(debts, agreements);
        if (isRefusal(notices)) return;
        assert.equal(
          sumCents(notices.map(({ total }) => total)),
          sumCents(debts.map(({ amount }) => amount)),
        );
        for (const line of notices.flatMap(({ lines }) => lines)) assert.ok(line.amount >= 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('recording a payer agreement', () => {
  const agreement = { debtorId: 'a', payerId: 'unione', actingBodyId: 'unione', sourceActId: 'del. 12/2025' };
  const delegation = {
    fromBodyId: 'a',
    toBodyId: 'unione',
    scopes: ['PAY_FEE'],
    from: '2026-01-01',
    to: '2026-12-31',
    revokedOn: null,
  };
  const code = (...args: Parameters<typeof refusalOfAgreement>) =>
    refusalOfAgreement(...args)?.refused ?? null;

  it('an association officer without PAY_FEE cannot', () => {
    assert.equal(code(agreement, [], '2026-02-01'), 'fees.payer-not-delegated');
    assert.equal(
      code(agreement, [{ ...delegation, scopes: ['REQUEST_SERVICE'] }], '2026-02-01'),
      'fees.payer-not-delegated',
    );
  });
  it('with PAY_FEE in force that day can, to the last day included', () => {
    assert.equal(code(agreement, [delegation], '2026-12-31'), null);
    assert.equal(code(agreement, [delegation], '2027-01-01'), 'fees.payer-not-delegated');
    assert.equal(
      code(agreement, [{ ...delegation, revokedOn: '2026-02-01' }], '2026-02-01'),
      'fees.payer-not-delegated',
    );
  });
  it('needs its act, whoever records it', () => {
    assert.equal(
      code({ ...agreement, sourceActId: null }, [delegation], '2026-02-01'),
      'fees.payer-agreement-without-act',
    );
    assert.equal(code({ ...agreement, actingBodyId: 'provincia' }, [], '2026-02-01'), null);
  });
});
