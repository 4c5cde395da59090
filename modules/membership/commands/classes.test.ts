import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { aConvention } from '../builders.ts';
import { listClasses } from '../queries/list-classes.ts';
import { annulClass, endClass } from './end-class.ts';
import { type AskedClass, giveClasses, type RefusedClass } from './give-classes.ts';

describe('the classes that a convention gives', () => {
  const house = aHouse();
  let conventionId = '';
  before(async () => {
    conventionId = (await aConvention(house.as('CM'))).conventionId;
  });
  const asked = (bodyCode: string, bodyClass: string, more: Partial<AskedClass> = {}): AskedClass => ({
    line: 1,
    bodyCode,
    bodyClass,
    from: '2026-01-01',
    to: null,
    act: 'Allegato B',
    ...more,
  });
  const give = (...classes: AskedClass[]) => giveClasses(house.as('AO'), { conventionId, classes });
  const seen = async (key: string) => {
    const { rows } = await listClasses(
      house.as('AU'),
      { conventionId, bodyId: house.body[key]! },
      { sort: 'dal', direction: 'asc', size: 50, offset: 0 },
    );
    return rows.map((row) => [row.bodyClass, row.from, row.to]);
  };

  it('are given, followed by others, and given again without change', async () => {
    assert.deepEqual(await give(asked('ipa_alfa', 'A'), asked('017002', 'B')), { given: 2, unchanged: 0 });
    assert.deepEqual(await give(asked('ipa_alfa', 'B', { from: '2027-01-01' })), { given: 1, unchanged: 0 });
    assert.deepEqual(await seen('ALFA'), [
      ['A', '2026-01-01', '2026-12-31'],
      ['B', '2027-01-01', null],
    ]);
    const again = await give(
      asked('ipa_alfa', 'A'),
      asked('017002', 'b'),
      asked('ipa_alfa', 'B', { from: '2027-01-01' }),
    );
    assert.deepEqual(again, { given: 0, unchanged: 3 }, '"b" is the class B of the convention');
  });

  it('of one file follow one another, in whatever order its rows stand', async () => {
    await give(asked('ipa_gamma', 'C', { from: '2028-01-01' }), asked('ipa_gamma', 'A', { line: 2 }));
    assert.deepEqual(await seen('GAMMA'), [
      ['A', '2026-01-01', '2027-12-31'],
      ['C', '2028-01-01', null],
    ]);
  });

  it('are none when one row is wrong, and each row says what is wrong', async () => {
    const refusedOf = async (...classes: AskedClass[]) => {
      const error = await give(...classes).catch((thrown: RuleBroken) => thrown);
      assert.ok(error instanceof RuleBroken);
      assert.equal(error.code, 'membership.classes-not-given');
      return (error.facts.refused as RefusedClass[]).map((r) => [r.line, r.problems.map((p) => p.column)]);
    };
    assert.deepEqual(
      await refusedOf(
        asked('ipa_delta', 'A', { line: 2 }),
        asked('mai_visto', ' ', { line: 3, act: '' }),
        asked('ipa_delta', 'B', { line: 4, from: '2020-01-01', to: '2019-01-01' }),
        asked('ipa_alfa', 'C', { line: 5, from: '2026-06-01' }),
      ),
      [
        [3, ['codice_ente', 'classe', 'atto']],
        [4, ['dal', 'al']],
        [5, ['dal']],
      ],
    );
    assert.deepEqual(await seen('DELTA'), []);
  });

  it('end on a day, or are annulled with a reason as if they had never been', async () => {
    await give(asked('ipa_monti', 'A'));
    const [given] = (
      await listClasses(
        house.as('AO'),
        { conventionId, bodyId: house.body.MONTI! },
        { sort: 'ente', direction: 'asc', size: 1, offset: 0 },
      )
    ).rows;
    const which = { conventionId, classId: given!.id };
    await assert.rejects(endClass(house.as('AO'), { ...which, on: '2025-12-31' }), InvalidInput);
    await endClass(house.as('AO'), { ...which, on: '2026-06-30' });
    await assert.rejects(endClass(house.as('AO'), { ...which, on: '2026-12-31' }), RuleBroken);
    await assert.rejects(annulClass(house.as('AO'), { ...which, reason: ' ' }), InvalidInput);
    await annulClass(house.as('AO'), { ...which, reason: 'Ente sbagliato' });
    await assert.rejects(annulClass(house.as('AO'), { ...which, reason: 'Due volte' }), RuleBroken);
    await assert.rejects(
      endClass(house.as('AO'), { ...which, classId: newId(), on: '2026-06-30' }),
      NotFound,
    );
    const { rows } = await sql`
      select from membership.class_given where centre_id = ${house.centre} and body_id = ${house.body.MONTI}`.execute(
      house.system().db,
    );
    assert.equal(rows.length, 0, 'the window does not show it');
    assert.deepEqual(await give(asked('ipa_monti', 'B')), { given: 1, unchanged: 0 });
  });

  it('cannot be two on a day for the database either, and are of one centre alone', async () => {
    await assert.rejects(
      sql`insert into membership.body_classes (centre_id, id, convention_id, body_id, class, valid_from, act, recorded_at, recorded_by)
        values (${house.centre}, ${newId()}, ${conventionId}, ${house.body.ALFA}, 'X', '2026-03-01', 'x', now(), 'x')`.execute(
        house.system().db,
      ),
      /a_body_has_one_class_at_a_time/,
    );
    const other = await sql`select from membership.body_classes`.execute(house.system(house.other).db);
    assert.equal(other.rows.length, 0);
  });

  it('are given by who may edit conventions, once for each request', async () => {
    for (const role of ['SO', 'CH', 'AU', 'OP', 'LR'] as const)
      await assert.rejects(
        giveClasses(house.as(role, { body: house.body.ALFA! }), {
          conventionId,
          classes: [asked('ipa_unione', 'A')],
        }),
        NotAllowed,
        role,
      );
    const call = { ...house.as('PM'), requestKey: newId() };
    const input = { conventionId, classes: [asked('ipa_unione', 'A')] };
    assert.deepEqual(await giveClasses(call, input), await giveClasses(call, input));
  });
});
