import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, isWithin } from '#platform/calendar';
import { effectOnApproved, uncoveredDays } from './term-coverage.ts';

const TERM = { from: '2026-01-01', to: '2036-12-31' };

describe('days of a convention without a tariff', () => {
  it('are all of them when no tariff is approved', () => {
    assert.deepEqual(uncoveredDays(TERM, []), [TERM]);
  });
  it('are none when one tariff covers the term', () => {
    assert.deepEqual(uncoveredDays(TERM, [{ from: '2020-01-01', to: null }]), []);
    assert.deepEqual(uncoveredDays(TERM, [TERM]), []);
  });
  it('are those before, between and after', () => {
    const periods = [
      { from: '2030-01-01', to: '2031-12-31' },
      { from: '2027-01-01', to: '2028-12-31' },
    ];
    assert.deepEqual(uncoveredDays(TERM, periods), [
      { from: '2026-01-01', to: '2026-12-31' },
      { from: '2029-01-01', to: '2029-12-31' },
      { from: '2032-01-01', to: '2036-12-31' },
    ]);
  });
  it('are none between tariffs that follow each other by a day', () => {
    const periods = [
      { from: '2026-01-01', to: '2028-12-31' },
      { from: '2029-01-01', to: null },
    ];
    assert.deepEqual(uncoveredDays(TERM, periods), []);
  });
  it('are exactly the days in no period, whatever the periods', () => {
    const start = '2026-01-01';
    const period = fc
      .tuple(fc.integer({ min: -5, max: 35 }), fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }))
      .map(([at, long]) => ({
        from: addDays(start, at),
        to: long === null ? null : addDays(start, at + long),
      }));
    const term = { from: start, to: addDays(start, 30) };
    fc.assert(
      fc.property(fc.array(period, { maxLength: 5 }), (periods) => {
        const gaps = uncoveredDays(term, periods);
        for (let n = 0; n <= 30; n++) {
          const day = addDays(start, n);
          const covered = periods.some((p) => isWithin(day, p.from, p.to));
          assert.equal(
            gaps.some((g) => isWithin(day, g.from, g.to)),
            !covered,
            day,
          );
        }
      }),
    );
  });
});

describe('a tariff already approved, when another is approved', () => {
  it('ends the day before, when it had no end', () => {
    assert.equal(
      effectOnApproved({ from: '2026-01-01', to: null }, { from: '2028-01-01', to: null }),
      'CLOSE',
    );
  });
  it('clashes when it begins the same day or later, or had its own end', () => {
    assert.equal(
      effectOnApproved({ from: '2028-01-01', to: null }, { from: '2028-01-01', to: null }),
      'CLASH',
    );
    assert.equal(
      effectOnApproved({ from: '2029-01-01', to: null }, { from: '2028-01-01', to: null }),
      'CLASH',
    );
    assert.equal(
      effectOnApproved({ from: '2026-01-01', to: '2028-01-01' }, { from: '2028-01-01', to: null }),
      'CLASH',
    );
  });
  it('is left alone when they only touch', () => {
    assert.equal(
      effectOnApproved({ from: '2026-01-01', to: '2027-12-31' }, { from: '2028-01-01', to: null }),
      'NONE',
    );
  });
});
