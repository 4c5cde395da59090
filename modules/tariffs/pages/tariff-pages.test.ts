import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aBareConvention, aDraft, aMember, anApprovedTariff } from '../builders.ts';
import { standardTariff } from '../rules/standard-tariff.ts';

const FORMULA = {
  code: 'quota-adesione',
  title: 'Quota di adesione',
  validFrom: '01/01/2027',
  validTo: '',
  vatTreatment: 'OUT_OF_SCOPE',
  reference: 'PENULTIMATE_YEAR_END',
  referenceDate: '',
  flat: '300,00',
  threshold: '40.000',
  perInhabitant: '0,15',
  perEnterprise: '1,00',
  method: 'SLAB',
  upTo1: '3.000',
  discount1: '0',
  upTo2: '5.000',
  discount2: '5',
  upTo3: '10.000',
  discount3: '10',
  upTo4: '15.000',
  discount4: '15',
  upTo5: '',
  discount5: '25',
};

describe('the pages of tariffs', () => {
  const house = aHouse();

  it('say what to do when there is no convention yet', async () => {
    const answer = await (await house.browser('CM', { centre: house.other })).get('/tariffe');
    assert.match(answer.text, /Nessuna convenzione/);
    await assertValidHtml(answer.text, '/tariffe');
  });

  it('lead from the standard formula to the tariff in force', async () => {
    const convention = await aBareConvention(house.system());
    const officer = await house.browser('AO');
    const made = await officer.post('/tariffe/nuova', { ...FORMULA, conventionId: convention });
    assert.equal(made.status, 303);
    const shown = await officer.get(made.location);
    assert.equal(shown.status, 200);
    await assertValidHtml(shown.text, made.location);
    for (const said of [
      'Vale la prima regola che si applica',
      'da 3.001 a 5.000: 0,15 € ciascuno, sconto del 5%',
      'da 40.000 a 40.001 abitanti',
      '1.740,00 €',
      '2.729,99 €',
      'Giorni della convenzione senza tariffa',
    ])
      assert.ok(shown.text.includes(said), said);
    const chair = await house.browser('CH');
    const at = `${made.location}/approvazione`;
    const page = await chair.get(at);
    await assertValidHtml(page.text, at);
    const decision = { decisionNumber: '4', board: 'Tavolo strategico', decidedOn: '15/10/2026' };
    const refused = await chair.post(at, decision);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /spuntare la dichiarazione/);
    await assertValidHtml(refused.text, 'refused approval');
    const done = await chair.post(at, { ...decision, warningsAccepted: 'true' });
    assert.equal(done.status, 303);
    assert.match(
      (await chair.get(made.location)).text,
      /Decisione n\. 4 – Tavolo strategico del 15\/10\/2026/,
    );
    assert.match((await chair.get('/tariffe')).text, /Approvata, non ancora in vigore/);
  });

  it('keep what was typed when a form is refused, and say where', async () => {
    const convention = await aBareConvention(house.system());
    const officer = await house.browser('AO');
    const wrong = {
      ...FORMULA,
      conventionId: convention,
      title: '',
      upTo2: '2.000',
      discount3: '120',
      perInhabitant: 'tanto',
    };
    const answer = await officer.post('/tariffe/nuova', wrong);
    assert.equal(answer.status, 422);
    for (const said of [
      'Indicare il titolo',
      'ordine crescente',
      'fra 0 e 100',
      'Scrivere un importo',
      'value="tanto"',
    ])
      assert.ok(answer.text.includes(said), said);
    await assertValidHtml(answer.text, 'refused draft');
  });

  it('take a tariff as JSON, and tell what is wrong in it', async () => {
    const convention = await aBareConvention(house.system());
    const officer = await house.browser('AO');
    const header = {
      conventionId: convention,
      code: 'da-json',
      title: 'Da JSON',
      validFrom: '01/01/2027',
      validTo: '',
      vatTreatment: 'EXEMPT',
    };
    for (const definition of [
      '',
      '{',
      '[]',
      '{"schema":"urn:broletto:tariff:1"}',
      '{"__proto__":{}}',
      'null',
    ])
      assert.equal(
        (await officer.post('/tariffe/nuova/json', { ...header, definition })).status,
        422,
        definition,
      );
    const text = JSON.stringify(standardTariff({ method: 'BAND' }));
    const made = await officer.post('/tariffe/nuova/json', { ...header, definition: text });
    assert.equal(made.status, 303);
    const shown = await officer.get(made.location);
    assert.ok(shown.text.includes('da 3.000 a 3.001 abitanti'), 'the notch of BAND is shown');
    assert.equal((await officer.get(`${made.location}/modifica`)).status, 303);
    const edit = await officer.get(`${made.location}/modifica/json`);
    await assertValidHtml(edit.text, 'edit as JSON');
    const saved = await officer.post(`${made.location}/modifica/json`, {
      ...header,
      title: 'Nuovo titolo',
      definition: text,
    });
    assert.equal(saved.status, 303);
    const file = await officer.get(`${made.location}/tariffa.json`);
    assert.deepEqual(JSON.parse(file.text), standardTariff({ method: 'BAND' }));
  });

  it('explain how much a body pays, line by line, and never take what is missing as zero', async () => {
    const id = await anApprovedTariff(house, await aBareConvention(house.system()));
    const member = await house.browser('LR', { body: house.body.ALFA });
    const at = (query: string) => member.get(`/tariffe/${id}/calcolo?${query}`);
    const answer = await at('categoria=COMUNE&abitanti=8.000&imprese=600');
    assert.match(answer.text, /1\.740,00 €/);
    assert.match(answer.text, /Abitanti da 3\.001 a 5\.000: 2\.000 × 0,15 € × \(100% − 5%\) = 285,00 €/);
    await assertValidHtml(answer.text, 'calculation');
    assert.match((await at('categoria=COMUNE&abitanti=8000')).text, /Manca: le imprese attive/);
    assert.match((await at('categoria=UNIONE')).text, /300,00 €/);
    assert.equal((await at('categoria=COMUNE&abitanti=-5')).status, 422);
    assert.equal((await at('categoria=COMUNE&abitanti=%3Cscript%3E')).status, 422);
  });

  it('simulate a proposal over members or everybody, with the file to keep', async () => {
    const convention = await aBareConvention(house.system());
    for (const key of ['ALFA', 'GAMMA', 'MONTI']) await aMember(house.system(), convention, house.body[key]!);
    const before = await anApprovedTariff(house, convention);
    const after = await aDraft(house, convention, { method: 'BAND', from: '2027-01-01' });
    const browser = await house.browser('CM');
    const at = `/tariffe/simulazione?prima=${before}&dopo=${after}`;
    const members = await browser.get(at);
    await assertValidHtml(members.text, at);
    assert.match(members.text, /1–?3? ?.*3 enti|3 enti/);
    assert.match(members.text, /−120,00 €/, 'Gamma, 8.000 inhabitants: 1.740,00 → 1.620,00');
    const all = await browser.get(`${at}&enti=tutti&ordine=ente`);
    assert.match(all.text, /6 enti/);
    const csv = await browser.get(`${at}&formato=csv`);
    assert.match(String(csv.headers['content-type']), /text\/csv/);
    assert.match(csv.text, /Gamma;Comune;017003;8000;600;1740,00;1620,00;-120,00;/);
    assert.equal((await browser.get(`${at}&formato=xlsx`)).status, 200);
    assert.match((await browser.get(`${at}&data=15/03/2035`)).text, /manca: gli abitanti/);
    assert.equal((await browser.get(`${at}&data=31/02/2026`)).status, 200);
  });

  it('colour the territory by the change of each comune, when the centre has its boundaries', async () => {
    const call = house.system();
    const topology = {
      type: 'Topology',
      arcs: [
        [
          [10, 45],
          [11, 45],
          [11, 46],
          [10, 45],
        ],
      ],
      objects: {
        comuni: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', id: '017003', arcs: [[0]] }] },
      },
    };
    await sql`insert into directory.territory_maps (centre_id, id, object_name, topology, file_hash, source, recorded_at)
      values (${call.centreId}, ${newId()}, 'comuni', ${JSON.stringify(topology)}::jsonb, 'prova', 'prova', ${call.now})`.execute(
      call.db,
    );
    const convention = await aBareConvention(call);
    const before = await anApprovedTariff(house, convention);
    const after = await aDraft(house, convention, { method: 'BAND', from: '2027-01-01' });
    const answer = await (await house.browser('CM')).get(
      `/tariffe/simulazione?prima=${before}&dopo=${after}&enti=tutti`,
    );
    assert.match(answer.text, /<title>Gamma: −120,00 €<\/title>/);
    await assertValidHtml(answer.text, 'simulation with its map');
  });

  it('simulate fifteen hundred bodies in one answer', async () => {
    const call = house.system();
    const convention = await aBareConvention(call);
    const rows = Array.from({ length: 1500 }, (_, n) => ({
      id: newId(),
      figure: newId(),
      other: newId(),
      name: `Comune ${n}`,
      ipa: `grande_${n}`,
    }));
    const json = JSON.stringify(rows);
    await sql`insert into directory.public_bodies (centre_id, id, ipa_code, name, category, region, source, recorded_at)
      select ${call.centreId}, id, ipa, name, 'COMUNE', 'Lombardia', 'prova', ${call.now} from jsonb_to_recordset(${json}::jsonb) as t (id uuid, ipa text, name text)`.execute(
      call.db,
    );
    for (const [table, column] of [
      ['population_figures', 'inhabitants'],
      ['enterprise_figures', 'enterprises'],
    ] as const)
      await sql`insert into ${sql.table(`directory.${table}`)} (centre_id, id, body_id, ref_date, ${sql.ref(column)}, source, recorded_at, recorded_by)
        select ${call.centreId}, ${sql.ref(column === 'inhabitants' ? 'figure' : 'other')}, id, '2024-12-31', (random() * 20000)::int, 'prova', ${call.now}, 'prova'
        from jsonb_to_recordset(${json}::jsonb) as t (id uuid, figure uuid, other uuid)`.execute(call.db);
    const before = await anApprovedTariff(house, convention);
    const after = await aDraft(house, convention, { method: 'BAND', from: '2027-01-01' });
    const browser = await house.browser('CM');
    await browser.get('/tariffe');
    const answer = await browser.get(`/tariffe/simulazione?prima=${before}&dopo=${after}&enti=tutti`);
    assert.equal(answer.status, 200);
    assert.match(answer.text, /1\.5\d\d/);
  });

  it('refuse who may not', async () => {
    const id = await aDraft(house, await aBareConvention(house.system()));
    const member = await house.browser('LR', { body: house.body.ALFA });
    assert.equal((await member.get(`/tariffe/${id}`)).status, 200);
    for (const url of [
      '/tariffe/nuova',
      '/tariffe/simulazione',
      `/tariffe/${id}/modifica`,
      `/tariffe/${id}/approvazione`,
    ])
      assert.equal((await member.get(url)).status, 403, url);
    assert.equal((await (await house.browser('AO')).get(`/tariffe/${newId()}`)).status, 404);
    assert.equal((await (await house.browser('AO')).get('/tariffe/niente')).status, 404);
    assert.equal(
      (await (await house.browser('CM', { centre: house.other })).get(`/tariffe/${id}`)).status,
      404,
    );
  });
});
