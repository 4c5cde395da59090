import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { aConvention } from '../builders.ts';
import { classEndpoints } from './classes.ts';

describe('classes by the API', () => {
  const house = aHouse();
  let conventionId = '';
  before(async () => {
    conventionId = (await aConvention(house.as('CM'))).conventionId;
  });

  it('are given and listed by day', async () => {
    const [list, give] = classEndpoints as unknown as {
      handle(
        call: object,
      ): Promise<{ items: { name: string; bodyClass: string }[]; count: number; given: number }>;
    }[];
    const params = { convention_id: conventionId };
    const classes = [
      { bodyCode: 'ipa_alfa', bodyClass: 'A', from: '2026-01-01', to: null, act: 'Allegato B' },
    ];
    const made = await give!.handle({ ...house.as('AO'), params, body: { classes } });
    assert.deepEqual(made, { given: 1, unchanged: 0 });
    const on = (day: string) =>
      list!.handle({ ...house.as('AU'), params, query: { limit: 50, cursor: undefined, on: day } });
    const held = await on('2026-01-01');
    assert.deepEqual(
      held.items.map((one) => [one.name, one.bodyClass]),
      [['Alfa', 'A']],
    );
    assert.equal((await on('2025-12-31')).count, 0);
  });
});
