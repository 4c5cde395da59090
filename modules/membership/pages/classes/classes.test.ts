import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aConvention } from '../../builders.ts';

describe('the pages of the classes', () => {
  const house = aHouse();
  let at = '';
  before(async () => {
    at = `/convenzioni/${(await aConvention(house.as('CM'))).conventionId}/classi`;
  });
  const upload = (csv: string) => [
    { field: 'file', name: 'classi.csv', type: 'text/csv', bytes: Buffer.from(csv) },
  ];

  it('give a class by the form, show it, and end it', async () => {
    const browser = await house.browser('AO');
    await assertValidHtml((await browser.get(at)).text, at);
    await assertValidHtml((await browser.get(`${at}/nuova`)).text, `${at}/nuova`);
    const sent = { codice_ente: 'ipa_alfa', classe: 'A', dal: '01/01/2026', al: '', atto: 'Allegato B' };
    const answer = await browser.post(`${at}/nuova`, sent);
    assert.equal(answer.status, 303);
    const list = (await browser.get(answer.location)).text;
    assert.match(list, /Alfa/);
    const end = /href="([^"]*\/termine)"/.exec(list)![1]!;
    await assertValidHtml((await browser.get(end)).text, end);
    const early = await browser.post(end, { come: 'termine', al: '01/01/2020', motivo: '' });
    assert.equal(early.status, 422);
    assert.match(early.text, /non può precedere la decorrenza/);
    assert.match(early.text, /value="01\/01\/2020"/, 'what was typed is kept');
    assert.equal((await browser.post(end, { come: 'termine', al: '30/06/2026', motivo: '' })).status, 303);
    assert.doesNotMatch((await browser.get(at)).text, />Alfa</, 'it does not hold today');
    assert.match((await browser.get(`${at}?storia=si`)).text, />Alfa</);
  });

  it('say next to the field why a class is refused', async () => {
    const browser = await house.browser('AO');
    const refused = await browser.post(`${at}/nuova`, {
      codice_ente: 'mai_visto',
      classe: 'A',
      dal: '01/01/2020',
      al: '',
      atto: 'Allegato B',
    });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Nessun ente dell’anagrafe ha il codice «mai_visto»/);
    assert.match(refused.text, /nella durata della convenzione/);
    await assertValidHtml(refused.text, 'refused');
  });

  it('take a file whole or not at all, and the same file twice', async () => {
    const browser = await house.browser('AO');
    const file = `${at}/file`;
    await assertValidHtml((await browser.get(file)).text, file);
    const bad = await browser.post(
      file,
      { atto: 'Allegato B' },
      {
        files: upload(
          'codice_ente;classe;dal\nipa_beta;B;31/02/2026\nmai_visto;B;01/01/2026\nipa_gamma;B;01/01/2026\n',
        ),
      },
    );
    assert.equal(bad.status, 422);
    assert.match(bad.text, /non è una data/);
    assert.match(bad.text, /mai_visto/);
    await assertValidHtml(bad.text, 'bad file');
    assert.doesNotMatch((await browser.get(at)).text, />Gamma</);
    const good = upload('Codice IPA;Classe;Decorrenza\nipa_beta;B;01/01/2026\nipa_gamma;B;01/01/2026\n');
    assert.equal((await browser.post(file, { atto: 'Allegato B' }, { files: good })).status, 303);
    const twice = await browser.post(file, { atto: 'Allegato B' }, { files: good });
    assert.equal(twice.status, 303);
    const list = (await browser.get(twice.location)).text;
    assert.match(list, /non è cambiato nulla/);
    assert.match(list, />Gamma</);
    const csv = await browser.get(`${at}?formato=csv&classe=B`);
    assert.equal(csv.text.trim().split('\n').length, 3);
  });

  it('are read by who may view the convention, and changed by nobody else', async () => {
    const browser = await house.browser('LR', { body: house.body.ALFA! });
    assert.equal((await browser.get(at)).status, 200);
    assert.doesNotMatch((await browser.get(at)).text, /Assegna una classe/);
    assert.equal((await browser.get(`${at}/nuova`)).status, 403);
  });
});
