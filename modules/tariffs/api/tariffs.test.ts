import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Role } from '#access';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { aBareConvention, aDraft, aMember, anApprovedTariff } from '../builders.ts';
import { standardTariff } from '../rules/standard-tariff.ts';

describe('tariffs by the API', () => {
  const house = aHouse();

  const client = (role: Role, scopes = ['tariffs:read', 'tariffs:write']) => house.program(role, scopes);

  it('are listed, read and proposed; a proposal sent twice with the same key is one', async () => {
    const convention = await aBareConvention(house.system());
    const api = await client('AO');
    const proposal = {
      conventionId: convention,
      code: 'da-api',
      title: 'Da un programma',
      validFrom: '2027-01-01',
      definition: standardTariff(),
    };
    const key = newId();
    const [first, again] = [
      await api('POST', '/tariffs', proposal, key),
      await api('POST', '/tariffs', proposal, key),
    ];
    assert.equal(first.status, 201);
    assert.deepEqual(again.body, first.body);
    const list = await api('GET', `/tariffs?convention_id=${convention}`);
    assert.equal(list.body.count, 1);
    assert.equal(list.body.next, null);
    const read = await api('GET', `/tariffs/${first.body.id}`);
    assert.deepEqual(read.body.definition, standardTariff());
    assert.equal((await api('GET', `/tariffs/${newId()}`)).status, 404);
  });

  it('are checked without being kept: problems and notches', async () => {
    const api = await client('AU', ['tariffs:read']);
    const bands = await api('POST', '/tariff-validations', {
      definition: standardTariff({ method: 'BAND' }),
    });
    assert.equal(bands.status, 200);
    assert.deepEqual(bands.body.problems, []);
    assert.deepEqual(
      bands.body.notches.map((n: { value: number; severity: string }) => [n.value, n.severity]),
      [3000, 5000, 10000, 15000, 40000].map((v) => [v, v === 40000 ? 'CLIFF' : 'NOTCH']),
    );
    const gap = standardTariff({
      discounts: [
        { from: 0, upTo: 3000, discount: '0' },
        { from: 3002, upTo: null, discount: '0.05' },
      ],
    });
    const refused = await api('POST', '/tariff-validations', { definition: gap });
    assert.match(refused.body.problems[0].message, /da 3\.001 a 3\.001/);
    const wrong = await api('POST', '/tariff-validations', { definition: { schema: 'altro' } });
    assert.equal(wrong.status, 422);
    let deep: unknown = { kind: 'FLAT', amount: '1' };
    for (let n = 0; n < 500; n++) deep = { kind: 'DISCOUNT', discount: '0', of: deep };
    assert.equal(
      (await api('POST', '/tariff-validations', { definition: { ...standardTariff(), fee: deep } })).status,
      422,
    );
  });

  it('are simulated over the members', async () => {
    const convention = await aBareConvention(house.system());
    await aMember(house.system(), convention, house.body.GAMMA!);
    const before = await anApprovedTariff(house, convention);
    const after = await aDraft(house, convention, { method: 'BAND', from: '2027-01-01' });
    const api = await client('CM');
    const { status, body } = await api('POST', '/tariff-simulations', { before, after, on: '2026-11-21' });
    assert.equal(status, 200);
    assert.equal(body.figuresOn, '2024-12-31');
    assert.deepEqual([body.before, body.after, body.difference], [174000, 162000, -12000]);
  });

  it('are refused without the scope or the role', async () => {
    const reader = await client('AO', ['tariffs:read']);
    assert.equal((await reader('POST', '/tariffs', {})).status, 403);
    const support = await client('SO');
    assert.equal((await support('GET', '/tariffs')).status, 200);
    assert.equal(
      (await support('POST', '/tariff-simulations', { before: newId(), after: newId(), on: '2026-11-21' }))
        .status,
      403,
    );
  });

  it('publish their schema to everybody', async () => {
    const answer = await (await house.server()).inject({ url: '/api/v1/schemas/tariff.json' });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.json().$id, 'urn:broletto:tariff:1');
  });

  it('are approved by the chair alone, once VAT is confirmed; copied, and withdrawn', async () => {
    const convention = await aBareConvention(house.system());
    const [manager, officer, chair] = [await client('CM'), await client('AO'), await client('CH')];
    const made = await manager('POST', '/tariffs', {
      conventionId: convention,
      code: 'da-approvare',
      title: 'Da approvare',
      validFrom: '2027-01-01',
      definition: standardTariff(),
    });
    const at = `/tariffs/${made.body.id}`;
    const decision = { decision: 'Decisione n. 9', decidedOn: '2026-11-20', warningsAccepted: true };
    assert.equal((await officer('POST', `${at}/approval`, decision)).status, 403);
    const early = await chair('POST', `${at}/approval`, decision);
    assert.equal(early.status, 409);
    assert.match(early.body.detail, /IVA/);
    assert.equal((await officer('POST', `${at}/vat-confirmation`, {})).status, 201);
    const approved = await chair('POST', `${at}/approval`, decision);
    assert.deepEqual([approved.status, approved.body], [201, { id: made.body.id, closed: null }]);
    assert.equal((await officer('POST', `${at}/withdrawal`, {})).status, 409);
    const copy = await officer('POST', `${at}/copies`, {});
    assert.equal(copy.status, 201);
    assert.equal((await officer('POST', `/tariffs/${copy.body.id}/withdrawal`, {})).status, 201);
    assert.equal((await officer('GET', `/tariffs/${copy.body.id}`)).body.state, 'WITHDRAWN');
    assert.equal((await officer('POST', `/tariffs/${newId()}/copies`, {})).status, 404);
  });
});
