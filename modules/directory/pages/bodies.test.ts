import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { recordFigure } from '../commands/record-figure.ts';
import { listBodies } from '../queries/list-bodies.ts';
import { clusterOf, isSmallComune } from '../rules/population-classes.ts';

describe('the pages of a body', () => {
  const house = aHouse();
  const of = (part: string) => `/enti/${house.body.ALFA}${part}`;

  it('are valid, every tab and every form', async () => {
    const browser = await house.browser('AO');
    const parts = [
      '',
      '/figure',
      '/associazioni',
      '/persone',
      '/deleghe',
      '/storia',
      '/modifica',
      '/denominazione',
      '/fusione',
      '/figure/nuova',
      '/figure/altro-dato',
      '/associazioni/nuova',
      '/persone/incarico',
      '/persone/funzione',
      '/deleghe/nuova',
    ];
    for (const url of [
      ...parts.map(of),
      '/enti/nuovo',
      '/enti/proposte',
      '/enti/mappa',
      '/enti/mappa?tema=quota',
    ]) {
      const answer = await browser.get(url);
      assert.equal(answer.status, 200, url);
      await assertValidHtml(answer.text, url);
    }
  });

  it('record an office, a delegation, a membership and their end by forms alone', async () => {
    const browser = await house.browser('AO');
    const sent = async (part: string, form: Record<string, string>) => {
      const answer = await browser.post(of(part), form);
      assert.equal(answer.status, 303, `${part}: ${answer.text.slice(0, 300)}`);
      return (await browser.get(answer.location)).text;
    };
    assert.match(
      await sent('/persone/incarico', {
        role: 'DPO',
        name: 'Dora Prova',
        from: '01/02/2026',
        act: 'Decreto 3',
      }),
      /Dora Prova/,
    );
    assert.match(
      await sent('/deleghe/nuova', {
        to_body: 'ipa_unione',
        scopes: 'PAY_FEE',
        source_act: 'Delibera 12',
        from: '01/01/2026',
      }),
      /Pagare la quota/,
    );
    const page = await sent('/associazioni/nuova', {
      other: 'IPA_MONTI',
      from: '01/01/2026',
      source: 'Decreto',
    });
    const end = /associazioni\/([0-9a-f-]{36})\/termine/.exec(page)?.[0] ?? '';
    assert.match(await sent(`/${end}`, { on: '31/12/2026', source: 'Delibera 9' }), /31\/12\/2026/);
    assert.match(
      await sent('/figure/nuova', { kind: 'population', on: '31/12/2025', value: '2.500', source: 'ISTAT' }),
      /2\.500/,
    );
    assert.match(
      await sent('/denominazione', {
        name: 'Alfa Nuova',
        category: 'COMUNE',
        istat_code: '017001',
        from: '01/06/2026',
        source: 'L.R. 1/2026',
      }),
      /Alfa Nuova/,
    );
  });

  it('give back what was typed, with the sentence beside the field', async () => {
    const browser = await house.browser('AO');
    const wrong = await browser.post(of('/associazioni/nuova'), {
      other: 'nessuno',
      from: '31/02/2026',
      source: '',
    });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="nessuno"/);
    assert.match(wrong.text, /La data non esiste/);
    await assertValidHtml(wrong.text, 'refused form');
    const unknown = await browser.post(of('/associazioni/nuova'), {
      other: 'nessuno',
      from: '01/02/2026',
      source: 'x',
    });
    assert.equal(unknown.status, 422);
    assert.match(unknown.text, /Nessun ente in essere ha il codice «nessuno»/);
    const held = await browser.post(of('/persone/incarico'), {
      role: 'DPO',
      name: '<b>Altro</b>',
      from: '01/03/2026',
    });
    assert.equal(held.status, 409);
    assert.match(held.text, /L’incarico è già di Dora Prova/);
    assert.match(held.text, /&lt;b&gt;Altro&lt;\/b&gt;/);
  });

  it('are closed to who may not, and to another centre', async () => {
    assert.equal((await (await house.browser('AO', { centre: house.other })).get(of(''))).status, 404);
    const mayor = await house.browser('LR', { body: house.body.GAMMA! });
    assert.equal((await mayor.get(of(''))).status, 403);
    assert.equal((await mayor.get(`/enti/${house.body.GAMMA}`)).status, 200);
    for (const part of ['/modifica', '/fusione', '/deleghe/nuova'])
      assert.equal((await (await house.browser('AU')).get(of(part))).status, 403, part);
    assert.equal((await (await house.browser('SO')).get('/enti/importazioni')).status, 403);
  });

  it('let a technical contact propose, and the centre accept', async () => {
    const contact = await house.browser('TC', { body: house.body.BETA! });
    const form = {
      tema: 'popolazione',
      on: '31/12/2025',
      inhabitants: '3.010',
      source: 'anagrafe',
      reason: 'Dato nuovo',
    };
    assert.equal(
      (
        await contact.post(`/enti/${house.body.BETA}/proposta`, form, {
          from: `/enti/${house.body.BETA}/proposta?tema=popolazione`,
        })
      ).status,
      303,
    );
    const ao = await house.browser('AO');
    const proposal = /\/enti\/proposte\/[0-9a-f-]{36}/.exec((await ao.get('/enti/proposte')).text)?.[0] ?? '';
    await assertValidHtml((await ao.get(proposal)).text, proposal);
    assert.equal((await ao.post(proposal, { decisione: 'respinta', motivo: '' })).status, 422);
    assert.equal((await ao.post(proposal, { decisione: 'accolta', motivo: '' })).status, 303);
    assert.match((await ao.get(`/enti/${house.body.BETA}/figure`)).text, /3\.010/);
  });

  it('put comuni in the same cluster as the rule, at every boundary [D12]', async () => {
    const call = house.as('AO');
    for (const inhabitants of [0, 2999, 3000, 3001, 4999, 5000, 5001, 14_999, 15_000, 15_001, 40_001]) {
      house.clock.set(new Date(house.clock.now().getTime() + 60_000).toISOString());
      await recordFigure({ ...call, now: house.clock.now() }, house.body.GAMMA!, {
        kind: 'population',
        on: '2026-01-01',
        value: inhabitants,
        source: 'prova',
        provisional: false,
      });
      const inList = async (filter: Parameters<typeof listBodies>[1]) =>
        (await listBodies(call, filter, { sort: 'nome', direction: 'asc', size: 50, offset: 0 })).rows.some(
          (b) => b.id === house.body.GAMMA,
        );
      const found: string[] = [];
      for (const cluster of ['S', 'M', 'L']) if (await inList({ cluster })) found.push(cluster);
      assert.deepEqual(found, [clusterOf(inhabitants)], String(inhabitants));
      assert.equal(await inList({ smallComuni: true }), isSmallComune(inhabitants), String(inhabitants));
    }
  });

  it('answer every filter, sort and export', async () => {
    const browser = await house.browser('CM');
    for (const query of [
      'categoria=COMUNE',
      'cluster=S',
      'rtd=senza',
      'rtd=con',
      'mancanti=imprese',
      `associazione=${house.body.UNIONE}`,
      'ordine=abitanti&verso=desc',
      'ordine=provincia',
      'ordine=imprese',
      'pagina=9',
      'q=%5C%25_',
      "q=';--",
    ]) {
      const answer = await browser.get(`/enti?${query}`);
      assert.equal(answer.status, 200, query);
    }
    const csv = await browser.get('/enti?formato=csv&categoria=CM');
    assert.match(csv.text, /Comunità montana dei Monti/);
    assert.equal((await browser.get('/enti?formato=xlsx')).status, 200);
  });
});

describe('the desk’s map', () => {
  const house = aHouse();

  it('says what to do when there is none, and gives the data in a table all the same', async () => {
    const answer = await (await house.browser('CH')).get('/enti/mappa');
    assert.match(answer.text, /La mappa non c’è ancora/);
    assert.match(answer.text, /Gamma/);
  });

  it('never shows fees to the concessionaire', async () => {
    const answer = await (await house.browser('OP')).get('/enti/mappa?tema=quota');
    assert.equal(answer.status, 200);
    assert.doesNotMatch(answer.text, /Quota per abitante/);
  });
});
