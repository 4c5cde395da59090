import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotAllowed, RuleBroken } from '#platform/errors';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { changeLogo } from '../../commands/change-face.ts';

const FORM = {
  nome: 'Centro di prova',
  nomeBreve: 'Prova',
  gestore: 'Provincia di Prova',
  colore: '#005533',
  email: 'cst@prova.example',
  pec: 'cst@pec.prova.example',
  telefono: '030 1234567',
  indirizzo: 'Via della Prova 1',
  accessibilita: '',
  domini: 'cst.prova.example\nWWW.cst.prova.example',
};

describe('how the centre looks', () => {
  const house = aHouse();

  it('is changed by the manager and shows at once, colours included', async () => {
    const manager = await house.browser('CM');
    await assertValidHtml((await manager.get('/centro/aspetto')).text, '/centro/aspetto');
    assert.equal((await manager.post('/centro/aspetto', FORM)).status, 303);
    const page = (await manager.get('/centro/aspetto')).text;
    assert.match(page, /Provincia di Prova/);
    assert.match(page, /www\.cst\.prova\.example/);
    assert.match((await manager.get('/centri/uno/aspetto.css')).text, /#005533/);
  });

  it('keeps what was typed when it is refused: an illegible colour, a wrong address, a host of another centre', async () => {
    const manager = await house.browser('CM');
    const light = await manager.post('/centro/aspetto', { ...FORM, colore: '#ffee88', nome: 'Nome tenuto' });
    assert.equal(light.status, 422);
    assert.match(light.text, /Scegliere un colore più scuro/);
    assert.match(light.text, /Nome tenuto/);
    await assertValidHtml(light.text, '/centro/aspetto refused');
    assert.equal((await manager.post('/centro/aspetto', { ...FORM, email: 'a@b.it, c@d.it' })).status, 422);
    assert.equal(
      (await manager.post('/centro/aspetto', { ...FORM, domini: 'https://x.example/' })).status,
      422,
    );
    assert.equal(
      (await manager.post('/centro/aspetto', { ...FORM, accessibilita: 'javascript:alert(1)' })).status,
      422,
    );
    const abroad = await house.browser('CM', { centre: house.other });
    assert.equal((await abroad.post('/centro/aspetto', FORM)).status, 409, 'the host is of the first centre');
    assert.equal(
      (await abroad.post('/centro/aspetto', { ...FORM, domini: '', nome: 'Altro centro' })).status,
      303,
    );
    assert.doesNotMatch((await manager.get('/centro/aspetto')).text, /Altro centro/);
  });

  it('has a logo that is served as a drawing and nothing else', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
    );
    await changeLogo(house.as('CM'), svg);
    const served = await (await house.browser(null)).get('/centri/uno/logo');
    assert.equal(served.status, 200);
    assert.equal(served.headers['content-type'], 'image/svg+xml');
    assert.match(String(served.headers['content-security-policy']), /^sandbox; default-src 'none'/);
    assert.equal(served.headers['x-content-type-options'], 'nosniff');
    await assert.rejects(
      changeLogo(
        house.as('CM'),
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      ),
      (error) => error instanceof RuleBroken && error.code === 'centres.logo-not-safe',
    );
    await changeLogo(house.as('CM'), null);
    assert.equal((await (await house.browser(null)).get('/centri/uno/logo')).status, 404);
  });

  it('is nobody else’s to change', async () => {
    assert.equal((await (await house.browser('AO')).get('/centro/aspetto')).status, 403);
    await assert.rejects(changeLogo(house.as('AO'), null), NotAllowed);
  });
});
