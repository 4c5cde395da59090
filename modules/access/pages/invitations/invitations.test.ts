import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { runJobs } from '#test/jobs';
import { aPerson, linkSentTo, RawBrowser } from '../../builders.ts';

describe('invitations', () => {
  const house = aHouse();
  const browser = async () => new RawBrowser(await house.server());
  const later = (days: number) =>
    house.clock.set(new Date(house.clock.now().getTime() + days * 86_400_000).toISOString());
  const invitation = (email: string, more: Record<string, string> = {}) => ({
    nome: 'Bruno Invitato',
    email,
    ruolo: 'TC',
    ente: house.body.ALFA!,
    ...more,
  });
  const NEW = { nome: 'Bruno Invitato', nuova: 'tre gatti sul tetto', ripetuta: 'tre gatti sul tetto' };
  const accept = async (link: string, more: Record<string, string> = {}) => {
    const bruno = await browser();
    const codice = new URL(link, 'http://x').searchParams.get('codice')!;
    return { bruno, answer: await bruno.post('/invito', { codice, ...NEW, ...more }, '/accedi') };
  };

  it('reach the person by e-mail; the link opens a page where name and password are chosen, once', async () => {
    const manager = await house.browser('CM');
    const email = 'bruno@alfa.example';
    await assertValidHtml((await manager.get('/inviti/nuovo')).text, '/inviti/nuovo');
    assert.equal((await manager.post('/inviti/nuovo', invitation(email))).location, '/inviti');
    await assertValidHtml((await manager.get('/inviti')).text, '/inviti');
    const link = await linkSentTo(house, email);
    assert.deepEqual(await runJobs(house), []);
    const opened = await (await browser()).get(link);
    await assertValidHtml(opened.payload, '/invito');
    assert.match(opened.payload, /Referente tecnico/);
    const { bruno, answer } = await accept(link);
    assert.equal(answer.statusCode, 303);
    assert.match((await bruno.get('/profilo')).payload, /Referente tecnico \(RTD\), Alfa/);
    assert.equal((await accept(link)).answer.statusCode, 404, 'the link worked once');
    assert.match((await manager.get('/inviti?stato=ACCEPTED')).text, /Bruno Invitato/);
    const { rows } = await house.database.owner.query(
      'select text, sealed from notifications.messages where recipient = $1',
      [email],
    );
    assert.equal(rows[0].sealed, null, 'once the message has left the link is kept nowhere');
    assert.ok(!rows[0].text.includes('codice='));
  });

  it('want a good password: with a bad one the link still works', async () => {
    const email = 'password@alfa.example';
    await (await house.browser('CM')).post('/inviti/nuovo', invitation(email));
    const link = await linkSentTo(house, email);
    const bad = await accept(link, { nuova: '123456789012', ripetuta: '123456789012' });
    assert.equal(bad.answer.statusCode, 409);
    assert.match(bad.answer.payload, /fra le più usate/);
    assert.equal((await accept(link, { ripetuta: 'diversa dalla prima' })).answer.statusCode, 422);
    assert.equal((await accept(link)).answer.statusCode, 303);
  });

  it('for who has an account add the role after signing in, and to nobody else', async () => {
    const { email } = await aPerson(house, { role: 'SC', body: house.body.BETA! });
    await (await house.browser('CM')).post('/inviti/nuovo', invitation(email));
    const link = await linkSentTo(house, email);
    const codice = new URL(link, 'http://x').searchParams.get('codice')!;
    assert.equal((await accept(link)).answer.statusCode, 409, 'no second account, no new password');
    const stranger = await browser();
    await stranger.signIn((await aPerson(house, { role: 'SC', body: house.body.BETA! })).email);
    assert.match((await stranger.get(link)).payload, /aprire di nuovo il collegamento/);
    const stolen = await stranger.post('/invito', { codice, azione: 'accetta' }, '/profilo');
    assert.equal(stolen.statusCode, 409);
    const own = await browser();
    await own.signIn(email);
    assert.equal((await own.post('/invito', { codice, azione: 'accetta' }, link)).statusCode, 303);
    assert.match((await own.get('/profilo')).payload, /Referente tecnico \(RTD\), Alfa/);
  });

  it('expire after seven days; sent again they have another link, and the old one is dead', async () => {
    const manager = await house.browser('CM');
    const email = 'scaduto@alfa.example';
    await manager.post('/inviti/nuovo', invitation(email));
    const old = await linkSentTo(house, email);
    later(7);
    assert.equal((await (await browser()).get(old)).statusCode, 404);
    const again = await house.browser('CM');
    const list = (await again.get('/inviti?stato=EXPIRED')).text;
    const action = /action="(\/inviti\/[^"]+\/rinvia)"/.exec(list)![1]!;
    assert.equal((await again.post(action, {}, { from: '/inviti' })).status, 303);
    const link = await linkSentTo(house, email);
    assert.notEqual(link, old);
    assert.equal((await (await browser()).get(old)).statusCode, 404);
    assert.equal((await (await browser()).get(link)).statusCode, 200);
    await again.post(action.replace('rinvia', 'ritira'), {}, { from: '/inviti' });
    assert.equal((await (await browser()).get(link)).statusCode, 404, 'withdrawn');
  });

  it('are not sent to oneself, nor twice, nor for a role that the person has', async () => {
    const { email: own } = await aPerson(house, { role: 'CM' });
    const manager = await browser();
    await manager.signIn(own);
    const toOneself = await manager.post('/inviti/nuovo', invitation(own.toUpperCase()));
    assert.equal(toOneself.statusCode, 409);
    assert.match(toOneself.payload, /Nessuno può assegnare un profilo a sé stesso/);
    assert.equal((await manager.post('/inviti/nuovo', invitation('doppio@alfa.example'))).statusCode, 303);
    assert.equal((await manager.post('/inviti/nuovo', invitation('doppio@alfa.example'))).statusCode, 409);
    const { email } = await aPerson(house, { role: 'TC', body: house.body.ALFA! });
    assert.match((await manager.post('/inviti/nuovo', invitation(email))).payload, /ha già questo profilo/);
  });

  it('are given by the officer for bodies only, by a mayor for the contacts of its own comune only', async () => {
    const officer = await house.browser('AO');
    assert.equal(
      (await officer.post('/inviti/nuovo', invitation('a@x.example', { ruolo: 'CM', ente: '' }))).status,
      403,
    );
    assert.equal(
      (await officer.post('/inviti/nuovo', invitation('b@x.example', { ruolo: 'LR' }))).status,
      303,
    );
    const mayor = await house.browser('LR', { body: house.body.ALFA! });
    assert.equal((await mayor.post('/inviti/nuovo', invitation('c@x.example'))).status, 303);
    assert.equal(
      (await mayor.post('/inviti/nuovo', invitation('d@x.example', { ente: house.body.BETA! }))).status,
      403,
    );
    assert.equal((await mayor.post('/inviti/nuovo', invitation('e@x.example', { ruolo: 'LR' }))).status, 403);
    await officer.post('/inviti/nuovo', invitation('beta@x.example', { ente: house.body.BETA! }));
    assert.doesNotMatch((await mayor.get('/inviti')).text, /beta@x\.example/);
    const project = await house.browser('PM');
    assert.equal((await project.get('/inviti/nuovo')).status, 403);
  });

  it('cannot carry a second address or a header', async () => {
    const manager = await house.browser('CM');
    for (const email of ['a@b.it, c@d.it', 'a@b.it\r\nBcc: c@d.it', 'Nome <a@b.it>'])
      assert.equal((await manager.post('/inviti/nuovo', invitation(email))).status, 422, email);
    const twisted = invitation('titolo@alfa.example', { nome: 'Bruno\r\nBcc: tutti@d.it <b>grassetto</b>' });
    assert.equal((await manager.post('/inviti/nuovo', twisted)).status, 303);
    assert.doesNotMatch((await manager.get('/inviti')).text, /<b>grassetto/);
  });

  it('accepted twice together make one account and one grant', async () => {
    const email = 'insieme@alfa.example';
    await (await house.browser('CM')).post('/inviti/nuovo', invitation(email));
    const link = await linkSentTo(house, email);
    const answers = await Promise.all([accept(link), accept(link)]);
    assert.equal(answers.filter((a) => a.answer.statusCode === 303).length, 1);
    const { rows } = await house.database.owner.query(
      'select count(*) as n from access.accounts where email = $1',
      [email],
    );
    assert.equal(Number(rows[0].n), 1);
  });

  it('are not seen by another centre', async () => {
    const answer = await (await house.browser('CM', { centre: house.other })).get('/inviti');
    assert.match(answer.text, /Nessun invito/);
  });
});
