import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { tariffInForce } from '#tariffs';
import { aHouse } from '#test/house';
import { aBareConvention, aDraft, anApprovedTariff, approve } from '../builders.ts';
import { getTariff } from '../queries/get-tariff.ts';
import { standardTariff } from '../rules/standard-tariff.ts';
import { approveTariff } from './approve-tariff.ts';
import { confirmVat, copyTariff, draftTariff, editTariff, withdrawTariff } from './draft-tariff.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

describe('approving a tariff', () => {
  const house = aHouse();

  it('puts it in force from its day, by a decision of the board', async () => {
    const convention = await aBareConvention(house.system());
    const id = await anApprovedTariff(house, convention);
    const found = await tariffInForce(house.as('AO'), convention, '2026-11-21');
    assert.equal(found?.tariffId, id);
    assert.equal(found?.decision, 'Decisione n. 4 – Tavolo strategico');
    assert.equal(found?.decidedOn, '2026-10-15');
    assert.equal(await tariffInForce(house.as('AO'), convention, '2025-12-31'), null);
  });

  it('is not for who drafted it, nor for who edited it', async () => {
    const convention = await aBareConvention(house.system());
    const both = house.as('CH');
    both.actor = {
      ...both.actor,
      grants: [...both.actor.grants, { role: 'AO', bodyId: null, delegations: [] }],
    };
    const own = await aDraft(house, convention, { by: both });
    await assert.rejects(approve(both, own), broken('tariffs.approver-has-drafted'));
    const others = await aDraft(house, convention);
    await editTariff(both, {
      tariffId: others,
      title: 'Ritoccata',
      validFrom: '2026-01-01',
      validTo: null,
      vatTreatment: 'OUT_OF_SCOPE',
      definition: standardTariff(),
      parameters: null,
    });
    await assert.rejects(approve(both, others), broken('tariffs.approver-has-drafted'));
    await approve(house.as('CH'), others);
  });

  it('is for the chair alone', async () => {
    const convention = await aBareConvention(house.system());
    const id = await aDraft(house, convention);
    for (const role of ['CM', 'PM', 'AO', 'SO', 'AU', 'OP'] as const)
      await assert.rejects(approve(house.as(role), id), NotAllowed, role);
    await assert.rejects(approve(house.as('LR', { body: house.body.ALFA }), id), NotAllowed);
  });

  it('wants the notches to be accepted: the cliff at 40.000 inhabitants is literal and shown', async () => {
    const convention = await aBareConvention(house.system());
    const id = await aDraft(house, convention);
    await assert.rejects(approve(house.as('CH'), id, false), broken('tariffs.warnings-not-accepted'));
    await approve(house.as('CH'), id, true);
    const { rows } = await sql<{ findings: { value: number; severity: string }[] }>`
      select findings from tariffs.tariffs where centre_id = ${house.centre} and id = ${id}`.execute(
      house.system().db,
    );
    assert.deepEqual(
      rows[0]!.findings.map(({ value, severity }) => [value, severity]),
      [[40000, 'CLIFF']],
    );
  });

  it('is refused while the rules leave somebody out', async () => {
    const convention = await aBareConvention(house.system());
    const id = await aDraft(house, convention, {
      discounts: [
        { from: 0, upTo: 3000, discount: '0' },
        { from: 3002, upTo: null, discount: '0.05' },
      ],
    });
    await assert.rejects(approve(house.as('CH'), id), broken('tariffs.not-whole'));
  });

  it('is refused until the administrative officer has confirmed the VAT treatment', async () => {
    const convention = await aBareConvention(house.system());
    const id = await aDraft(house, convention, { by: house.as('CM') });
    await assert.rejects(approve(house.as('CH'), id), broken('tariffs.vat-not-confirmed'));
    await assert.rejects(confirmVat(house.as('CM'), { tariffId: id }), NotAllowed);
    await confirmVat(house.as('AO'), { tariffId: id });
    await approve(house.as('CH'), id);
  });

  it('closes on the day before the version that had no end', async () => {
    const convention = await aBareConvention(house.system());
    const first = await anApprovedTariff(house, convention);
    await anApprovedTariff(house, convention, { from: '2028-01-01', flat: '350.00' });
    assert.equal((await getTariff(house.as('AO'), first)).validTo, '2027-12-31');
    assert.equal((await tariffInForce(house.as('AO'), convention, '2027-12-31'))?.tariffId, first);
    assert.notEqual((await tariffInForce(house.as('AO'), convention, '2028-01-01'))?.tariffId, first);
  });

  it('is refused over a period that has its tariff', async () => {
    const convention = await aBareConvention(house.system());
    await anApprovedTariff(house, convention, { to: '2027-12-31' });
    const over = await aDraft(house, convention, { from: '2027-06-01' });
    await assert.rejects(approve(house.as('CH'), over), broken('tariffs.overlaps-another'));
    const same = await aDraft(house, convention, { from: '2026-01-01' });
    await assert.rejects(approve(house.as('CH'), same), broken('tariffs.overlaps-another'));
  });

  it('lets one of two overlapping proposals through, when both are approved together', async () => {
    const convention = await aBareConvention(house.system());
    const [a, b] = [await aDraft(house, convention), await aDraft(house, convention)];
    const results = await Promise.allSettled([approve(house.as('CH'), a), approve(house.as('CH'), b)]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const refused = results.find((r) => r.status === 'rejected') as PromiseRejectedResult;
    assert.ok(broken('tariffs.overlaps-another')(refused.reason));
  });

  it('is once for all: nobody edits or withdraws it, not even in the database', async () => {
    const convention = await aBareConvention(house.system());
    const id = await anApprovedTariff(house, convention);
    await assert.rejects(approve(house.as('CH'), id), broken('tariffs.not-a-draft'));
    await assert.rejects(withdrawTariff(house.as('AO'), { tariffId: id }), broken('tariffs.not-a-draft'));
    await assert.rejects(
      sql`update tariffs.tariffs set definition = '{}' where centre_id = ${house.centre} and id = ${id}`.execute(
        house.system().db,
      ),
      /an approved tariff does not change/,
    );
  });

  it('is not for a day to come', async () => {
    const convention = await aBareConvention(house.system());
    const tariffId = await aDraft(house, convention);
    await assert.rejects(
      approveTariff(house.as('CH'), {
        tariffId,
        decision: 'n. 1',
        decidedOn: '2026-11-22',
        warningsAccepted: true,
      }),
      InvalidInput,
    );
  });

  it('done twice with the same key is done once', async () => {
    const convention = await aBareConvention(house.system());
    const id = await aDraft(house, convention);
    const chair = { ...house.as('CH'), requestKey: newId() };
    await approve(chair, id);
    await approve(chair, id);
  });
});

describe('drafting a tariff', () => {
  const house = aHouse();

  it('gives the next version of its code, also to many who draft together', async () => {
    const convention = await aBareConvention(house.system());
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => aDraft(house, convention)));
    const ids = results.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
    const versions = await Promise.all(ids.map(async (id) => (await getTariff(house.as('AO'), id)).version));
    assert.deepEqual(
      [...versions].sort((a, b) => a - b),
      versions.map((_, index) => index + 1),
    );
    for (const r of results)
      if (r.status === 'rejected') assert.ok(broken('tariffs.version-taken')(r.reason));
  });

  it('stays within the term of the convention', async () => {
    const convention = await aBareConvention(house.system());
    await assert.rejects(
      aDraft(house, convention, { from: '2025-12-31' }),
      broken('tariffs.outside-the-convention'),
    );
    await assert.rejects(
      aDraft(house, convention, { to: '2036-01-01' }),
      broken('tariffs.outside-the-convention'),
    );
    await assert.rejects(aDraft(house, convention, { from: '2027-01-01', to: '2026-06-01' }), InvalidInput);
    await assert.rejects(aDraft(house, newId()), NotFound);
  });

  it('copies an approved version, which stays as it is', async () => {
    const convention = await aBareConvention(house.system());
    const first = await anApprovedTariff(house, convention);
    const { tariffId } = await copyTariff(house.as('PM'), { tariffId: first });
    const copied = await getTariff(house.as('PM'), tariffId);
    assert.equal(copied.state, 'DRAFT');
    assert.equal(copied.version, 2);
    assert.deepEqual(copied.tariff, standardTariff());
  });

  it('is refused to who may only look, and to another centre', async () => {
    const convention = await aBareConvention(house.system());
    for (const role of ['CH', 'SO', 'AU', 'OP'] as const)
      await assert.rejects(aDraft(house, convention, { by: house.as(role) }), NotAllowed, role);
    const id = await aDraft(house, convention);
    await assert.rejects(getTariff(house.as('CM', { centre: house.other }), id), NotFound);
    await assert.rejects(withdrawTariff(house.as('CM', { centre: house.other }), { tariffId: id }), NotFound);
    await assert.rejects(
      draftTariff(house.as('CM', { centre: house.other }), {
        conventionId: convention,
        code: 'quota',
        title: 'x',
        validFrom: '2026-01-01',
        validTo: null,
        vatTreatment: 'OUT_OF_SCOPE',
        definition: standardTariff(),
        parameters: null,
      }),
      NotFound,
    );
  });
});
