import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { recordQuantity } from '#directory';
import { giveClasses } from '#membership';
import { sql } from '#platform/database/pool';
import { NotAllowed } from '#platform/errors';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear } from '../../fees/builders.ts';
import { standardTariff } from '../rules/standard-tariff.ts';
import { parseTariff, type Tariff } from '../rules/tariff.ts';
import { findConvention } from './find-convention.ts';
import { simulate } from './simulation.ts';

function example(name: string): Tariff {
  const read = parseTariff(
    JSON.parse(readFileSync(join(import.meta.dirname, '..', 'examples', `${name}.json`), 'utf8')),
  );
  assert.ok(read.ok);
  return read.tariff;
}

describe('a simulation', () => {
  const house = aHouse();

  async function simulated(
    conventionId: string,
    tariff: Tariff,
    on: string,
    bodies: 'members' | 'all' = 'members',
  ) {
    const call = house.as('CM');
    const convention = await findConvention(call, conventionId);
    const simulation = await simulate(call, {
      before: standardTariff(),
      after: tariff,
      convention: convention!,
      bodies,
      on,
      figuresOn: '2024-12-31',
    });
    return Object.fromEntries(simulation.bodies.map((body) => [body.name, body.after ?? body.missing]));
  }

  it('reads quantities and classes, and names for each body what is missing', async () => {
    const conventionId = await aConvention(house, { members: ['ALFA', 'BETA', 'GAMMA'] });
    const officer = house.as('AO');
    const given = (bodyCode: string, line: number) => ({
      line,
      bodyCode,
      bodyClass: 'B',
      from: '2026-01-01',
      to: '2026-06-30',
      act: 'Allegato B',
    });
    await giveClasses(officer, { conventionId, classes: [given('ipa_alfa', 1), given('ipa_beta', 2)] });
    await recordQuantity(officer, house.body.ALFA!, {
      name: 'workstations',
      on: '2024-12-31',
      value: '60',
      source: 'Ricognizione',
    });
    const tariff = example('classi-e-postazioni');
    assert.deepEqual(await simulated(conventionId, tariff, '2026-06-30'), {
      Alfa: 290000,
      Beta: ['workstations'],
      Gamma: ['bodyClass', 'workstations'],
    });
    assert.deepEqual(await simulated(conventionId, tariff, '2026-07-01'), {
      Alfa: ['bodyClass'],
      Beta: ['bodyClass', 'workstations'],
      Gamma: ['bodyClass', 'workstations'],
    });
    const page = await (await house.browser('CM')).get('/tariffe/simulazione?data=01/07/2026');
    assert.equal(page.status, 200);
  });

  it('looks at whole associations on the day that is asked', async () => {
    const conventionId = await aConvention(house, {
      members: ['ALFA', { body: 'BETA', from: '2038-04-01' }, 'UNIONE', 'MONTI'],
      from: '2038-01-01',
      to: '2039-12-31',
    });
    const tariff = example('sconto-associazione-intera');
    const before = await simulated(conventionId, tariff, '2038-03-31');
    assert.deepEqual([before.Alfa, before['Unione di Alfa e Beta']], [38400, 30000]);
    const after = await simulated(conventionId, tariff, '2038-04-01');
    assert.deepEqual([after.Alfa, after['Unione di Alfa e Beta']], [30720, 0]);
    assert.deepEqual(after['Comunità montana dei Monti'], ['wholeAssociation']);
  });

  it('knows the fees of the reference year, and who owed none in it', async () => {
    const past = await aConvention(house, { members: ['DELTA'], from: '2020-01-01', to: '2020-12-31' });
    const tariff: Tariff = {
      ...standardTariff(),
      fee: { kind: 'SAFEGUARD', year: 2020, maxIncrease: '0.10', of: { kind: 'FLAT', amount: '900.00' } },
    };
    const all = async () => simulated(past, tariff, '2026-01-01', 'all');
    assert.deepEqual((await all()).Delta, ['referenceFees.2020'], 'not known before the year is noticed');
    for (const [table, column] of [
      ['population_figures', 'inhabitants'],
      ['enterprise_figures', 'enterprises'],
    ] as const)
      await sql`insert into ${sql.table(`directory.${table}`)} (centre_id, id, body_id, ref_date, ${sql.ref(column)}, source, recorded_at, recorded_by)
        select centre_id, gen_random_uuid(), body_id, '2018-12-31', ${sql.ref(column)}, source, recorded_at, recorded_by
        from ${sql.table(`directory.${table}`)} where centre_id = ${house.centre} and body_id = ${house.body.DELTA}`.execute(
        house.system().db,
      );
    await aNoticedYear(house, past, 2020);
    const fees = await all();
    assert.equal(fees.Delta, 33000, '300.00 in 2020, at most 10 % more');
    assert.equal(fees.Alfa, 90000, 'owed none: the safeguard does not hold');
  });

  it('is not for who sees only its own body', async () => {
    const conventionId = await aConvention(house, { members: [], from: '2040-01-01', to: '2041-12-31' });
    const convention = await findConvention(house.as('CM'), conventionId);
    await assert.rejects(
      simulate(house.as('LR', { body: house.body.ALFA! }), {
        before: standardTariff(),
        after: standardTariff(),
        convention: convention!,
        bodies: 'all',
        on: '2040-01-01',
        figuresOn: '2038-12-31',
      }),
      NotAllowed,
    );
  });
});
