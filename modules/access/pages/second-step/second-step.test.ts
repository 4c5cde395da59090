import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse, PASSWORD } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aPerson, RawBrowser, withSecondStep } from '../../builders.ts';
import { totpCode } from '../../rules/one-time-codes.ts';

describe('the second step of a sign-in', () => {
  const house = aHouse();
  const browser = async (origin = '192.0.2.30') => new RawBrowser(await house.server(), origin);
  const later = (seconds: number) =>
    house.clock.set(new Date(house.clock.now().getTime() + seconds * 1000).toISOString());
  const code = (secret: string) => totpCode(secret, house.clock.now());
  const someone = async () => {
    const { accountId, email } = await aPerson(house, { role: 'AO' });
    return { email, accountId, secret: await withSecondStep(house, accountId) };
  };

  it('asks for the code on a page of its own; the password alone opens nothing', async () => {
    const { email, secret } = await someone();
    const anna = await browser();
    const first = await anna.signIn(email, PASSWORD, { dopo: '/enti' });
    assert.equal(first.headers.location, '/accedi/verifica?dopo=%2Fenti');
    assert.equal(anna.jar['broletto-sessione'], undefined);
    assert.equal((await anna.get('/profilo')).statusCode, 303);
    await assertValidHtml((await anna.get('/accedi/verifica')).payload, '/accedi/verifica');
    const second = await anna.post('/accedi/verifica', { codice: code(secret), dopo: '/enti' });
    assert.equal(second.headers.location, '/enti');
    assert.equal((await anna.get('/profilo')).statusCode, 200);
    assert.equal(anna.jar['broletto-verifica'], undefined, 'the step is over');
  });

  it('refuses the same thirty seconds twice', async () => {
    const { email, secret } = await someone();
    const anna = await browser();
    const used = code(secret);
    await anna.signIn(email);
    assert.equal((await anna.post('/accedi/verifica', { codice: used })).statusCode, 303);
    const thief = await browser('192.0.2.31');
    await thief.signIn(email);
    const replay = await thief.post('/accedi/verifica', { codice: used });
    assert.equal(replay.statusCode, 409);
    assert.match(replay.payload, /già stato usato/);
    later(30);
    assert.equal((await thief.post('/accedi/verifica', { codice: code(secret) })).statusCode, 303);
  });

  it('takes the same code once also when it comes twice together', async () => {
    const { email, secret } = await someone();
    const one = await browser('192.0.2.32');
    const two = await browser('192.0.2.33');
    await one.signIn(email);
    await two.signIn(email);
    const used = code(secret);
    const answers = await Promise.all([one, two].map((b) => b.post('/accedi/verifica', { codice: used })));
    assert.deepEqual(answers.map((a) => a.statusCode).sort(), [303, 409]);
  });

  it('gives a step five attempts, and the account few more from anywhere', async () => {
    const { email, secret } = await someone();
    const thief = await browser('192.0.2.34');
    await thief.signIn(email);
    for (let n = 0; n < 5; n++)
      assert.equal((await thief.post('/accedi/verifica', { codice: `00000${n}` })).statusCode, 409);
    const spent = await thief.post('/accedi/verifica', { codice: code(secret) }, '/accedi');
    assert.equal(spent.statusCode, 409);
    assert.match(spent.payload, /verifica è scaduta/);
    const elsewhere = await browser('192.0.2.35');
    await elsewhere.signIn(email);
    assert.equal((await elsewhere.post('/accedi/verifica', { codice: '000009' })).statusCode, 429);
  });

  it('lasts ten minutes', async () => {
    const { email, secret } = await someone();
    const anna = await browser('192.0.2.36');
    await anna.signIn(email);
    later(601);
    assert.equal((await anna.get('/accedi/verifica')).statusCode, 303);
    assert.equal((await anna.post('/accedi/verifica', { codice: code(secret) }, '/accedi')).statusCode, 409);
  });

  it('is turned on with a code and the password, and gives recovery codes that work once', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const anna = await browser('192.0.2.37');
    await anna.signIn(email);
    const page = (await anna.get('/profilo/verifica')).payload;
    await assertValidHtml(page, '/profilo/verifica');
    assert.match(page, /src="data:image\/svg\+xml;base64,/);
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)![1]!.replaceAll(' ', '');
    const sealed = /name="chiave" value="([^"]+)"/.exec(page)![1]!;
    const wrong = await anna.post('/profilo/verifica', {
      chiave: sealed,
      codice: '000000',
      password: PASSWORD,
    });
    assert.equal(wrong.statusCode, 409);
    assert.ok(wrong.payload.replaceAll(' ', '').includes(secret), 'the same secret is offered again');
    const noPassword = await anna.post('/profilo/verifica', {
      chiave: sealed,
      codice: code(secret),
      password: 'sbagliata',
    });
    assert.match(noPassword.payload, /password attuale non è corretta/);
    const on = await anna.post('/profilo/verifica', {
      chiave: sealed,
      codice: code(secret),
      password: PASSWORD,
    });
    assert.equal(on.statusCode, 200);
    const codes = [...on.payload.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map((m) => m[1]!);
    assert.equal(codes.length, 10);
    const kept = await house.database.owner.query(
      'select totp_secret from access.accounts where email = $1',
      [email],
    );
    assert.ok(!kept.rows[0].totp_secret.includes(secret), 'encrypted at rest');
    for (const [attempt, status] of [
      [codes[0]!.toUpperCase().replace('-', ' '), 303],
      [codes[0]!, 409],
      [codes[1]!, 303],
    ] as const) {
      const b = await browser('192.0.2.38');
      await b.signIn(email);
      assert.equal((await b.post('/accedi/verifica', { codice: attempt })).statusCode, status, attempt);
    }
  });

  it('cannot be turned on with a secret sealed for another account', async () => {
    const [anna, bruno] = [await browser('192.0.2.39'), await browser('192.0.2.40')];
    await anna.signIn((await aPerson(house, { role: 'AO' })).email);
    await bruno.signIn((await aPerson(house, { role: 'AO' })).email);
    const page = (await anna.get('/profilo/verifica')).payload;
    const sealed = /name="chiave" value="([^"]+)"/.exec(page)![1]!;
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)![1]!.replaceAll(' ', '');
    const answer = await bruno.post('/profilo/verifica', {
      chiave: sealed,
      codice: code(secret),
      password: PASSWORD,
    });
    assert.equal(answer.statusCode, 303, 'shown another secret');
    assert.match((await bruno.get('/profilo')).payload, /Non attiva/);
  });
});
