import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse, PASSWORD } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aPerson, RawBrowser } from '../../builders.ts';

const SESSION = 'broletto-sessione';

describe('signing in', () => {
  const house = aHouse();
  const browser = async (origin?: string) => new RawBrowser(await house.server(), origin);
  const later = (seconds: number) =>
    house.clock.set(new Date(house.clock.now().getTime() + seconds * 1000).toISOString());

  it('opens a session for who knows the password, by a cookie that scripts and other sites cannot use', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const anna = await browser('192.0.2.10');
    const answer = await anna.signIn(email, PASSWORD, { dopo: '/enti?q=alfa' });
    assert.equal(answer.statusCode, 303);
    assert.equal(answer.headers.location, '/enti?q=alfa');
    const cookie = answer.cookies.find((c) => c.name === SESSION)!;
    assert.equal(cookie.httpOnly, true);
    assert.equal(cookie.sameSite, 'Lax');
    assert.equal(cookie.path, '/');
    assert.equal((await anna.get('/profilo')).statusCode, 200);
  });

  it('is the same page, valid and without scripts', async () => {
    const answer = await (await browser()).get('/accedi');
    await assertValidHtml(answer.payload, '/accedi');
    assert.match(answer.payload, /Password dimenticata/);
  });

  it('tells nothing of which accounts exist: same words, same status', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const wrong = await (await browser('192.0.2.11')).signIn(email, 'non è questa la parola');
    const unknown = await (await browser('192.0.2.12')).signIn(`nessuno.${email}`, 'non è questa la parola');
    const words = (text: string) => /<ul><li>(.*?)<\/li>/.exec(text.split('riepilogo-errori')[1] ?? '')?.[1];
    assert.equal(wrong.statusCode, 409);
    assert.equal(unknown.statusCode, 409);
    assert.equal(words(wrong.payload), words(unknown.payload));
    assert.ok(!wrong.payload.includes('non è questa la parola'), 'the password is not given back');
  });

  it('takes about the same time whether or not the account exists', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const time = async (address: string, origin: string) => {
      const b = await browser(origin);
      const started = performance.now();
      await b.signIn(address, 'sbagliata del tutto');
      return performance.now() - started;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let n = 0; n < 4; n++) {
      known.push(await time(email, `192.0.3.${n}`));
      unknown.push(await time(`x${email}`, `192.0.4.${n}`));
    }
    const least = (times: number[]) => Math.min(...times);
    assert.ok(
      least(unknown) > least(known) * 0.4,
      `unknown ${least(unknown).toFixed(1)} ms, known ${least(known).toFixed(1)} ms`,
    );
  });

  it('gives a new session at each sign-in and ends the one before: a planted cookie is worth nothing', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const anna = await browser('192.0.2.13');
    anna.jar[SESSION] = 'piantato-da-un-altro';
    await anna.signIn(email);
    const first = anna.jar[SESSION]!;
    assert.notEqual(first, 'piantato-da-un-altro');
    const twin = await browser('192.0.2.13');
    twin.jar[SESSION] = first;
    assert.equal((await twin.get('/profilo')).statusCode, 200);
    // Signing in again from the same browser: the form of a signed-in person leads home, so it is sent straight.
    const csrf = /name="_csrf" value="([^"]*)"/.exec((await anna.get('/profilo')).payload)![1]!;
    const again = await anna.app.inject({
      method: 'POST',
      url: '/accedi',
      cookies: anna.jar,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: csrf, email, password: PASSWORD }).toString(),
    });
    assert.equal(again.statusCode, 303);
    assert.notEqual(again.cookies.find((c) => c.name === SESSION)!.value, first);
    assert.equal((await twin.get('/profilo')).statusCode, 303, 'the first session has ended');
  });

  it('never leads out of the house afterwards', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    for (const target of ['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil.example']) {
      const answer = await (await browser('192.0.2.14')).signIn(email, PASSWORD, { dopo: target });
      assert.equal(answer.headers.location, '/', target);
    }
  });

  it('refuses a form without its token', async () => {
    const app = await house.server();
    const { email } = await aPerson(house, { role: 'AO' });
    const answer = await app.inject({
      method: 'POST',
      url: '/accedi',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ email, password: PASSWORD }).toString(),
    });
    assert.equal(answer.statusCode, 403);
    assert.equal(
      answer.cookies.some((c) => c.name === SESSION),
      false,
    );
  });

  it('ends a session at the sign-out, at once and everywhere', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const anna = await browser('192.0.2.15');
    await anna.signIn(email);
    const kept = anna.jar[SESSION]!;
    assert.equal((await anna.post('/esci', {}, '/profilo')).statusCode, 303);
    anna.jar[SESSION] = kept;
    assert.equal((await anna.get('/profilo')).statusCode, 303);
  });

  it('ends a session after twelve hours, however used', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const anna = await browser('192.0.2.16');
    await anna.signIn(email);
    later(11 * 3600);
    assert.equal((await anna.get('/profilo')).statusCode, 200);
    later(3601);
    assert.equal((await anna.get('/profilo')).statusCode, 303);
  });

  it('takes hostile input for what it is', async () => {
    const b = await browser('192.0.2.17');
    for (const email of [
      "' or 1=1 --",
      '<script>alert(1)</script>@x.it',
      'a@b.it\r\nBcc: c@d.it',
      'x'.repeat(5000),
    ]) {
      const answer = await b.signIn(email, 'qualunque cosa sia');
      assert.equal(answer.statusCode, 422, email.slice(0, 30));
      assert.ok(!answer.payload.includes('<script>alert'));
    }
    assert.equal((await b.signIn('a@b.it', '\u0000'.repeat(10))).statusCode, 409);
    assert.equal((await b.signIn('a@b.it', 'x'.repeat(201))).statusCode, 422);
  });
});

describe('too many failed sign-ins', () => {
  const house = aHouse();
  const browser = async (origin?: string) => new RawBrowser(await house.server(), origin);
  const later = (seconds: number) =>
    house.clock.set(new Date(house.clock.now().getTime() + seconds * 1000).toISOString());

  it('make one wait, longer and longer, and say how long', async () => {
    const { email } = await aPerson(house, { role: 'LR', body: house.body.ALFA! });
    const attacker = await browser('198.51.100.1');
    for (let n = 0; n < 5; n++)
      assert.equal((await attacker.signIn(email, `tentativo numero ${n}`)).statusCode, 409);
    const refused = await attacker.signIn(email, PASSWORD);
    assert.equal(refused.statusCode, 429, 'even the right password waits');
    assert.equal(refused.headers['retry-after'], '30');
    assert.match(refused.payload, /Riprovare fra 30 secondi/);
    later(30);
    assert.equal((await attacker.signIn(email, 'un altro tentativo')).statusCode, 409);
    assert.equal((await attacker.signIn(email, 'un altro tentativo')).headers['retry-after'], '60');
  });

  it('never stop the browser from which the mayor has signed in before, nor any browser elsewhere', async () => {
    const { email } = await aPerson(house, { role: 'LR', body: house.body.ALFA! });
    const mayor = await browser('198.51.100.50');
    assert.equal((await mayor.signIn(email)).statusCode, 303);
    await mayor.post('/esci', {}, '/profilo');
    // The attacker hammers from the very office of the mayor.
    const attacker = await browser('198.51.100.50');
    for (let n = 0; n < 12; n++) await attacker.signIn(email, `tentativo numero ${n}`);
    assert.equal((await attacker.signIn(email, PASSWORD)).statusCode, 429);
    const back = await mayor.signIn(email);
    assert.equal(back.statusCode, 303, 'the mayor’s own browser has its own budget');
    const warned = await mayor.get('/profilo');
    assert.match(warned.payload, /tentativi di accesso non riusciti/, 'and is told of the failures');
    assert.equal((await (await browser('203.0.113.5')).signIn(email)).statusCode, 303);
  });

  it('count for the known browser too, whose cookie is of no use for another account', async () => {
    const mayor = await aPerson(house, { role: 'LR', body: house.body.ALFA! });
    const other = await aPerson(house, { role: 'LR', body: house.body.BETA! });
    const b = await browser('198.51.100.60');
    await b.signIn(mayor.email);
    await b.post('/esci', {}, '/profilo');
    const device = b.jar['broletto-dispositivo']!;
    for (let n = 0; n < 8; n++) await b.signIn(mayor.email, `tentativo numero ${n}`);
    assert.equal((await b.signIn(mayor.email, 'un altro')).statusCode, 429);
    const stranger = await browser('198.51.100.61');
    stranger.jar['broletto-dispositivo'] = device;
    for (let n = 0; n < 5; n++) await stranger.signIn(other.email, `tentativo numero ${n}`);
    assert.equal((await stranger.signIn(other.email, 'un altro')).statusCode, 429, 'counted as a stranger');
    stranger.jar['broletto-dispositivo'] = `${device.slice(0, -4)}AAAA`;
    assert.equal(
      (await stranger.signIn(mayor.email, 'un altro')).statusCode,
      409,
      'a forged one is no device',
    );
  });

  it('stop an origin that tries many addresses', async () => {
    const sprayer = await browser('198.51.100.70');
    let refused = 0;
    for (let n = 0; n < 45; n++)
      if ((await sprayer.signIn(`vittima${n}@prova.example`, 'Primavera2026!')).statusCode === 429) refused++;
    assert.equal(refused, 5);
  });

  it('count all, even when they come together', async () => {
    const { email } = await aPerson(house, { role: 'LR', body: house.body.ALFA! });
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) =>
        (await browser('198.51.100.80')).signIn(email, `tentativo numero ${n}`),
      ),
    );
    assert.equal(answers.filter((a) => a.statusCode === 409).length, 5);
    assert.equal(answers.filter((a) => a.statusCode === 429).length, 15);
  });

  it('are forgotten by who then succeeds, and after a day', async () => {
    const { email } = await aPerson(house, { role: 'LR', body: house.body.ALFA! });
    const b = await browser('198.51.100.90');
    for (let n = 0; n < 4; n++) await b.signIn(email, `tentativo numero ${n}`);
    assert.equal((await b.signIn(email)).statusCode, 303);
    const { rows } = await house.database.owner.query(
      'select address_hash, origin_hash from access.failed_sign_ins limit 1',
    );
    assert.ok(!rows[0].address_hash.includes('prova'), 'nothing can be read back');
    const { forgetOldAttempts } = await import('../../store/attempts.ts');
    later(86_401);
    await forgetOldAttempts(house.database, house.clock.now());
    const left = await house.database.owner.query('select count(*) as n from access.failed_sign_ins');
    assert.equal(Number(left.rows[0].n), 0);
  });
});
