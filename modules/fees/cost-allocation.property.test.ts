import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { RuleBroken } from '#platform/errors';
import { sumCents } from '#platform/money';
import { aHouse } from '#test/house';
import { fourToAllocate, toAllocate } from './builders.ts';
import { approveAllocation, discardAllocation } from './commands/decide-allocation.ts';
import { draftAllocation, draftFinalAccount } from './commands/draft-allocation.ts';
import { allocationDigestHolds, getAllocation, listShares } from './queries/cost-allocations.ts';
import { ALLOCATION_TRANSITIONS, type AllocationState } from './rules/allocation-lifecycle.ts';

describe('any cost, allocated and balanced in any order', () => {
  const house = aHouse();
  let convention: string;
  let balanced = 0;
  before(async () => {
    ({ convention } = await fourToAllocate(house));
  });

  const step = fc.record({
    kind: fc.constantFrom('draft', 'approve', 'approve', 'discard', 'final', 'final'),
    which: fc.nat(5),
    cost: fc.integer({ min: 1, max: 5_000_000 }),
    grants: fc.nat(100),
    population: fc.integer({ min: 0, max: 100 }),
  });
  /** What a rule refuses is as it should be; anything else is not. */
  const refused = (error: unknown): null => {
    if (error instanceof RuleBroken) return null;
    throw error;
  };

  it('reaches only known states, and balances always make final less provisional', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const made: string[] = [];
        for (const { kind, which, cost, grants, population } of steps) {
          const allocationId = made[which % Math.max(1, made.length)] ?? '';
          const terms = { cost, grants: Math.floor((cost * grants) / 100) };
          if (kind === 'draft' || !allocationId) {
            const weights = { PER_CAPITA: String(population), AREA: String(100 - population) };
            made.push(
              (await draftAllocation(house.as('AO'), toAllocate(convention, weights, terms))).allocationId,
            );
          } else if (kind === 'final') {
            const final = await draftFinalAccount(house.as('AO'), { allocationId, ...terms }).catch(refused);
            if (final) made.push(final.allocationId);
          } else if (kind === 'approve') {
            await approveAllocation(house.as('CM'), { allocationId }).catch(refused);
          } else {
            await discardAllocation(house.as('CM'), { allocationId, reason: 'prova' }).catch(refused);
          }
        }
        for (const id of made) await isWhole(id);
      }),
      { numRuns: 25 },
    );
    assert.ok(balanced > 0, 'some of them were balanced');
  });

  async function isWhole(id: string): Promise<void> {
    const call = house.as('AU');
    const kept = await getAllocation(call, id);
    const { rows } = await listShares(call, id, {}, { size: 100, offset: 0 });
    assert.equal(sumCents(rows.map(({ share }) => share)), kept.net);
    assert.ok(await allocationDigestHolds(call, id));
    let state: AllocationState | null = null;
    for (const { act } of kept.acts.toReversed()) {
      assert.ok(ALLOCATION_TRANSITIONS.some((one) => one.from === state && one.act === act));
      state = act;
    }
    assert.equal(kept.state, state);
    if (kept.balancedBy) assert.equal(kept.state, 'APPROVED', 'what is balanced stays approved');
    if (kept.kind === 'PROVISIONAL') return;
    balanced += 1;
    assert.equal(sumCents(rows.map(({ balance }) => balance!)), kept.net - kept.balances!.net);
    const before = await listShares(call, kept.balances!.id, {}, { size: 100, offset: 0 });
    assert.deepEqual(
      rows.map((s) => [s.bodyId, s.inhabitants, s.area, s.provisional]),
      before.rows.map((s) => [s.bodyId, s.inhabitants, s.area, s.share]),
    );
  }
});
