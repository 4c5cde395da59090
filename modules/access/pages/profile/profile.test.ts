import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '#platform/ids';
import { aHouse, PASSWORD } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aPerson, RawBrowser } from '../../builders.ts';

describe('the own profile', () => {
  const house = aHouse();
  const signedIn = async (email: string, origin = '192.0.2.80') => {
    const b = new RawBrowser(await house.server(), origin);
    await b.signIn(email);
    return b;
  };

  it('has a valid page for each part, also for who has no role', async () => {
    const { email } = await aPerson(house);
    const anna = await signedIn(email);
    for (const path of ['', '/password', '/verifica', '/sessioni', '/applicazioni', '/per-conto']) {
      const answer = await anna.get(`/profilo${path}`);
      assert.equal(answer.statusCode, 200, path);
      await assertValidHtml(answer.payload, `/profilo${path}`);
    }
  });

  it('changes the name and the password; the other sessions end', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const anna = await signedIn(email);
    const phone = await signedIn(email);
    await anna.post('/profilo', { nome: 'Anna <b>Nuova</b>' });
    assert.match((await anna.get('/profilo')).payload, /Anna &lt;b&gt;Nuova/);
    const change = (attuale: string, nuova: string) =>
      anna.post('/profilo/password', { attuale, nuova, ripetuta: nuova });
    assert.equal((await change('sbagliata', 'tre gatti sul tetto')).statusCode, 409);
    assert.equal((await change(PASSWORD, 'corta')).statusCode, 409);
    assert.equal((await change(PASSWORD, 'tre gatti sul tetto')).statusCode, 303);
    assert.equal((await anna.get('/profilo')).statusCode, 200);
    assert.equal((await phone.get('/profilo')).statusCode, 303);
  });

  it('lists the open sessions; one ended is refused at its next request, and nobody ends another’s', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const [anna, phone] = [await signedIn(email), await signedIn(email)];
    const action = /action="(\/profilo\/sessioni\/[^"]+\/chiudi)"/.exec(
      (await anna.get('/profilo/sessioni')).payload,
    )![1]!;
    const stranger = await signedIn((await aPerson(house, { role: 'AO' })).email);
    assert.equal((await stranger.post(action, {}, '/profilo/sessioni')).statusCode, 404);
    assert.equal((await phone.get('/profilo')).statusCode, 200);
    assert.equal((await anna.post(action, {}, '/profilo/sessioni')).statusCode, 303);
    assert.equal((await phone.get('/profilo')).statusCode, 303);
    const tablet = await signedIn(email);
    await tablet.post('/profilo/sessioni/chiudi-tutte', {}, '/profilo/sessioni');
    assert.equal((await anna.get('/profilo')).statusCode, 303);
  });

  it('chooses among the centres where the person has a role, and no other', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    await aPerson(house, { role: 'CM', centre: house.other, email });
    const anna = new RawBrowser(await house.server(), '192.0.2.81');
    assert.equal((await anna.signIn(email)).headers.location, '/centro');
    await assertValidHtml((await anna.get('/centro')).payload, '/centro');
    assert.match((await anna.get('/persone')).payload, /Anna Prova/);
    assert.equal((await anna.get('/centro/aspetto')).statusCode, 403, 'an officer here');
    assert.equal((await anna.post('/centro', { centro: house.other })).statusCode, 303);
    assert.equal((await anna.get('/centro/aspetto')).statusCode, 200, 'a manager there');
    assert.match((await anna.get('/enti')).payload, /L’anagrafe è vuota/);
    assert.equal((await anna.post('/centro', { centro: newId() })).statusCode, 403);
    const bruno = await signedIn((await aPerson(house, { role: 'AO' })).email);
    assert.equal((await bruno.post('/centro', { centro: house.other })).statusCode, 403);
  });

  it('says for whom one works, by which act and in which scopes, only as long as the delegation is in force', async () => {
    const { email } = await aPerson(house, { role: 'UO', body: house.body.UNIONE! });
    await house.database.owner.query(
      `insert into directory.function_delegations (centre_id, id, from_body_id, to_body_id, scopes, source_act, valid_from, valid_to, recorded_at, recorded_by)
       values ($1, $2, $3, $4, '{PAY_FEE}', 'Delibera C.C. n. 7/2026', '2026-01-01', '2026-12-31', now(), 'prova')`,
      [house.centre, newId(), house.body.ALFA, house.body.UNIONE],
    );
    const lino = await signedIn(email, '192.0.2.82');
    const shown = (await lino.get('/profilo/per-conto')).payload;
    await assertValidHtml(shown, '/profilo/per-conto');
    assert.match(shown, /Delibera C\.C\. n\. 7\/2026/);
    assert.match(shown, /Versare la quota/);
    assert.match(shown, /31\/12\/2026/);
    house.clock.set('2027-01-01T00:00:01+01:00');
    const later = await signedIn(email, '192.0.2.83');
    assert.match((await later.get('/profilo/per-conto')).payload, /Nessuna delega in vigore/);
  });
});

describe('tokens of the API', () => {
  const house = aHouse();
  const later = (days: number) =>
    house.clock.set(new Date(house.clock.now().getTime() + days * 86_400_000).toISOString());
  const ask = async (token: string, url = '/api/v1/me', method: 'GET' | 'POST' = 'GET', body?: object) =>
    (await house.server()).inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}` },
      ...(body ? { payload: body } : {}),
    });
  const create = async (
    browser: Awaited<ReturnType<typeof house.browser>>,
    ambiti: string[],
    durata = '30',
  ) => {
    const answer = await browser.post('/profilo/applicazioni', { etichetta: 'Ragioneria', ambiti, durata });
    return { answer, token: /<code>(brl_[\w-]{43})<\/code>/.exec(answer.text)?.[1] ?? '' };
  };

  it('are shown once, work within their scopes, and say who they are', async () => {
    const anna = await house.browser('AO');
    const { token, answer } = await create(anna, ['access:read']);
    await assertValidHtml(answer.text, '/profilo/applicazioni');
    assert.ok(!(await anna.get('/profilo/applicazioni')).text.includes(token));
    const me = (await ask(token)).json();
    assert.deepEqual(me.scopes, ['access:read']);
    assert.equal(me.accountId, anna.accountId);
    assert.equal((await ask(token, '/api/v1/people')).statusCode, 200);
    const write = await ask(token, '/api/v1/invitations', 'POST', {
      name: 'X',
      email: 'x@y.it',
      role: 'LR',
      bodyId: house.body.ALFA,
    });
    assert.equal(write.statusCode, 403);
    assert.equal((await ask(token, '/api/v1/messages')).statusCode, 403, 'another room');
    const { rows } = await house.database.owner.query(
      "select outcome::text as outcome from platform.handled_requests where command = 'access.create-api-token'",
    );
    assert.ok(!JSON.stringify(rows).includes(token), 'kept nowhere');
  });

  it('sent twice with the same key are one, and the second answer does not show it', async () => {
    const anna = await house.browser('AO');
    const form = { etichetta: 'Due volte', ambiti: 'access:read', durata: '30' };
    const key = newId();
    assert.match((await anna.post('/profilo/applicazioni', form, { key })).text, /brl_/);
    const second = await anna.post('/profilo/applicazioni', form, { key });
    assert.equal(second.status, 303);
    assert.equal(
      ((await anna.get('/profilo/applicazioni')).text.match(/Due volte/g) ?? []).length,
      2,
      'one row: its name and its button',
    );
  });

  it('never allow more than the person may, then or later', async () => {
    const mayor = await house.browser('SC', { body: house.body.ALFA! });
    assert.equal((await create(mayor, ['access:write'])).answer.status, 409);
    assert.equal((await create(mayor, [])).answer.status, 422);
    const anna = await house.browser('AO');
    const { token } = await create(anna, ['access:read']);
    await house.database.owner.query(
      "update access.grants set ended_at = now(), ended_by = 'x' where account_id = $1",
      [anna.accountId],
    );
    assert.equal((await ask(token, '/api/v1/people')).statusCode, 403);
  });

  it('are refused when revoked, expired or invented; a session’s cookie is no token', async () => {
    const anna = await house.browser('AO');
    const { token } = await create(anna, ['access:read']);
    assert.equal((await ask('brl_inventato')).statusCode, 401);
    assert.equal((await ask('')).statusCode, 401);
    const revoke = /action="(\/profilo\/applicazioni\/[^"]+\/revoca)"/.exec(
      (await anna.get('/profilo/applicazioni')).text,
    )![1]!;
    assert.equal(
      (await (await house.browser('AO')).post(revoke, {}, { from: '/profilo' })).status,
      404,
      'not another’s',
    );
    assert.equal((await anna.post(revoke, {}, { from: '/profilo/applicazioni' })).status, 303);
    assert.equal((await ask(token)).statusCode, 401);
    const { token: short } = await create(anna, ['access:read']);
    later(30);
    assert.equal((await ask(short)).statusCode, 401);
  });

  it('note the day of their last use', async () => {
    const anna = await house.browser('AO');
    const { token } = await create(anna, ['access:read']);
    await ask(token);
    for (let tries = 0; ; tries++) {
      const { rows } = await house.database.owner.query(
        'select last_used_on::text as day from access.api_tokens where account_id = $1',
        [anna.accountId],
      );
      if (rows[0].day) break;
      assert.ok(tries < 50, 'noted within a second');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});
