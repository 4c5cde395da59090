import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse, PASSWORD } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aPerson, linkSentTo, RawBrowser } from '../../builders.ts';

describe('the centres of the installation', () => {
  const house = aHouse();
  const FORM = {
    nome: 'CST Nuovo',
    nomeBreve: 'Nuovo',
    slug: 'cst-nuovo',
    tipo: 'CST',
    modello: 'LEAD_BODY',
    gestore: 'Comune capofila',
    responsabile: 'Olga Nuova',
    email: 'olga@nuovo.example',
  };

  it('are opened by who runs it, each with the invitation of its first manager', async () => {
    const { email } = await aPerson(house, { administrator: true });
    const root = new RawBrowser(await house.server());
    await root.signIn(email);
    await assertValidHtml((await root.get('/installazione/centri')).payload, '/installazione/centri');
    await assertValidHtml(
      (await root.get('/installazione/centri/nuovo')).payload,
      '/installazione/centri/nuovo',
    );
    assert.equal(
      (await root.post('/installazione/centri/nuovo', { ...FORM, slug: 'Non Va' })).statusCode,
      422,
    );
    assert.equal((await root.post('/installazione/centri/nuovo', { ...FORM, slug: 'uno' })).statusCode, 409);
    const sent = await house.database.owner.query(
      'select 1 from notifications.messages where recipient = $1',
      [FORM.email],
    );
    assert.equal(sent.rowCount, 0, 'a refused centre invites nobody');
    assert.equal((await root.post('/installazione/centri/nuovo', FORM)).statusCode, 303);
    const link = await linkSentTo(house, FORM.email);
    const olga = new RawBrowser(await house.server());
    const codice = new URL(link, 'http://x').searchParams.get('codice')!;
    const accepted = await olga.post(
      '/invito',
      { codice, nome: 'Olga', nuova: PASSWORD, ripetuta: PASSWORD },
      link,
    );
    assert.equal(accepted.statusCode, 303);
    assert.match((await olga.get('/persone')).payload, /Olga/);
    assert.match((await olga.get('/persone')).payload, /CST Nuovo/);
  });

  it('are closed to everybody else, managers included', async () => {
    const manager = await house.browser('CM');
    assert.equal((await manager.get('/installazione/centri')).status, 403);
    assert.equal((await manager.post('/installazione/centri/nuovo', FORM, { from: '/profilo' })).status, 403);
  });
});
