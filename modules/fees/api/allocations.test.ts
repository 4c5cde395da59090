import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Role } from '#access';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { fourToAllocate } from '../builders.ts';

type Body = Record<string, unknown> & { items: Record<string, unknown>[] };

describe('the allocations as JSON', () => {
  const house = aHouse();
  let four: { convention: string; bodies: string[] };
  before(async () => {
    four = await fourToAllocate(house);
  });

  /** A program of a person with a role. */
  async function program(role: Role, scopes = ['fees:read', 'fees:write'], body?: string) {
    const ask = await house.program(role, scopes, { body });
    return async (path: string, sent?: object, key?: string) => {
      const answer = await ask(sent ? 'POST' : 'GET', `/cost-allocations${path}`, sent, key);
      return { ...answer, body: answer.body as Body };
    };
  }

  const asked = (changes: object = {}) => ({
    ...{ title: 'Assistenza', year: 2026, conventionId: four.convention, membersOn: '2026-11-21' },
    ...{
      figuresOn: '2024-12-31',
      costCents: 3_000_000,
      weights: { PER_CAPITA: '50', AREA: '50' },
      ...changes,
    },
  });

  it('are drafted, approved, balanced and annulled, by the rules of the desk', async () => {
    const officer = await program('AO');
    const manager = await program('CM');
    const key = newId();
    const drafted = await officer('', asked(), key);
    assert.equal(drafted.status, 201);
    assert.deepEqual((await officer('', asked(), key)).body, drafted.body, 'sent twice, drafted once');
    const id = drafted.body.allocationId as string;
    const final = { costCents: 3_100_000, grantsCents: 100_000 };
    const early = await officer(`/${id}/final-account`, final);
    assert.deepEqual([early.status, early.type.split(';')[0]], [409, 'application/problem+json']);
    assert.equal((await officer(`/${id}/approval`, {})).status, 403);
    assert.equal((await manager(`/${id}/approval`, {})).status, 201);
    assert.equal((await manager(`/${id}/approval`, {})).status, 409);
    const balance = (await officer(`/${id}/final-account`, final)).body.allocationId as string;
    assert.equal((await manager(`/${id}/annulment`, { reason: 'x' })).status, 409);
    const found = await manager(`/${balance}`);
    assert.deepEqual(
      [found.body.kind, found.body.state, found.body.balancesId, found.body.title, found.body.netCents],
      ['FINAL', 'DRAFTED', id, 'Assistenza', 3_000_000],
    );
    const shares = await manager(`/${balance}/shares?limit=2`);
    assert.deepEqual(
      shares.body.items.map((s) => [s.body, s.inhabitants, s.areaKm2, s.shareCents, s.balanceCents]),
      [
        ['Primo', 1200, '12.5', 259_500, 0],
        ['Quarto', 3400, '30', 654_000, 0],
      ],
    );
    assert.equal(shares.body.count, 4);
    assert.equal((await officer(`/${balance}/annulment`, { reason: 'Da rivedere' })).status, 201);
    const approved = await manager('?state=APPROVED&kind=PROVISIONAL&year=2026');
    assert.deepEqual(
      approved.body.items.map((one) => [one.id, one.weights]),
      [[id, { PER_CAPITA: '50', AREA: '50' }]],
    );
  });

  it('are refused when they are wrong, with the field and the reason', async () => {
    const officer = await program('AO');
    for (const [changes, status] of [
      [{ title: '' }, 422],
      [{ year: 1 }, 422],
      [{ costCents: -1 }, 422],
      [{ costCents: 0.5 }, 422],
      [{ costCents: 0 }, 422],
      [{ grantsCents: 3_000_001 }, 409],
      [{ membersOn: '21/11/2026' }, 422],
      [{ weights: { PER_CAPITA: '99' } }, 409],
      [{ weights: { PER_CAPITA: '-1', AREA: '101' } }, 422],
      [{ weights: { TELEPHONES: '100' } }, 422],
      [{ weights: { USAGE: '100' } }, 422],
      [{ weights: { USAGE: '100' }, usage: 'nope' }, 409],
      [{ conventionId: newId() }, 422],
      [{ extra: 1 }, 422],
    ] as const) {
      const answer = await officer('', asked(changes));
      assert.equal(answer.status, status, JSON.stringify(changes));
      assert.match(answer.type, /^application\/problem\+json/);
    }
  });

  it('are seen by a body that they concern, and only within the scope', async () => {
    const [officer, manager] = [await program('AO'), await program('CM')];
    const id = (await officer('', asked())).body.allocationId as string;
    const mayor = await program('LR', ['fees:read'], four.bodies[3]!);
    assert.equal((await mayor(`/${id}`)).status, 404);
    await manager(`/${id}/approval`, {});
    assert.equal((await mayor(`/${id}`)).status, 200);
    assert.deepEqual(
      (await mayor(`/${id}/shares`)).body.items.map((s) => s.body),
      ['Terzo'],
    );
    assert.equal((await mayor('', asked())).status, 403);
    assert.equal((await (await program('LR', ['fees:read'], house.body.ALFA))(`/${id}`)).status, 404);
    assert.equal((await (await program('CM', ['access:read']))(`/${id}`)).status, 403);
    assert.equal((await (await program('AO', ['fees:write']))('', asked())).status, 201, 'writing is enough');
  });
});
