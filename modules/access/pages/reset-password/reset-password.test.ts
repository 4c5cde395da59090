import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse, PASSWORD } from '#test/house';
import { assertValidHtml } from '#test/html';
import { runJobs } from '#test/jobs';
import { aPerson, linkSentTo, RawBrowser } from '../../builders.ts';

describe('a forgotten password', () => {
  const house = aHouse();
  const browser = async (origin = '192.0.2.60') => new RawBrowser(await house.server(), origin);
  const later = (seconds: number) =>
    house.clock.set(new Date(house.clock.now().getTime() + seconds * 1000).toISOString());
  const ask = async (email: string, origin?: string) =>
    (await browser(origin)).post('/password-dimenticata', { email });
  const choose = async (link: string, nuova = 'una frase lunga nuova', ripetuta = nuova) =>
    (await browser()).post(
      '/reimposta-password',
      { codice: new URL(link, 'http://x').searchParams.get('codice')!, nuova, ripetuta },
      '/accedi',
    );
  const messagesTo = async (email: string) =>
    Number(
      (
        await house.database.owner.query(
          'select count(*) as n from notifications.messages where recipient = $1',
          [email],
        )
      ).rows[0].n,
    );

  it('is chosen again by a link that works once, for an hour, and ends every session', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const anna = await browser();
    await anna.signIn(email);
    assert.equal((await ask(email)).statusCode, 303);
    assert.deepEqual(await runJobs(house), []);
    // The message has left: its link is gone from the store, so this one is asked again without delivering it.
    await ask(email);
    const { rows } = await house.database.owner.query(
      'select state, sealed from notifications.messages where recipient = $1',
      [email],
    );
    assert.deepEqual(rows, [{ state: 'FOLDER', sealed: null }]);
    const link = await sendWithoutDelivering(email);
    const page = await (await browser()).get(link);
    await assertValidHtml(page.payload, '/reimposta-password');
    assert.equal(
      (await choose(link, '123456789012')).statusCode,
      409,
      'a bad password does not use the link up',
    );
    assert.equal((await choose(link)).statusCode, 303);
    assert.equal((await anna.get('/profilo')).statusCode, 303, 'sessions have ended');
    assert.equal((await choose(link)).statusCode, 409, 'once');
    assert.equal((await (await browser()).signIn(email, PASSWORD)).statusCode, 409);
    assert.equal((await (await browser()).signIn(email, 'una frase lunga nuova')).statusCode, 303);
  });

  /** Runs the job that writes the message, and not the one that delivers it. */
  async function sendWithoutDelivering(email: string): Promise<string> {
    const { sendReset } = await import('../../jobs/send-reset.ts');
    await sendReset.run(house.system(), { email }, { stopping: () => false });
    return linkSentTo(house, email);
  }

  it('expires after an hour', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const link = await sendWithoutDelivering(email);
    later(3600);
    assert.equal((await (await browser()).get(link)).statusCode, 404);
    assert.equal((await choose(link)).statusCode, 409);
  });

  it('gives the same answer for every address, and looks the account up only later', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const known = await ask(email, '192.0.2.61');
    const unknown = await ask(`x${email}`, '192.0.2.61');
    assert.equal(known.statusCode, unknown.statusCode);
    assert.equal(known.headers.location, unknown.headers.location);
    assert.equal(
      known.cookies.find((c) => c.name === 'broletto-esito')!.value.split('.')[0],
      unknown.cookies.find((c) => c.name === 'broletto-esito')!.value.split('.')[0],
    );
    assert.equal(await messagesTo(email), 0, 'nothing is known before the job');
    await runJobs(house);
    assert.equal(await messagesTo(email), 1);
    assert.equal(await messagesTo(`x${email}`), 0);
  });

  it('does not flood a mailbox, and does not stop its owner: the links already sent work', async () => {
    const { email } = await aPerson(house, { role: 'AO' });
    const link = await sendWithoutDelivering(email);
    for (let n = 0; n < 6; n++) await ask(email, `198.51.100.${n}`);
    await runJobs(house);
    assert.equal(await messagesTo(email), 3);
    assert.equal((await choose(link)).statusCode, 303);
  });

  it('is not asked for ever by one origin', async () => {
    for (let n = 0; n < 10; n++)
      assert.equal((await ask(`v${n}@prova.example`, '198.51.100.99')).statusCode, 303);
    assert.equal((await ask('v@prova.example', '198.51.100.99')).statusCode, 429);
    later(60);
    assert.equal((await ask('v@prova.example', '198.51.100.99')).statusCode, 303);
  });

  it('is sent also when the account belongs to no centre', async () => {
    const { accountId, email } = await aPerson(house, { administrator: true });
    assert.ok(accountId);
    const { sendReset } = await import('../../jobs/send-reset.ts');
    const NO_CENTRE = '00000000-0000-0000-0000-000000000000';
    await sendReset.run(house.system(NO_CENTRE), { email }, { stopping: () => false });
    assert.deepEqual(await runJobs(house), []);
    const { rows } = await house.database.owner.query(
      'select centre_id, state from notifications.messages where recipient = $1',
      [email],
    );
    assert.deepEqual(rows, [{ centre_id: NO_CENTRE, state: 'FOLDER' }]);
  });
});
