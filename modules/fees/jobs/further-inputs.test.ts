import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { endAssociation, recordQuantity } from '#directory';
import { giveClasses } from '#membership';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { aHouse, type House } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aConvention, aMembership, aNoticedYear, anAssessedYear, someBodies } from '../builders.ts';
import { discardRun } from '../commands/discard-run.ts';
import { feesLinks } from '../links.ts';
import { compareAssessment } from '../queries/compare-assessment.ts';
import { getRun, listExceptions } from '../queries/list-runs.ts';
import type { MemberInputs } from '../rules/assess-member.ts';

const example = (name: string): unknown =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '..', '..', 'tariffs', 'examples', `${name}.json`), 'utf8'),
  );

async function assessed(house: House, runId: string) {
  const { rows } = await sql<{ id: string; bodyId: string; cents: number; inputs: MemberInputs }>`
    select id, body_id as "bodyId", amount_cents as cents, inputs from fees.assessments where centre_id = ${house.centre} and run_id = ${runId}`.execute(
    house.system().db,
  );
  return new Map(rows.map((row) => [row.bodyId, row]));
}

describe('an assessment by class and workstations', () => {
  const house = aHouse();
  const give = (conventionId: string, bodyCode: string, bodyClass: string, from = '2026-01-01') =>
    giveClasses(house.as('AO'), {
      conventionId,
      classes: [{ line: 1, bodyCode, bodyClass, from, to: null, act: 'Allegato B' }],
    });
  const record = (key: string, value: string, on = '2024-12-31') =>
    recordQuantity(house.as('AO'), house.body[key]!, {
      name: 'workstations',
      on,
      value,
      source: 'Ricognizione',
    });
  let runId = '';
  let conventionId = '';

  it('reads both, freezes them with their source, and lists who lacks one by its Italian name', async () => {
    conventionId = await aConvention(house, {
      members: ['ALFA', 'BETA', 'GAMMA', 'DELTA'],
      tariff: example('classi-e-postazioni'),
    });
    await give(conventionId, 'ipa_alfa', 'B');
    await give(conventionId, 'ipa_beta', 'A');
    await give(conventionId, 'ipa_gamma', 'A');
    await record('ALFA', '60');
    await record('BETA', '10.5');
    await record('GAMMA', '20', '2023-12-31');
    await record('DELTA', '20');
    runId = await anAssessedYear(house, conventionId);
    const fees = await assessed(house, runId);
    const alfa = fees.get(house.body.ALFA!)!;
    assert.equal(alfa.cents, 290000, '800 + 40 × 45 + 10 × 30');
    assert.equal(fees.get(house.body.BETA!)!.cents, 122250, '1,200 + 0.5 × 45');
    assert.equal(alfa.inputs.bodyClass, 'B');
    assert.equal(alfa.inputs.classGiven?.act, 'Allegato B');
    assert.deepEqual(
      [alfa.inputs.others?.workstations?.value, alfa.inputs.others?.workstations?.source],
      ['60', 'Ricognizione'],
    );
    const { rows } = await listExceptions(house.as('AO'), runId, { size: 10, offset: 0 });
    assert.deepEqual(
      rows.map((row) => [row.name, row.missing]),
      [
        ['Delta', ['bodyClass']],
        ['Gamma', ['workstations']],
      ],
    );
    const page = await (await house.browser('AO')).get(`/quote/accertamenti/${runId}/dati-mancanti`);
    assert.match(page.text, /«Postazioni di lavoro» al 31\/12\/2024/);
    assert.match(page.text, /la classe attribuita dalla convenzione/);
  });

  it('shows what it rests on, and stays as it is when the register changes', async () => {
    const alfa = (await assessed(house, runId)).get(house.body.ALFA!)!;
    house.clock.set('2026-12-01T10:00:00+01:00');
    await record('ALFA', '61');
    const browser = await house.browser('AO');
    const shown = await browser.get(feesLinks.assessment(alfa.id));
    assert.match(shown.text, /Postazioni di lavoro/);
    assert.match(
      shown.text,
      /60[\s\S]{0,80}al 31\/12\/2024, fonte: Ricognizione, registrato il 21\/11\/2026/,
    );
    assert.match(shown.text, /Allegato B, registrata il 21\/11\/2026/);
    await assertValidHtml(shown.text, 'assessment');
    const comparison = await compareAssessment(house.as('AU'), alfa.id);
    assert.ok(comparison.same);
    assert.equal(comparison.now?.inputs.others?.workstations?.value, '61');
    assert.ok(comparison.now.fee.ok);
    assert.equal(comparison.now.fee.amount, 293000);
    const compared = await browser.get(feesLinks.compare(alfa.id));
    assert.match(compared.text, /Postazioni di lavoro[\s\S]{0,200}60[\s\S]{0,200}61/);
    await assertValidHtml(compared.text, 'comparison');
  });

  it('takes the class of 1 January, and for who enters later that of its first day', async () => {
    const [early, late] = await someBodies(house, [{}, {}]);
    const convention = await aConvention(house, {
      members: [early!, { body: late!, from: '2027-07-01' }],
      tariff: { ...(example('classi-e-postazioni') as object), variables: [], fee: onlyClasses },
    });
    for (const body of [early!, late!]) {
      await sql`insert into membership.body_classes (centre_id, id, convention_id, body_id, class, valid_from, valid_to, act, recorded_at, recorded_by) values
        (${house.centre}, ${newId()}, ${convention}, ${body}, 'A', '2026-01-01', '2027-03-31', 'x', now(), 'x'),
        (${house.centre}, ${newId()}, ${convention}, ${body}, 'B', '2027-04-01', null, 'x', now(), 'x')`.execute(
        house.system().db,
      );
    }
    const fees = await assessed(house, await anAssessedYear(house, convention, 2027));
    assert.equal(fees.get(early!)!.cents, 120000, 'A on 1 January');
    assert.equal(fees.get(late!)!.cents, 40000, 'half a year of B');
  });

  it('goes on reading the classes that an older run has frozen', async () => {
    const alfa = (await assessed(house, runId)).get(house.body.ALFA!)!;
    await sql`update fees.assessment_runs set parameters = parameters || jsonb_build_object('classes', jsonb_build_object(${house.body.ALFA!}::text, 'A'))
      where centre_id = ${house.centre} and id = ${runId}`.execute(house.system().db);
    const { now, same } = await compareAssessment(house.as('AU'), alfa.id);
    assert.ok(same, 'the fee itself rests on its own inputs');
    assert.equal(now?.inputs.bodyClass, 'A');
  });
});

const onlyClasses = {
  kind: 'CHOICE',
  options: [
    { label: 'A', when: { classes: ['A'] }, fee: { kind: 'FLAT', amount: '1200.00' } },
    { label: 'Altre', fee: { kind: 'FLAT', amount: '800.00' } },
  ],
};

describe('an assessment that looks at whole associations', () => {
  const house = aHouse();
  const tariff = example('sconto-associazione-intera');

  it('sees the comuni too, lists the association without comuni as missing, and gives the same on another day', async () => {
    const convention = await aConvention(house, {
      members: ['ALFA', 'BETA', 'GAMMA', 'UNIONE', 'MONTI'],
      tariff,
    });
    const first = await anAssessedYear(house, convention);
    const fees = await assessed(house, first);
    const cents = (key: string) => fees.get(house.body[key]!)?.cents;
    assert.deepEqual(
      [cents('ALFA'), cents('BETA'), cents('GAMMA'), cents('UNIONE')],
      [2400 * 16 * 0.8, Math.round(3001 * 16 * 0.8), 8000 * 16, 0],
    );
    assert.equal(fees.get(house.body.ALFA!)!.inputs.wholeAssociation, true);
    assert.equal(fees.get(house.body.GAMMA!)!.inputs.wholeAssociation, false);
    const { rows } = await listExceptions(house.as('AO'), first, { size: 10, offset: 0 });
    assert.deepEqual(
      rows.map((row) => [row.name, row.missing]),
      [['Comunità montana dei Monti', ['wholeAssociation']]],
    );
    await discardRun(house.as('AO'), { runId: first, reason: 'Da rifare' });
    house.clock.set('2027-09-01T10:00:00+02:00');
    const { rows: associates } = await sql<{ id: string }>`
      select id from directory.association_member where centre_id = ${house.centre} and municipality_id = ${house.body.BETA}`.execute(
      house.system().db,
    );
    await endAssociation(house.as('AO'), associates[0]!.id, { on: '2027-06-30', source: 'Delibera' });
    const again = await anAssessedYear(house, convention);
    assert.equal(
      (await getRun(house.as('AO'), again)).totalCents,
      (await getRun(house.as('AO'), first)).totalCents,
    );
  });

  it('does not take a membership of another convention for one of this', async () => {
    const [inside, outside, unione] = await someBodies(house, [
      { inhabitants: 100 },
      { inhabitants: 100 },
      { category: 'UNIONE' },
    ]);
    for (const comune of [inside!, outside!])
      await sql`insert into directory.association_memberships (centre_id, id, association_id, municipality_id, valid_from, source, recorded_at)
        values (${house.centre}, ${newId()}, ${unione}, ${comune}, '2015-01-01', 'x', now())`.execute(
        house.system().db,
      );
    const convention = await aConvention(house, { members: [inside!, unione!], tariff });
    const other = await aConvention(house, { members: [], tariff });
    await aMembership(house.system(), other, outside!, '2026-01-01', '2035-12-31');
    const fees = await assessed(house, await anAssessedYear(house, convention, 2026));
    assert.equal(fees.get(inside!)!.cents, 1600);
    assert.equal(fees.get(unione!)!.cents, 30000);
  });
});

describe('an assessment with a safeguard', () => {
  const house = aHouse();

  it('looks back to the year noticed: a fee, none owed, or not known for who could not be assessed', async () => {
    const [whole, blank] = await someBodies(house, [
      { inhabitants: 1000, enterprises: 100 },
      { inhabitants: 900 },
    ]);
    const first = await aConvention(house, {
      members: [whole!, blank!],
      from: '2025-01-01',
      to: '2025-12-31',
    });
    await sql`insert into directory.population_figures (centre_id, id, body_id, ref_date, inhabitants, source, recorded_at, recorded_by)
      select centre_id, gen_random_uuid(), body_id, '2023-12-31', inhabitants * 10, source, recorded_at, recorded_by from directory.population_figures`.execute(
      house.system().db,
    );
    await sql`insert into directory.enterprise_figures (centre_id, id, body_id, ref_date, enterprises, source, recorded_at, recorded_by)
      select centre_id, gen_random_uuid(), body_id, '2023-12-31', enterprises, source, recorded_at, recorded_by from directory.enterprise_figures`.execute(
      house.system().db,
    );
    await aNoticedYear(house, first, 2025);
    const second = await aConvention(house, {
      members: [whole!, blank!, 'ALFA'],
      tariff: example('minimo-massimo-e-salvaguardia'),
    });
    await sql`insert into directory.enterprise_figures (centre_id, id, body_id, ref_date, enterprises, source, recorded_at, recorded_by)
      values (${house.centre}, ${newId()}, ${blank}, '2024-12-31', 10, 'x', now(), 'x')`.execute(
      house.system().db,
    );
    const runId = await anAssessedYear(house, second, 2026);
    const fees = await assessed(house, runId);
    const before = fees.get(whole!)!.inputs.referenceFees?.[2025];
    assert.equal(before, 151000, '10,000 inhabitants in 2025: 450 + 285 + 675 + 100');
    assert.equal(fees.get(whole!)!.cents, 135900, 'at most 10 % less');
    assert.equal(fees.get(house.body.ALFA!)!.inputs.referenceFees?.[2025], null, 'owed none');
    const { rows } = await listExceptions(house.as('AO'), runId, { size: 10, offset: 0 });
    assert.deepEqual(
      rows.map((row) => [row.bodyId, row.missing]),
      [[blank, ['referenceFees.2025']]],
    );
  });
});
