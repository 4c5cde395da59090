import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { aHouse, type Browser } from '#test/house';
import { assertValidHtml } from '#test/html';
import { closeReport } from './commands/close-report.ts';
import { MOST_REPORTS_AN_HOUR, reportInefficiency } from './commands/report-inefficiency.ts';
import { listReports } from './queries/list-reports.ts';
import { routes } from './routes.ts';

const FIRST_PAGE = { sort: 'data', direction: 'desc', size: 50, offset: 0 } as const;

describe('the public site of a centre', () => {
  const house = aHouse();
  let visitor: Browser;

  /** Alfa adheres by itself and Beta through the Unione; Gamma left last year; Delta will adhere next year. */
  before(async () => {
    visitor = await house.browser(null);
    const { db } = house.system();
    const template = newId();
    const convention = newId();
    await sql`insert into membership.convention_templates (centre_id, id, code, version, title, articles, created_by, created_at, changed_at)
      values (${house.centre}, ${template}, 'S', 1, 'Schema', '[]', 'prova', now(), now())`.execute(db);
    await sql`insert into membership.conventions (centre_id, id, template_id, title, valid_from, valid_to, approved_act, approved_on, created_by, created_at)
      values (${house.centre}, ${convention}, ${template}, 'Convenzione di <prova>', '2021-01-01', '2030-12-31', 'D. 1', '2020-12-01', 'prova', now())`.execute(
      db,
    );
    const adheres = async (key: string, from: string, to: string, via?: string) => {
      const act = newId();
      const body = house.body[key];
      await sql`insert into membership.resolutions (centre_id, id, body_id, kind, organ, number, resolved_on, executive_from, recorded_by, recorded_at)
        values (${house.centre}, ${act}, ${body}, 'ADHESION', 'CONSIGLIO', '1', '2020-12-10', '2020-12-22', 'prova', now())`.execute(
        db,
      );
      await sql`insert into membership.memberships (centre_id, id, body_id, convention_id, kind, via_body_id, resolution_id, signed_on, valid_from, valid_to, term_to, recorded_at, recorded_by)
        values (${house.centre}, ${newId()}, ${body}, ${convention}, ${via ? 'DERIVED' : 'DIRECT'}, ${via ? house.body[via] : null}, ${act}, '2020-12-28', ${from}, ${to}, ${to}, now(), 'prova')`.execute(
        db,
      );
    };
    await adheres('ALFA', '2021-01-01', '2030-12-31');
    await adheres('BETA', '2021-01-01', '2030-12-31', 'UNIONE');
    await adheres('UNIONE', '2021-01-01', '2030-12-31');
    await adheres('GAMMA', '2021-01-01', '2025-12-31');
    await adheres('DELTA', '2027-01-01', '2030-12-31');
  });

  it('answers every page with valid and accessible HTML', async () => {
    for (const route of routes) {
      if (route.method !== 'GET' || route.entrance !== 'everyone' || !route.url.startsWith('/centri'))
        continue;
      if (/:file|\.csv|\.xml/.test(route.url)) continue;
      const url = route.url.replace(':centre', 'uno').replace(':ipa', 'ipa_alfa').replace(':number', '1');
      const answer = await visitor.get(url);
      assert.equal(answer.status, 200, url);
      await assertValidHtml(answer.text, url);
    }
  });

  it('lists who is a member today: not who left, not who will adhere', async () => {
    const { text } = await visitor.get('/centri/uno/enti-aderenti');
    assert.match(text, /3 enti aderenti/);
    assert.match(text, />Alfa<\/a>/);
    assert.match(text, /Attraverso Unione di Alfa e Beta/);
    assert.doesNotMatch(text, />Gamma<\/a>|>Delta<\/a>/);
  });

  it('lists another set of members at the beginning of the year', async () => {
    house.clock.set('2027-01-01T00:00:01+01:00');
    assert.match((await visitor.get('/centri/uno/enti-aderenti')).text, />Delta<\/a>/);
    house.clock.set('2026-11-21T10:00:00+01:00');
  });

  it('filters and sorts, and takes wildcards and quotes as themselves', async () => {
    const get = async (query: string) => (await visitor.get(`/centri/uno/enti-aderenti?${query}`)).text;
    assert.match(await get('categoria=UNIONE'), /1 ente aderente/);
    assert.match(await get('q=%25'), /Nessun ente aderente corrisponde/);
    assert.match(await get("q='%3B--"), /Nessun ente aderente corrisponde/);
    const byPeople = await get('ordine=abitanti&verso=desc');
    assert.ok(byPeople.indexOf('>Beta<') < byPeople.indexOf('>Alfa<'));
    assert.match(await get('q=<script>alert(1)</script>'), /&lt;script&gt;/);
  });

  it('counts each comune once, and says out of how many', async () => {
    const { text } = await visitor.get('/centri/uno');
    assert.match(text, /su 4 del territorio \(50,0/);
    assert.match(text, /5\.401/); // 2,400 + 3,001
  });

  it('shows a body that left with its past adhesion, and none that never adhered', async () => {
    assert.match((await visitor.get('/centri/uno/enti-aderenti/IPA_GAMMA')).text, /Conclusa/);
    assert.equal((await visitor.get('/centri/uno/enti-aderenti/ipa_monti')).status, 404);
    assert.equal((await visitor.get('/centri/due/enti-aderenti/ipa_alfa')).status, 404);
  });

  it('gives the members as CSV and JSON with nothing of persons', async () => {
    const csv = await visitor.get('/centri/uno/dati-aperti/enti-aderenti.csv');
    assert.match(String(csv.headers['content-type']), /text\/csv/);
    assert.match(csv.text, /codice_ipa;codice_istat;denominazione/);
    assert.match(
      csv.text,
      /ipa_alfa;017001;Alfa;Comune;Brescia;2400;2024-12-31;DIRETTA;;2021-01-01;2030-12-31/,
    );
    assert.doesNotMatch(csv.text, /@/);
    const json = JSON.parse((await visitor.get('/centri/uno/dati-aperti/enti-aderenti.json')).text);
    assert.equal(json.licenza, 'https://creativecommons.org/licenses/by/4.0/');
    assert.equal(json.righe.length, 3);
    assert.equal((await visitor.get('/centri/uno/dati-aperti/segreti.csv')).status, 404);
  });

  it('shows nothing of a centre on the site of another', async () => {
    const { text } = await visitor.get('/centri/due/enti-aderenti');
    assert.match(text, /Nessun ente aderisce ancora/);
    assert.equal(
      JSON.parse((await visitor.get('/centri/due/dati-aperti/enti-aderenti.json')).text).righe.length,
      0,
    );
  });

  it('carries the wording on the licence where the criteria look for it', async () => {
    const { text } = await visitor.get('/centri/uno/note-legali');
    assert.match(text, /data-element="legal-notes-section">Licenza dei contenuti</);
    assert.match(text, /data-element="legal-notes-body">In applicazione del principio open by default/);
    for (const element of [
      'faq',
      'report-inefficiency',
      'accessibility-link',
      'privacy-policy-link',
      'legal-notes',
    ])
      assert.match(text, new RegExp(`data-element="${element}"`));
  });

  it('finds bodies and pages by words', async () => {
    const { text } = await visitor.get('/centri/uno/cerca?q=alfa');
    assert.match(text, />Alfa<\/a>/);
    assert.match((await visitor.get('/centri/uno/cerca?q=FAQ')).text, /Domande frequenti/);
    assert.match((await visitor.get('/centri/uno/cerca?q=comunita')).text, /Comunità montana dei Monti/);
  });
});

describe('a report of inefficiency', () => {
  const house = aHouse();
  const FORM = '/centri/uno/segnalazione-disservizio';
  const sent = { what: 'La pagina degli enti non si apre', pageAddress: null, email: null };

  it('is received under a number, and read and closed at the desk', async () => {
    const visitor = await house.browser(null);
    const answer = await visitor.post(FORM, {
      cosa: 'Il sito <b>non</b> risponde',
      pagina: '/enti',
      email: 'chi@ente.example',
    });
    assert.equal(answer.status, 303);
    assert.equal(answer.location, `${FORM}/1`);
    await assertValidHtml((await visitor.get(answer.location)).text, answer.location);
    const desk = await house.browser('SO');
    const list = await desk.get('/segnalazioni');
    await assertValidHtml(list.text, '/segnalazioni');
    assert.match(list.text, /Il sito &lt;b&gt;non&lt;\/b&gt; risponde/);
    const page = /\/segnalazioni\/[0-9a-f-]{36}/.exec(list.text)![0];
    await assertValidHtml((await desk.get(page)).text, page);
    assert.equal((await desk.post(`${page}/chiusura`, { esito: '' }, { from: page })).status, 422);
    assert.equal((await desk.post(`${page}/chiusura`, { esito: 'Riavviato.' }, { from: page })).status, 303);
    assert.match((await desk.get(page)).text, /Riavviato\./);
  });

  it('comes back with what was typed when something is missing', async () => {
    const answer = await (await house.browser(null)).post(FORM, {
      cosa: '',
      pagina: 'x',
      email: 'non-un-indirizzo',
    });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /Descrivere che cosa non funziona/);
    assert.match(answer.text, /value="non-un-indirizzo"/);
    await assertValidHtml(answer.text, FORM);
  });

  it('sent twice with the same key is one', async () => {
    const call = { ...house.system(house.other), requestKey: newId(), ip: '192.0.2.1' };
    const [one, two] = await Promise.all([reportInefficiency(call, sent), reportInefficiency(call, sent)]);
    assert.deepEqual(one, two);
  });

  it('is refused to who has sent too many in an hour, and to nobody else', async () => {
    const from = (ip: string) => reportInefficiency({ ...house.system(house.other), ip }, sent);
    for (let n = 0; n < MOST_REPORTS_AN_HOUR; n++) await from('192.0.2.9');
    await assert.rejects(from('192.0.2.9'), { code: 'public-site.too-many-reports' });
    await from('192.0.2.10');
  });

  it('numbers reports without holes when many come together', async () => {
    const numbers = await Promise.all(
      [...Array(8).keys()].map((n) => reportInefficiency({ ...house.system(), ip: `198.51.100.${n}` }, sent)),
    );
    const sorted = numbers.map(({ number }) => number).sort((a, b) => a - b);
    assert.deepEqual(
      sorted,
      [...Array(8).keys()].map((n) => sorted[0]! + n),
    );
  });

  it('is read by the desk alone, and is closed once', async () => {
    await assert.rejects(listReports(house.as('LR', { body: house.body.ALFA! }), {}, FIRST_PAGE), {
      name: 'NotAllowed',
    });
    const [report] = (await listReports(house.as('SO'), { state: 'OPEN' }, FIRST_PAGE)).rows;
    const outcome = { id: report!.id, outcome: 'Fatto' };
    await assert.rejects(closeReport(house.as('AO'), outcome), { name: 'NotAllowed' });
    await assert.rejects(closeReport(house.as('SO', { centre: house.other }), outcome), { name: 'NotFound' });
    await closeReport(house.as('SO'), outcome);
    await assert.rejects(closeReport(house.as('CM'), outcome), { code: 'public-site.report-already-closed' });
  });
});
