import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse, type Browser } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aConvention, anApplication } from '../../builders.ts';

describe('the application to join, on the screen', () => {
  const house = aHouse();

  it('goes from the portal of the mayor to the membership in force', async () => {
    const { conventionId, templateId } = await aConvention(house.system());
    const mayor = await house.browser('LR', { body: house.body.GAMMA });
    const office = await house.browser('AO');

    const form = await mayor.get('/adesioni/nuova');
    assert.equal(form.status, 200);
    assert.match(form.text, /Gamma/);
    await assertValidHtml(form.text, '/adesioni/nuova');

    const drafted = await mayor.post('/adesioni/nuova', {
      ente: house.body.GAMMA!,
      convenzione: conventionId,
      decorrenza: '',
    });
    assert.equal(drafted.status, 303);
    const at = drafted.location;
    await read(mayor, at, /La domanda è una bozza/);
    assert.equal((await mayor.post(`${at}/presentazione`, { versione: '1' }, { from: at })).status, 303);
    await read(mayor, at, /in attesa della verifica formale/);
    assert.equal((await office.post(`${at}/verifica`, { versione: '2' }, { from: at })).status, 303);
    await read(office, at, /si attende la delibera/);

    const wrong = await office.post(`${at}/delibera`, {
      organo: 'GIUNTA',
      numero: '21',
      data: '02/11/2026',
      pubblicazione: '20/11/2026',
      schema: templateId,
      firmatario: 'Il sindaco',
      rappresentante: 'L’assessore',
      versione: '3',
    });
    assert.equal(wrong.status, 409);
    assert.match(wrong.text, /deve essere adottata da: Consiglio \(art\. 42 TUEL\)/);
    assert.match(wrong.text, /value="Il sindaco"/, 'what was typed is kept');
    await assertValidHtml(wrong.text, 'delibera');

    const resolved = await office.post(`${at}/delibera`, {
      organo: 'CONSIGLIO',
      numero: '21',
      data: '02/11/2026',
      pubblicazione: '04/11/2026',
      schema: templateId,
      firmatario: 'Il sindaco',
      rappresentante: 'L’assessore',
      versione: '3',
    });
    assert.equal(resolved.status, 303);
    await read(office, at, /mancano la firma dell’ente e quella dell’ente gestore/);

    const scan = await office.post(`${at}/firma`, {
      parte: 'MEMBER',
      firmatario: 'Il sindaco',
      tipo: 'SCANNED',
      firmataIl: '20/11/2026',
    });
    assert.equal(scan.status, 409);
    assert.match(scan.text, /è nulla/);
    for (const parte of ['MEMBER', 'CENTRE']) {
      const signed = await office.post(`${at}/firma`, {
        parte,
        firmatario: 'Chi firma',
        tipo: 'DIGITAL',
        firmataIl: '20/11/2026',
        decorrenza: '01/12/2026',
      });
      assert.equal(signed.status, 303);
    }
    const done = await read(office, at, /l’adesione decorre dal 01\/12\/2026/);
    assert.match(done, /Nulla/, 'the null attempt is kept in sight');
    const list = await office.get('/adesioni/aderenti?al=01%2F12%2F2026');
    assert.match(list.text, /Gamma/);
    assert.match((await office.get('/adesioni/aderenti')).text, /Nessun ente aderente/);
  });

  it('says to the second of two officers that somebody else has decided', async () => {
    const { conventionId, templateId } = await aConvention(house.system());
    const id = await anApplication(house.system(), {
      bodyId: house.body.ALFA!,
      conventionId,
      templateId,
    }).submitted();
    const first = await house.browser('AO');
    const second = await house.browser('CM');
    const at = `/adesioni/domande/${id}`;
    assert.equal((await first.post(`${at}/verifica`, { versione: '2' }, { from: at })).status, 303);
    const late = await second.post(
      `${at}/rigetto`,
      { versione: '2', motivo: 'manca il parere' },
      { from: `${at}/rigetto` },
    );
    assert.equal(late.status, 409);
    assert.match(late.text, /aggiornata da un’altra persona/);
  });

  it('is not for the help desk, nor for the mayor of another comune', async () => {
    const { conventionId, templateId } = await aConvention(house.system());
    const id = await anApplication(house.system(), {
      bodyId: house.body.BETA!,
      conventionId,
      templateId,
    }).submitted();
    assert.equal((await (await house.browser('SO')).get(`/adesioni/domande/${id}`)).status, 403);
    const other = await house.browser('LR', { body: house.body.DELTA });
    assert.equal((await other.get(`/adesioni/domande/${id}`)).status, 403);
    const elsewhere = await house.browser('CM', { centre: house.other });
    assert.equal((await elsewhere.get(`/adesioni/domande/${id}`)).status, 404);
  });
});

async function read(browser: Browser, url: string, expected: RegExp): Promise<string> {
  const answer = await browser.get(url);
  assert.equal(answer.status, 200);
  assert.match(answer.text, expected);
  await assertValidHtml(answer.text, url);
  return answer.text;
}

describe('the lists of applications and withdrawals as files', () => {
  const house = aHouse();

  it('hold what the filters find, and nothing of other bodies for who sees only one', async () => {
    const of = await aConvention(house.system());
    await anApplication(house.system(), { ...of, bodyId: house.body.ALFA! }).submitted();
    const office = await house.browser('AO');
    const at = '/adesioni?formato=csv';
    const csv = await office.get(at);
    assert.match(String(csv.headers['content-type']), /text\/csv/);
    assert.match(csv.text, /;Alfa;[^;]+;Presentata;/);
    assert.doesNotMatch((await office.get(`${at}&stato=DRAFT`)).text, /Alfa/);
    const other = await house.browser('LR', { body: house.body.GAMMA });
    assert.doesNotMatch((await other.get(at)).text, /Alfa/);
    const withdrawals = await office.get('/adesioni/recessi?formato=xlsx');
    assert.match(String(withdrawals.headers['content-type']), /spreadsheetml/);
  });
});
