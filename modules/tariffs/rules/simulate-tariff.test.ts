import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FeeInputs } from './fee-inputs.ts';
import { medianDifference, simulateTariffs } from './simulate-tariff.ts';
import { standardTariff } from './standard-tariff.ts';

const body = (bodyId: string, inhabitants?: number, enterprises?: number) => ({
  bodyId,
  inputs: { category: 'COMUNE', inhabitants, enterprises } satisfies FeeInputs as FeeInputs,
});

describe('two tariffs side by side', () => {
  it('says who pays more, who less, who the same, and who cannot be compared', () => {
    const result = simulateTariffs(standardTariff(), standardTariff({ method: 'BAND' }), [
      body('a', 2400, 150),
      body('b', 8000, 600),
      body('c', 40000, 3500),
      body('d', 40001, 3500),
      body('e', 8000),
    ]);
    assert.deepEqual(result.bodies[1], { bodyId: 'b', before: 174000, after: 162000, difference: -12000 });
    assert.deepEqual(result.bodies[4], { bodyId: 'e', before: null, after: null, difference: null });
    assert.deepEqual(result.totals, { bodies: 4, before: 1091000, after: 955500, difference: -135500 });
    assert.deepEqual(result.paysLess, { bodies: 2, difference: -135500 });
    assert.deepEqual(result.paysMore, { bodies: 0, difference: 0 });
    assert.equal(result.paysTheSame, 2);
    assert.equal(result.notComparable, 1);
    assert.equal(medianDifference(result), -6000);
    assert.equal(
      result.distribution.reduce((sum, { bodies }) => sum + bodies, 0),
      4,
    );
    assert.deepEqual(
      result.distribution.find(({ upTo }) => upTo === 0),
      { over: -1, upTo: 0, bodies: 2 },
    );
  });

  it('over nobody is empty', () => {
    const result = simulateTariffs(standardTariff(), standardTariff(), []);
    assert.equal(result.totals.before, 0);
    assert.equal(medianDifference(result), null);
  });

  it('compares as many comuni as Italy has', () => {
    const bodies = Array.from({ length: 7896 }, (_, i) => body(String(i), (i * 37) % 60000, i % 3500));
    const result = simulateTariffs(standardTariff(), standardTariff({ method: 'BAND' }), bodies);
    assert.ok(result.totals.after < result.totals.before, 'a band discounts the whole');
  });
});
