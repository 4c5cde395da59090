import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainShare } from './explain-share.ts';
import { keptWeights, modelName } from './kept-allocation.ts';

const totals = { bodies: 4, inhabitants: 25_000, area: '100', usage: '500' };
const body = {
  ...{ bodyId: 'a', name: 'Primo', inhabitants: 1200, area: '12.5', usage: '50' },
  ...{ share: 259_500, provisional: null, balance: null },
};

describe('how a share comes from the cost [D13]', () => {
  it('50 population + 50 area: part by part, and together', () => {
    const weights = keptWeights({ AREA: '50', PER_CAPITA: '50' });
    const explained = explainShare({ net: 3_000_000, weights, usageIsZero: false }, totals, body);
    assert.deepEqual(
      explained.parts.map((p) => [p.driver, p.weight, p.amount, p.figure, p.total, p.percent, p.part]),
      [
        ['PER_CAPITA', '50', '15000', '1200', '25000', '4.8', '720'],
        ['AREA', '50', '15000', '12.5', '100', '12.5', '1875'],
      ],
    );
    assert.deepEqual([explained.exact, explained.percent], ['2595', '8.65']);
  });

  it('a third of a cent is shown with four decimals', () => {
    const explained = explainShare(
      { net: 10_000, weights: { EQUAL: '100' }, usageIsZero: false },
      { ...totals, bodies: 6 },
      body,
    );
    assert.deepEqual([explained.exact, explained.percent], ['16.6667', '16.6667']);
  });

  it('the weight of a use that nobody made is explained by inhabitants', () => {
    const weights = keptWeights({ USAGE: '20', PER_CAPITA: '80' });
    const { parts } = explainShare({ net: 3_000_000, weights, usageIsZero: true }, totals, body);
    assert.deepEqual(
      parts.map(({ driver, weight }) => [driver, weight]),
      [['PER_CAPITA', '100']],
    );
  });

  it('weights are kept without idle zeros nor drivers that weigh nothing, and name the model', () => {
    assert.deepEqual(keptWeights({ EQUAL: '100.0', AREA: '0' }), { EQUAL: '100' });
    assert.equal(modelName({ EQUAL: '100' }), 'EQUAL');
    assert.equal(modelName({ EQUAL: '50', AREA: '50' }), 'MIXED');
  });
});
