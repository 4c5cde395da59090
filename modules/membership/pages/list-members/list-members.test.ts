import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aConvention, anApplication } from '../../builders.ts';
import { membersOn } from '../../queries/members-on.ts';

describe('the list of the members', () => {
  const house = aHouse();

  it('says what to do when there are none', async () => {
    const answer = await (await house.browser('AO')).get('/adesioni/aderenti');
    assert.match(answer.text, /Nessun ente aderente/);
    await assertValidHtml(answer.text, '/adesioni/aderenti');
  });

  it('is of a day, filtered by category and cluster, and leaves as CSV', async () => {
    const of = await aConvention(house.system());
    for (const key of ['ALFA', 'GAMMA'])
      await anApplication(house.system(), { ...of, bodyId: house.body[key]! }).inForce();
    await anApplication(house.system(), { ...of, bodyId: house.body.MONTI! }).inForce({
      organ: 'ASSEMBLEA',
      statute: 'art. 9',
    });
    const office = await house.browser('AO');
    const all = await office.get('/adesioni/aderenti');
    assert.match(all.text, /3 adesioni/);
    await assertValidHtml(all.text, '/adesioni/aderenti');
    const medium = await office.get('/adesioni/aderenti?fascia=M&categoria=COMUNE');
    assert.match(medium.text, /1 adesione</);
    assert.match(medium.text, /Gamma/);
    assert.match((await office.get('/adesioni/aderenti?al=19/11/2026')).text, /Nessuna adesione corrisponde/);
    assert.match((await office.get('/adesioni/aderenti?q=%25')).text, /Nessuna adesione corrisponde/);
    const csv = await office.get('/adesioni/aderenti?formato=csv');
    assert.match(String(csv.headers['content-disposition']), /enti-aderenti-2026-11-21\.csv/);
    assert.match(
      csv.text,
      /Comunità montana dei Monti;Comunità montana;Convenzione 2026–2036;Diretta;;20\/11\/2026/,
    );
    const xlsx = await office.get('/adesioni/aderenti?formato=xlsx&stato=ENDED');
    assert.equal(xlsx.status, 200);
  });

  it('shows to a mayor its own body alone, and each membership only to who reaches it', async () => {
    const mayor = await house.browser('LR', { body: house.body.ALFA });
    const list = await mayor.get('/adesioni/aderenti');
    assert.match(list.text, /1 adesione</);
    assert.doesNotMatch(list.text, /Gamma/);
    const [gamma] = await membersOn(house.system(), '2026-11-21', house.body.GAMMA);
    assert.equal((await mayor.get(`/adesioni/aderenti/${gamma!.membershipId}`)).status, 403);
    const office = await house.browser('CM');
    const at = `/adesioni/aderenti/${gamma!.membershipId}`;
    for (const page of [at, `${at}/recesso`, `${at}/esclusione`, `${at}/uscita`, `${at}/regolarizzazione`]) {
      const shown = await office.get(page);
      assert.equal(shown.status, 200, page);
      await assertValidHtml(shown.text, page);
    }
    const elsewhere = await house.browser('CM', { centre: house.other });
    assert.equal((await elsewhere.get(at)).status, 404);
  });

  it('a withdrawal is followed on its page to the end', async () => {
    const [gamma] = await membersOn(house.system(), '2026-11-21', house.body.GAMMA);
    const office = await house.browser('AO');
    const announced = await office.post(`/adesioni/aderenti/${gamma!.membershipId}/recesso`, {
      motivo: 'Gestione in proprio',
    });
    assert.equal(announced.status, 303);
    const at = announced.location;
    await assertValidHtml((await office.get(at)).text, at);
    await office.post(
      `${at}/delibera`,
      { organo: 'CONSIGLIO', numero: '50', data: '20/11/2026', immediata: '1', versione: '1' },
      { from: at },
    );
    const early = await office.post(
      `${at}/notifica`,
      { notificato: '19/11/2026', pec: 'pec@gamma.example', versione: '2' },
      { from: at },
    );
    assert.equal(early.status, 409);
    assert.match(early.text, /diventa esecutiva il 20\/11\/2026/);
    const notified = await office.post(
      `${at}/notifica`,
      { notificato: '21/11/2026', pec: 'pec@gamma.example', versione: '2' },
      { from: at },
    );
    assert.equal(notified.status, 303);
    const shown = await office.get(at);
    assert.match(shown.text, /ha effetto dal 01\/01\/2028/, 'after 30 September: one year later');
    await assertValidHtml(shown.text, at);
    const nothing = await office.post(`${at}/prospetto`, { versione: '3' }, { from: at });
    assert.equal(nothing.status, 422);
    assert.match(nothing.text, /oppure dichiarare che non ve ne sono/);
    const settled = await office.post(
      `${at}/prospetto`,
      { voce: ['Canone', ''], importo: ['1.240,00', ''], accettato: '1', versione: '3' },
      { from: at },
    );
    assert.equal(settled.status, 303);
    assert.match((await office.get(at)).text, /1\.240,00\s€/);
    assert.match((await office.get('/adesioni/recessi')).text, /In preavviso/);
    assert.match((await office.get('/adesioni/aderenti')).text, /In preavviso di recesso/);
  });
});
