import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { CONTENT_LABELS, MANDATORY_CONTENTS } from '../../contents.it.ts';

const articles = (contents: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    contents.flatMap((content, index) => [
      [`titolo-${index}`, CONTENT_LABELS[content]!],
      [`contenuto-${index}`, content],
      [`testo-${index}`, 'Testo dell’articolo.'],
    ]),
  );

describe('conventions and their templates', () => {
  const house = aHouse();
  let template = '';

  it('begin with a template, whose mandatory contents are asked by name before the approval', async () => {
    const office = await house.browser('AO');
    const board = await house.browser('CH');
    await assertValidHtml((await office.get('/convenzioni/schemi/nuovo')).text, 'nuovo schema');
    const drafted = await office.post('/convenzioni/schemi/nuovo', {
      titolo: 'Schema della convenzione',
      codice: 'convenzione-ict',
      ...articles(MANDATORY_CONTENTS.slice(0, 4)),
    });
    assert.equal(drafted.status, 303);
    template = drafted.location;
    const incomplete = await board.post(
      `${template}/approvazione`,
      { atto: 'Decisione n. 1', data: '01/11/2026' },
      { from: template },
    );
    assert.equal(incomplete.status, 409);
    assert.match(incomplete.text, /mancano contenuti obbligatori.*Reciproci obblighi; Garanzie/s);
    assert.match(incomplete.text, /value="Decisione n. 1"/);
    await assertValidHtml(incomplete.text, template);
  });

  it('are completed, approved by the board, and then never written over', async () => {
    const office = await house.browser('AO');
    const edited = await office.post(`${template}/modifica`, {
      titolo: 'Schema della convenzione',
      versione: '1',
      ...articles(MANDATORY_CONTENTS),
    });
    assert.equal(edited.status, 303);
    const act = { atto: 'Decisione n. 1', data: '01/11/2026' };
    assert.equal((await office.post(`${template}/approvazione`, act, { from: template })).status, 403);
    const board = await house.browser('CH');
    assert.equal((await board.post(`${template}/approvazione`, act, { from: template })).status, 303);
    const late = await office.post(
      `${template}/modifica`,
      { titolo: 'Cambiato', ...articles(MANDATORY_CONTENTS) },
      { from: '/convenzioni/schemi/nuovo' },
    );
    assert.equal(late.status, 409);
    assert.match(late.text, /si modifica più/);
    const next = await office.post(`${template}/nuova-versione`, {}, { from: template });
    assert.equal(next.status, 303);
    await assertValidHtml((await office.get(next.location)).text, next.location);
    const again = await office.post(`${template}/nuova-versione`, {}, { from: template });
    assert.equal(again.status, 409);
    assert.match(again.text, /già in lavorazione la versione 2/);
  });

  it('open on an approved template, with a warning when they are too short for fundamental functions', async () => {
    const office = await house.browser('AO');
    const id = template.split('/').at(-1)!;
    const form = {
      schema: id,
      titolo: 'Convenzione 2027',
      dal: '01/01/2027',
      al: '31/12/2028',
      quote: 'ALL_INCLUSIVE',
      preavviso: '60',
      esecutivita: 'INITIAL_DAY_EXCLUDED',
      prorata: 'MONTHLY',
      quotaForma: '1',
      versamento: 'IBAN IT00X0000000000000000000001\n\nCausale: numero dell’avviso',
      fondamentali: '1',
      atto: 'Decreto n. 2',
      attoDel: '10/11/2026',
    };
    const wrong = await office.post('/convenzioni/nuova', { ...form, al: '31/12/2026' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /terminare dopo il suo inizio/);
    const opened = await office.post('/convenzioni/nuova', form);
    assert.equal(opened.status, 303);
    const shown = await office.get(opened.location);
    assert.match(shown.text, /dura meno di tre anni/);
    await assertValidHtml(shown.text, opened.location);
    await assertValidHtml((await office.get('/convenzioni')).text, '/convenzioni');
  });

  it('are read by the bodies, and not by another centre', async () => {
    const mayor = await house.browser('LR', { body: house.body.ALFA });
    assert.equal((await mayor.get('/convenzioni')).status, 200);
    assert.equal((await mayor.get('/convenzioni/nuova')).status, 403);
    const elsewhere = await house.browser('CM', { centre: house.other });
    assert.equal((await elsewhere.get(template)).status, 404);
    assert.match((await elsewhere.get('/convenzioni')).text, /Nessuna convenzione/);
  });
});
