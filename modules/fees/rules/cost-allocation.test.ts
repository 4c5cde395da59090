import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sumCents } from '#platform/money';
import { type AllocationModel, allocateCost, balanceOfAllocation } from './cost-allocation.ts';

const bodies = [
  { bodyId: 'a', population: 1200, usage: 50, area: '12.5' },
  { bodyId: 'b', population: 3400, usage: 120, area: '30' },
  { bodyId: 'c', population: 8000, usage: 200, area: '22.5' },
  { bodyId: 'd', population: 12400, usage: 130, area: '35' },
];
function euros(model: AllocationModel, of = bodies): number[] {
  const allocation = allocateCost(3_000_000, 0, model, of);
  assert.ok('shares' in allocation, JSON.stringify(allocation));
  return allocation.shares.map(({ amount }) => amount / 100);
}
const codeOf = (answer: object) => ('refused' in answer ? answer.refused : null);

describe('30,000 among four bodies [D13]', () => {
  const cases: [name: string, model: AllocationModel, expected: number[]][] = [
    ['equal', 'EQUAL', [7500, 7500, 7500, 7500]],
    ['per capita', 'PER_CAPITA', [1440, 4080, 9600, 14880]],
    ['usage', 'USAGE', [3000, 7200, 12000, 7800]],
    ['50 population + 50 equal', { mixed: { PER_CAPITA: '50', EQUAL: '50' } }, [4470, 5790, 8550, 11190]],
    ['50 population + 50 area', { mixed: { PER_CAPITA: '50', AREA: '50' } }, [2595, 6540, 8175, 12690]],
    [
      '50 population + 30 equal + 20 usage',
      { mixed: { PER_CAPITA: '50', EQUAL: '30', USAGE: '20' } },
      [3570, 5730, 9450, 11250],
    ],
  ];
  for (const [name, model, expected] of cases) it(name, () => assert.deepEqual(euros(model), expected));
});

describe('cost allocation', () => {
  it('trap 23: 100.00 by 6 makes 100.00', () => {
    const six = Array.from({ length: 6 }, (_, i) => ({ bodyId: String(i) }));
    const allocation = allocateCost(10000, 0, 'EQUAL', six);
    assert.ok('shares' in allocation);
    assert.deepEqual(
      allocation.shares.map(({ amount }) => amount),
      [1667, 1667, 1667, 1667, 1666, 1666],
    );
  });
  it('nobody used anything: by inhabitants, with a warning', () => {
    const idle = bodies.map((body) => ({ ...body, usage: 0 }));
    const allocation = allocateCost(3_000_000, 0, 'USAGE', idle);
    assert.ok('shares' in allocation);
    assert.deepEqual(allocation.warnings, ['USAGE_IS_ZERO']);
    assert.deepEqual(euros('USAGE', idle), [1440, 4080, 9600, 14880]);
  });
  it('grants are taken off first, and may not exceed the cost', () => {
    const allocation = allocateCost(4_000_000, 1_000_000, 'EQUAL', bodies);
    assert.ok('shares' in allocation && allocation.net === 3_000_000);
    assert.equal(codeOf(allocateCost(100, 101, 'EQUAL', bodies)), 'fees.allocation-grants-exceed-cost');
  });
  it('weights that do not make 100, a figure missing, nobody: refused', () => {
    assert.equal(
      codeOf(allocateCost(1, 0, { mixed: { EQUAL: '50', AREA: '49.9' } }, bodies)),
      'fees.allocation-weights-not-100',
    );
    assert.equal(codeOf(allocateCost(1, 0, 'AREA', [{ bodyId: 'x' }])), 'fees.allocation-figure-missing');
    assert.equal(
      codeOf(allocateCost(1, 0, 'PER_CAPITA', [{ bodyId: 'x', population: 0 }])),
      'fees.allocation-driver-zero',
    );
    assert.equal(codeOf(allocateCost(1, 0, 'EQUAL', [])), 'fees.allocation-without-bodies');
  });
  it('provisional on the budget, balanced on the final account', () => {
    const budget = allocateCost(3_000_000, 0, 'EQUAL', bodies);
    const final = allocateCost(3_100_000, 0, 'EQUAL', bodies.slice(0, 3));
    assert.ok('shares' in budget && 'shares' in final);
    const balance = balanceOfAllocation(budget, final);
    assert.equal(sumCents(balance.map(({ amount }) => amount)), 100_000);
    assert.equal(balance.find(({ bodyId }) => bodyId === 'd')?.amount, -750_000);
  });
  it('always makes the total, whatever the weights', () => {
    const anybody = fc.record({
      population: fc.nat(10 ** 6),
      usage: fc.nat(1000),
      area: fc.nat(9999).map((n) => `${n}.5`),
    });
    fc.assert(
      fc.property(
        fc.nat(10 ** 9),
        fc.array(anybody, { minLength: 1, maxLength: 40 }),
        fc.nat(100),
        fc.nat(100),
        (cost, list, x, y) => {
          const [first, second] = x < y ? [x, y] : [y, x];
          const mixed = {
            PER_CAPITA: String(first),
            USAGE: String(second - first),
            AREA: String(100 - second),
          };
          const allocation = allocateCost(
            cost,
            0,
            { mixed },
            list.map((body, i) => ({ bodyId: String(i), ...body })),
          );
          if ('shares' in allocation)
            assert.equal(sumCents(allocation.shares.map(({ amount }) => amount)), cost);
        },
      ),
    );
  });
});
