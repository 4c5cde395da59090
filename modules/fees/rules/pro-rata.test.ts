import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#platform/calendar';
import { proRata } from './pro-rata.ts';

describe('pro rata [D3]', () => {
  it('1,740.00 from 10 September: 4/12 = 580.00, 113/365 = 538.68, 113/366 = 537.21', () => {
    assert.deepEqual(proRata(174000, 'MEMBERSHIP_FEE', 'MONTHLY', '2026-09-10', 2026), {
      amount: 58000,
      unit: 'MONTHS',
      parts: 4,
      of: 12,
    });
    assert.deepEqual(proRata(174000, 'MEMBERSHIP_FEE', 'DAILY', '2026-09-10', 2026), {
      amount: 53868,
      unit: 'DAYS',
      parts: 113,
      of: 365,
    });
    assert.deepEqual(proRata(174000, 'MEMBERSHIP_FEE', 'DAILY', '2028-09-10', 2028), {
      amount: 53721,
      unit: 'DAYS',
      parts: 113,
      of: 366,
    });
  });
  it('trap 20: an activation of 500 in November is 500.00; a yearly 2,500 from 1 November is 416.67', () => {
    assert.equal(proRata(50000, 'ONE_OFF', 'MONTHLY', '2026-11-01', 2026).amount, 50000);
    assert.equal(proRata(250000, 'RECURRING', 'MONTHLY', '2026-11-01', 2026).amount, 41667);
    assert.equal(proRata(60000, 'PACK', 'DAILY', '2026-11-01', 2026).amount, 60000);
  });
  it('2,500 from 1 April is 9/12 = 1,875.00 [D5]; the next year is whole', () => {
    assert.equal(proRata(250000, 'RECURRING', 'MONTHLY', '2026-04-01', 2026).amount, 187500);
    assert.equal(proRata(250000, 'RECURRING', 'MONTHLY', '2026-04-01', 2027).amount, 250000);
  });
  it('NONE is always whole; before the effect there is nothing', () => {
    assert.equal(proRata(174000, 'MEMBERSHIP_FEE', 'NONE', '2026-09-10', 2026).amount, 174000);
    assert.equal(proRata(174000, 'MEMBERSHIP_FEE', 'MONTHLY', '2027-01-01', 2026).amount, 0);
  });
  it('from 1 January is the whole, and a later start never costs more', () => {
    fc.assert(
      fc.property(
        fc.nat(10 ** 8),
        fc.constantFrom('MONTHLY' as const, 'DAILY' as const),
        fc.nat(363),
        (yearly, method, day) => {
          const of = (date: string) => proRata(yearly, 'MEMBERSHIP_FEE', method, date, 2026).amount;
          assert.equal(of('2026-01-01'), yearly);
          assert.ok(of(addDays('2026-01-01', day + 1)) <= of(addDays('2026-01-01', day)));
        },
      ),
    );
  });
});
