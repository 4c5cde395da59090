import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#platform/calendar';
import { type Belonging, type Term, wholeAssociations } from './whole-association.ts';

const belongs = (
  municipalityId: string,
  associationId: string,
  from: string,
  to: string | null = null,
): Belonging => ({
  associationId,
  municipalityId,
  from,
  to,
});
const term = (bodyId: string, from = '2020-01-01', to = '2030-12-31'): Term => ({ bodyId, from, to });
const comune = (bodyId: string) => ({ bodyId, category: 'COMUNE' as const });
const unione = { bodyId: 'UNIONE', category: 'UNIONE' as const };
const ALFA_AND_BETA = [belongs('ALFA', 'UNIONE', '2015-01-01'), belongs('BETA', 'UNIONE', '2015-01-01')];

describe('the whole association', () => {
  it('is so when every comune that belongs to it adheres, for it and for each of them', () => {
    const whole = wholeAssociations(ALFA_AND_BETA, [term('ALFA'), term('BETA')]);
    for (const body of [unione, comune('ALFA'), comune('BETA')])
      assert.equal(whole(body, '2026-01-01'), true);
  });

  it('is not when one of them does not adhere on the day', () => {
    const withdrawn = wholeAssociations(ALFA_AND_BETA, [
      term('ALFA'),
      term('BETA', '2020-01-01', '2025-12-31'),
    ]);
    assert.equal(withdrawn(unione, '2026-01-01'), false);
    assert.equal(withdrawn(comune('ALFA'), '2026-01-01'), false);
    assert.equal(withdrawn(unione, '2025-12-31'), true, 'the day before it still did');
  });

  it('forgets a comune that has left, and not a day before', () => {
    const whole = wholeAssociations(
      [...ALFA_AND_BETA, belongs('GAMMA', 'UNIONE', '2015-01-01', '2025-12-31')],
      [term('ALFA'), term('BETA')],
    );
    assert.equal(whole(unione, '2025-12-31'), false);
    assert.equal(whole(unione, '2026-01-01'), true);
    assert.equal(whole(comune('GAMMA'), '2026-01-01'), false, 'who has left is of none');
  });

  it('counts a comune that joins from its first day', () => {
    const whole = wholeAssociations(
      [...ALFA_AND_BETA, belongs('DELTA', 'UNIONE', '2026-03-01')],
      [term('ALFA'), term('BETA')],
    );
    assert.equal(whole(comune('ALFA'), '2026-01-01'), true);
    assert.equal(whole(comune('ALFA'), '2026-04-01'), false);
  });

  it('is true for a comune when one of its associations is whole', () => {
    const whole = wholeAssociations(
      [...ALFA_AND_BETA, belongs('ALFA', 'MONTI', '2015-01-01'), belongs('GAMMA', 'MONTI', '2015-01-01')],
      [term('ALFA'), term('BETA')],
    );
    assert.equal(whole(comune('ALFA'), '2026-01-01'), true);
    assert.equal(whole({ bodyId: 'MONTI', category: 'CM' }, '2026-01-01'), false);
  });

  it('is not known of an association without comuni, and false for who is in none', () => {
    const whole = wholeAssociations(ALFA_AND_BETA, []);
    assert.equal(whole({ bodyId: 'MONTI', category: 'CM' }, '2026-01-01'), undefined);
    assert.equal(whole(unione, '2014-12-31'), undefined, 'nobody belonged to it yet');
    assert.equal(whole(comune('GAMMA'), '2026-01-01'), false);
    assert.equal(whole({ bodyId: 'P', category: 'PROVINCIA' }, '2026-01-01'), false);
  });

  it('is whole for a comune of one association alone exactly when it is for the association', () => {
    const bodies = ['A', 'B', 'C', 'D'];
    const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays('2026-01-01', n));
    const period = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
    const facts = fc.record({
      belongings: fc.array(fc.record({ who: fc.constantFrom(...bodies), period }), { maxLength: 8 }),
      terms: fc.array(fc.record({ who: fc.constantFrom(...bodies), period }), { maxLength: 8 }),
      on: day,
    });
    fc.assert(
      fc.property(facts, ({ belongings, terms, on }) => {
        const whole = wholeAssociations(
          belongings.map(({ who, period: { from, to } }) => belongs(who, 'UNIONE', from, to)),
          terms.map(({ who, period: { from, to } }) => term(who, from, to)),
        );
        const inside = belongings.filter(({ period }) => period.from <= on && on <= period.to);
        const adheres = (who: string) =>
          terms.some((t) => t.who === who && t.period.from <= on && on <= t.period.to);
        const expected = inside.length === 0 ? undefined : inside.every(({ who }) => adheres(who));
        assert.equal(whole(unione, on), expected);
        for (const { who } of inside) assert.equal(whole(comune(who), on), expected);
      }),
    );
  });
});
