import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { sumCents } from '#platform/money';
import { aHouse } from '#test/house';
import {
  aConvention,
  anApprovedAllocation,
  fourToAllocate,
  someBodies,
  someUse,
  toAllocate,
} from '../builders.ts';
import {
  allocationDigestHolds,
  getAllocation,
  listAllocations,
  listOwnShares,
  listShares,
} from '../queries/cost-allocations.ts';
import type { Weights } from '../rules/kept-allocation.ts';
import { approveAllocation, discardAllocation } from './decide-allocation.ts';
import { type AllocationToDraft, draftAllocation, draftFinalAccount } from './draft-allocation.ts';

const ALL = { size: 1000, offset: 0 };
const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;
const sharesOf = async (call: Call, id: string) => (await listShares(call, id, {}, ALL)).rows;

describe('a cost that is allocated, as an act [D13]', () => {
  const house = aHouse();
  let four: { convention: string; bodies: string[] };
  const asked = (weights: Weights, changes: Partial<AllocationToDraft> = {}) =>
    toAllocate(four.convention, weights, changes);
  before(async () => {
    four = await fourToAllocate(house);
  });

  const examples: [weights: Weights, shares: number[]][] = [
    [{ EQUAL: '100' }, [7500, 7500, 7500, 7500]],
    [{ PER_CAPITA: '100' }, [1440, 4080, 9600, 14880]],
    [{ USAGE: '100' }, [3000, 7200, 12000, 7800]],
    [{ PER_CAPITA: '50', EQUAL: '50' }, [4470, 5790, 8550, 11190]],
    [{ PER_CAPITA: '50', AREA: '50' }, [2595, 6540, 8175, 12690]],
    [{ PER_CAPITA: '50', EQUAL: '30', USAGE: '20' }, [3570, 5730, 9450, 11250]],
  ];
  for (const [weights, expected] of examples)
    it(`30,000.00 by ${JSON.stringify(weights)}, to the cent`, async () => {
      const { allocationId } = await draftAllocation(house.as('AO'), asked(weights));
      const shares = await sharesOf(house.as('AU'), allocationId);
      assert.deepEqual(
        shares.map(({ share }) => share / 100),
        expected,
      );
      assert.deepEqual(
        shares.map((s) => [s.name, s.inhabitants, s.area, s.usage, s.inhabitantsSource]),
        [
          ['Primo', 1200, '12.5', weights.USAGE ? '50' : null, 'prova'],
          ['Quarto', 3400, '30', weights.USAGE ? '120' : null, 'prova'],
          ['Secondo', 8000, '22.5', weights.USAGE ? '200' : null, 'prova'],
          ['Terzo', 12400, '35', weights.USAGE ? '130' : null, 'prova'],
        ],
      );
      assert.ok(await allocationDigestHolds(house.as('AU'), allocationId));
    });

  it('100.00 among six: four of 16.67 and two of 16.66 [trap 23]', async () => {
    const six = await aConvention(house, { members: await someBodies(house, Array(6).fill({})) });
    const { allocationId } = await draftAllocation(
      house.as('AO'),
      toAllocate(six, { EQUAL: '100' }, { cost: 10_000 }),
    );
    const shares = await sharesOf(house.as('CM'), allocationId);
    assert.deepEqual(
      shares.map(({ share }) => share),
      [1667, 1667, 1667, 1667, 1666, 1666],
    );
  });

  it('a use that nobody made is shared by inhabitants, and the act says so', async () => {
    const idle = await fourToAllocate(house, [0, 0, 0, 0]);
    const { allocationId } = await draftAllocation(
      house.as('AO'),
      toAllocate(idle.convention, { USAGE: '100' }),
    );
    const kept = await getAllocation(house.as('CM'), allocationId);
    assert.deepEqual([kept.usageIsZero, kept.model], [true, 'USAGE']);
    assert.deepEqual(
      (await sharesOf(house.as('CM'), allocationId)).map(({ share }) => share / 100),
      [1440, 4080, 9600, 14880],
    );
    await approveAllocation(house.as('CM'), { allocationId });
  });

  it('takes a use that is not whole', async () => {
    const two = await someBodies(house, [{ name: 'Mezzo' }, { name: 'Uno e mezzo' }]);
    await someUse(house, two, ['0.5', '1.5'], 'hours');
    const { allocationId } = await draftAllocation(
      house.as('AO'),
      toAllocate(
        await aConvention(house, { members: two }),
        { USAGE: '100' },
        { usage: 'hours', cost: 1000 },
      ),
    );
    assert.deepEqual(
      (await sharesOf(house.as('AO'), allocationId)).map((s) => [s.usage, s.share]),
      [
        ['0.5', 250],
        ['1.5', 750],
      ],
    );
  });

  it('refuses figures that are missing, by name, and takes none as zero', async () => {
    const bare = await someBodies(house, [
      { name: 'Senza superficie', inhabitants: 10 },
      { name: 'Senza abitanti', area: '3' },
      { name: 'Intero', inhabitants: 20, area: '4' },
    ]);
    const convention = await aConvention(house, { members: bare });
    await assert.rejects(
      draftAllocation(house.as('AO'), toAllocate(convention, { PER_CAPITA: '50', AREA: '50' })),
      (error) => {
        assert.ok(broken('fees.allocation-figure-missing')(error));
        assert.deepEqual((error as RuleBroken).facts.drivers, [
          { driver: 'PER_CAPITA', names: ['Senza abitanti'] },
          { driver: 'AREA', names: ['Senza superficie'] },
        ]);
        return true;
      },
    );
    const { allocationId } = await draftAllocation(house.as('AO'), toAllocate(convention, { EQUAL: '100' }));
    const known = await sharesOf(house.as('AO'), allocationId);
    assert.equal(known.find(({ name }) => name === 'Senza abitanti')?.inhabitants, null);
  });

  it('is approved by another person than who drafted it, and once', async () => {
    const { allocationId } = await draftAllocation(house.as('AO'), asked({ EQUAL: '100' }));
    await assert.rejects(approveAllocation(house.as('AO'), { allocationId }), NotAllowed);
    const officer = house.as('AO');
    const both: Call = {
      ...officer,
      actor: { ...officer.actor, grants: [...officer.actor.grants, ...house.as('CM').actor.grants] },
    };
    const own = await draftAllocation(both, asked({ EQUAL: '100' }));
    await assert.rejects(approveAllocation(both, own), broken('fees.four-eyes'));
    const twice = await Promise.allSettled(
      [1, 2].map(() => approveAllocation(house.as('CM'), { allocationId })),
    );
    assert.deepEqual(twice.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.ok(
      broken('fees.allocation-not-possible-now')(
        (twice.find((o) => o.status === 'rejected') as PromiseRejectedResult).reason,
      ),
    );
    const { state, acts } = await getAllocation(house.as('CM'), allocationId);
    assert.deepEqual([state, acts.map(({ act }) => act)], ['APPROVED', ['APPROVED', 'DRAFTED']]);
  });

  it('sent twice is done once, whatever the act', async () => {
    const twice = async <T>(call: Call, act: (again: Call) => Promise<T>): Promise<T> => {
      const keyed = { ...call, requestKey: newId() };
      const first = await act(keyed);
      assert.deepEqual(await act(keyed), first);
      return first;
    };
    const before = (await listAllocations(house.as('AO'), {}, ALL)).total;
    const drafted = await twice(house.as('AO'), (c) => draftAllocation(c, asked({ EQUAL: '100' })));
    await twice(house.as('CM'), (c) => approveAllocation(c, drafted));
    const final = await twice(house.as('AO'), (c) =>
      draftFinalAccount(c, { ...drafted, cost: 1, grants: 0 }),
    );
    await twice(house.as('AO'), (c) => discardAllocation(c, { ...final, reason: 'Prova' }));
    assert.equal((await listAllocations(house.as('AO'), {}, ALL)).total, before + 2);
    assert.equal((await getAllocation(house.as('AO'), final.allocationId)).acts.length, 2);
  });

  it('is numbered in its year, even by many at once', async () => {
    const at = { year: 2031 };
    await Promise.all([1, 2, 3, 4].map(() => draftAllocation(house.as('AO'), asked({ EQUAL: '100' }, at))));
    const { rows } = await listAllocations(house.as('AO'), at, ALL);
    assert.deepEqual(
      rows.map(({ number }) => number),
      [4, 3, 2, 1],
    );
  });

  it('is not approved when what is kept is not what was drafted', async () => {
    const { allocationId } = await draftAllocation(house.as('AO'), asked({ PER_CAPITA: '100' }));
    // The application cannot do this: somebody with the keys of the database can.
    await house.database.owner.query(
      'update fees.cost_allocation_shares set inhabitants = inhabitants + 1 where allocation_id = $1 and body_id = $2',
      [allocationId, four.bodies[0]],
    );
    assert.equal(await allocationDigestHolds(house.as('AU'), allocationId), false);
    await assert.rejects(
      approveAllocation(house.as('CM'), { allocationId }),
      broken('fees.allocation-digest-differs'),
    );
    assert.equal((await getAllocation(house.as('CM'), allocationId)).state, 'DRAFTED');
  });

  it('is balanced on the final account by the frozen figures, to the cent', async () => {
    const weights = { PER_CAPITA: '50', AREA: '50' };
    const provisional = await anApprovedAllocation(house, asked(weights, { grants: 0 }));
    await sql`insert into directory.population_figures (centre_id, id, body_id, ref_date, inhabitants, source, provisional, recorded_at, recorded_by)
      values (${house.centre}, ${newId()}, ${four.bodies[0]}, '2024-12-31', 999999, 'dopo', false, ${new Date('2026-11-22T10:00:00Z')}, 'Prova')`.execute(
      house.system().db,
    );
    const { allocationId } = await draftFinalAccount(house.as('AO'), {
      allocationId: provisional,
      cost: 3_500_000,
      grants: 1_000_000,
    });
    const shares = await sharesOf(house.as('AO'), allocationId);
    assert.deepEqual(
      shares.map((s) => [s.inhabitants, s.share / 100, s.provisional! / 100, s.balance! / 100]),
      [
        [1200, 2162.5, 2595, -432.5],
        [3400, 5450, 6540, -1090],
        [8000, 6812.5, 8175, -1362.5],
        [12400, 10575, 12690, -2115],
      ],
    );
    assert.equal(sumCents(shares.map(({ balance }) => balance!)), -500_000);
    await approveAllocation(house.as('CM'), { allocationId });
    await assert.rejects(
      draftFinalAccount(house.as('AO'), { allocationId: provisional, cost: 1, grants: 0 }),
      broken('fees.allocation-balanced'),
    );
    await assert.rejects(
      discardAllocation(house.as('CM'), { allocationId: provisional, reason: 'x' }),
      broken('fees.allocation-balanced'),
    );
    await discardAllocation(house.as('CM'), { allocationId, reason: 'Costo da rivedere' });
    const again = await draftFinalAccount(house.as('AO'), { allocationId: provisional, cost: 0, grants: 0 });
    const given = await sharesOf(house.as('AO'), again.allocationId);
    assert.equal(
      sumCents(given.map(({ balance }) => balance!)),
      -3_000_000,
      'nothing was spent: all is given back',
    );
    const kept = await getAllocation(house.as('AO'), again.allocationId);
    assert.deepEqual([kept.balances?.id, kept.title], [provisional, 'Servizio di assistenza']);
  });

  it('has a final account only when it is approved, and of two at once one', async () => {
    const { allocationId } = await draftAllocation(house.as('AO'), asked({ EQUAL: '100' }));
    const final = (id: string) =>
      draftFinalAccount(house.as('AO'), { allocationId: id, cost: 100, grants: 0 });
    await assert.rejects(final(allocationId), broken('fees.allocation-not-to-balance'));
    await approveAllocation(house.as('CM'), { allocationId });
    const twice = await Promise.allSettled([final(allocationId), final(allocationId)]);
    assert.deepEqual(twice.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const { balancedBy } = await getAllocation(house.as('AO'), allocationId);
    await assert.rejects(final(balancedBy!.id), broken('fees.allocation-not-to-balance'));
    await assert.rejects(final(newId()), NotFound);
  });

  it('is discarded with a reason: a draft by both, an approved one by the manager alone', async () => {
    const { allocationId } = await draftAllocation(house.as('AO'), asked({ EQUAL: '100' }));
    await assert.rejects(discardAllocation(house.as('AO'), { allocationId, reason: ' ' }), InvalidInput);
    await discardAllocation(house.as('AO'), { allocationId, reason: 'Sbagliato' });
    await assert.rejects(
      approveAllocation(house.as('CM'), { allocationId }),
      broken('fees.allocation-not-possible-now'),
    );
    const approved = await anApprovedAllocation(house, asked({ EQUAL: '100' }));
    const reason = 'Servizio non attivato';
    await assert.rejects(discardAllocation(house.as('AO'), { allocationId: approved, reason }), NotAllowed);
    await discardAllocation(house.as('CM'), { allocationId: approved, reason });
    assert.equal((await getAllocation(house.as('AO'), approved)).acts[0]?.reason, reason);
  });

  const bad: [name: string, changes: Partial<AllocationToDraft>, wanted: string][] = [
    ['an empty title', { title: '  ' }, 'titolo'],
    ['a title too long', { title: 'x'.repeat(201) }, 'titolo'],
    ['a negative cost', { cost: -1 }, 'costo'],
    ['nothing to allocate', { cost: 0 }, 'costo'],
    ['negative grants', { grants: -1 }, 'contributi'],
    ['grants above the cost', { grants: 3_000_001 }, 'fees.allocation-grants-exceed-cost'],
    ['a cost out of range', { cost: 10_000_000_000_001 }, 'fees.allocation-amount-out-of-range'],
    ['a year of another time', { year: 1789 }, 'anno'],
    ['a use without its quantity', { weights: { USAGE: '100' }, usage: null }, 'uso'],
    [
      'a quantity that nobody knows',
      { weights: { USAGE: '100' }, usage: 'nope' },
      'fees.allocation-figure-missing',
    ],
    ['weights that make 99', { weights: { EQUAL: '99' } }, 'fees.allocation-weights-not-100'],
    ['weights that make 101', { weights: { EQUAL: '51', AREA: '50' } }, 'fees.allocation-weights-not-100'],
    ['a negative weight', { weights: { EQUAL: '150', AREA: '-50' } }, 'fees.allocation-weights-not-100'],
    ['no weight', { weights: {} }, 'fees.allocation-weights-not-100'],
    ['a day on which nobody is a member', { membersOn: '1990-01-01' }, 'fees.allocation-without-bodies'],
    ['figures of a day without figures', { figuresOn: '1990-01-01' }, 'fees.allocation-figure-missing'],
    ['a convention that is not', { conventionId: newId() }, 'convenzione'],
  ];
  for (const [name, changes, wanted] of bad)
    it(`refuses ${name}, and keeps nothing`, async () => {
      const before = (await listAllocations(house.as('AO'), {}, ALL)).total;
      await assert.rejects(
        draftAllocation(house.as('AO'), asked({ PER_CAPITA: '100' }, changes)),
        (error) => broken(wanted)(error) || (error instanceof InvalidInput && wanted in error.fields),
      );
      assert.equal((await listAllocations(house.as('AO'), {}, ALL)).total, before);
    });

  it('is for who may: drafts the officer, approves the manager, the others read or do not', async () => {
    const { allocationId } = await draftAllocation(house.as('AO'), asked({ EQUAL: '100' }));
    for (const role of ['CM', 'PM', 'SO', 'CH', 'PD', 'TC', 'LR', 'SC', 'UO', 'OP', 'AU'] as const) {
      const call = house.as(role, { body: four.bodies[0]! });
      await assert.rejects(draftAllocation(call, asked({ EQUAL: '100' })), NotAllowed, role);
      await assert.rejects(draftFinalAccount(call, { allocationId, cost: 1, grants: 0 }), NotAllowed, role);
      if (role === 'CM') continue;
      await assert.rejects(approveAllocation(call, { allocationId }), NotAllowed, role);
      await assert.rejects(discardAllocation(call, { allocationId, reason: 'x' }), NotAllowed, role);
    }
    for (const role of ['CM', 'CH', 'AU'] as const)
      assert.equal((await getAllocation(house.as(role), allocationId)).id, allocationId);
    for (const role of ['PM', 'SO', 'SC', 'OP'] as const)
      await assert.rejects(
        getAllocation(house.as(role, { body: four.bodies[0]! }), allocationId),
        NotAllowed,
        role,
      );
  });

  it('is seen by a body once it is approved, with its own share alone', async () => {
    const mayor = () => house.as('LR', { body: four.bodies[2]! });
    const { allocationId } = await draftAllocation(house.as('AO'), asked({ EQUAL: '100' }, { year: 2040 }));
    await assert.rejects(getAllocation(mayor(), allocationId), NotFound);
    assert.ok((await listOwnShares(mayor(), ALL)).every((own) => own.allocationId !== allocationId));
    await approveAllocation(house.as('CM'), { allocationId });
    assert.equal((await getAllocation(mayor(), allocationId)).net, 3_000_000);
    assert.deepEqual(
      (await sharesOf(mayor(), allocationId)).map(({ name, share }) => [name, share]),
      [['Secondo', 750_000]],
    );
    await discardAllocation(house.as('CM'), { allocationId, reason: 'Da rifare' });
    const [own] = await listOwnShares(mayor(), ALL);
    assert.deepEqual([own?.allocationId, own?.state], [allocationId, 'DISCARDED'], 'it does not vanish');
    const elsewhere = house.as('LR', { body: house.body.ALFA! });
    await assert.rejects(getAllocation(elsewhere, allocationId), NotFound);
  });

  it('is of its centre alone', async () => {
    const { allocationId } = await draftAllocation(house.as('AO'), asked({ EQUAL: '100' }));
    const stranger = (role: 'AO' | 'CM') => house.as(role, { centre: house.other });
    assert.equal((await listAllocations(stranger('CM'), {}, ALL)).total, 0);
    await assert.rejects(getAllocation(stranger('CM'), allocationId), NotFound);
    await assert.rejects(approveAllocation(stranger('CM'), { allocationId }), NotFound);
    await assert.rejects(discardAllocation(stranger('AO'), { allocationId, reason: 'x' }), NotFound);
    await assert.rejects(draftAllocation(stranger('AO'), asked({ EQUAL: '100' })), InvalidInput);
    const seen = await sql`select 1 from fees.cost_allocation_shares`.execute(house.system(house.other).db);
    assert.equal(seen.rows.length, 0);
  });
});
