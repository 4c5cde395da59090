import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#platform/calendar';
import { asInUse, type GivenClass, placeClass } from './body-classes.ts';

const given = (bodyClass: string, from: string, to: string | null = null): GivenClass => ({
  id: `${bodyClass} ${from}`,
  bodyClass,
  from,
  to,
});

describe('a class that a convention gives', () => {
  it('follows the one in course, which ends the day before', () => {
    assert.deepEqual(
      placeClass([given('A', '2026-01-01')], { bodyClass: 'B', from: '2027-01-01', to: null }),
      {
        kind: 'NEW',
        ends: { id: 'A 2026-01-01', on: '2026-12-31' },
      },
    );
  });

  it('is written by itself when the body has none in those days', () => {
    const before = [given('A', '2026-01-01', '2026-12-31')];
    assert.deepEqual(placeClass(before, { bodyClass: 'B', from: '2027-01-01', to: null }), {
      kind: 'NEW',
      ends: null,
    });
  });

  it('changes nothing when it is there already, ended since or not', () => {
    const again = { bodyClass: 'A', from: '2026-01-01', to: null };
    assert.equal(placeClass([given('A', '2026-01-01')], again).kind, 'SAME');
    assert.equal(placeClass([given('A', '2026-01-01', '2026-12-31')], again).kind, 'SAME');
    assert.equal(placeClass([given('A', '2026-01-01')], { ...again, to: '2026-12-31' }).kind, 'OVERLAPS');
  });

  it('does not cut short one whose last day somebody said, nor one that begins later', () => {
    const wanted = { bodyClass: 'B', from: '2027-01-01', to: null };
    assert.equal(placeClass([given('A', '2026-01-01', '2027-12-31')], wanted).kind, 'OVERLAPS');
    assert.equal(placeClass([given('A', '2028-01-01')], wanted).kind, 'OVERLAPS');
    assert.equal(placeClass([given('A', '2027-01-01')], wanted).kind, 'OVERLAPS');
  });

  it('is never one of two on the same day, in whatever order they are given', () => {
    const day = fc.integer({ min: 0, max: 2000 }).map((n) => addDays('2026-01-01', n));
    const wanted = fc.record({
      bodyClass: fc.constantFrom('A', 'B', 'C'),
      from: day,
      length: fc.option(fc.integer({ min: 0, max: 400 })),
    });
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 12 }), (asked) => {
        const classes: GivenClass[] = [];
        for (const [at, { bodyClass, from, length }] of asked.entries()) {
          const to = length === null ? null : addDays(from, length);
          const placed = placeClass(classes, { bodyClass, from, to });
          if (placed.kind !== 'NEW') continue;
          const before = classes.find((one) => one.id === placed.ends?.id);
          if (before) before.to = placed.ends!.on;
          classes.push({ id: String(at), bodyClass, from, to });
        }
        const sorted = classes.toSorted((a, b) => (a.from < b.from ? -1 : 1));
        for (const [at, one] of sorted.entries()) {
          assert.ok(one.to === null || one.to >= one.from);
          const next = sorted[at + 1];
          if (next) assert.ok(one.to !== null && one.to < next.from);
        }
      }),
    );
  });

  it('is written as the convention writes it already', () => {
    assert.equal(asInUse(' classe  a ', ['Classe A', 'B']), 'Classe A');
    assert.equal(asInUse('b', ['B', 'b']), 'b');
    assert.equal(asInUse('C', ['A']), 'C');
  });
});
