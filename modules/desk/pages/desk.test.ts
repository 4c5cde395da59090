import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { startRun } from '#platform/jobs/run';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';

describe('the desk', () => {
  const house = aHouse();

  it('opens on the centre’s figures for who works in it', async () => {
    const answer = await (await house.browser('CM')).get('/');
    assert.equal(answer.status, 200);
    assert.match(answer.text, /dei comuni aderisce/);
    assert.match(answer.text, /0 di 4 comuni/);
    await assertValidHtml(answer.text, '/');
  });

  it('opens on its own body for a mayor', async () => {
    const answer = await (await house.browser('LR', { body: house.body.ALFA })).get('/');
    assert.match(answer.text, /Non aderente/);
    assert.match(answer.text, /Alfa/);
    assert.doesNotMatch(answer.text, /Gamma/);
    await assertValidHtml(answer.text, '/');
  });

  it('finds a body by its code, and nothing of other bodies for who reaches only one', async () => {
    const whole = await (await house.browser('AO')).get('/cerca?q=ipa_gamma');
    assert.match(whole.text, /Gamma/);
    const own = await (await house.browser('LR', { body: house.body.ALFA })).get('/cerca?q=ipa_gamma');
    assert.match(own.text, /Nessun risultato/);
    await assertValidHtml(whole.text, '/cerca');
  });

  it('shows long work while it goes and stops it when asked, once', async () => {
    const call = house.system();
    const id = await perform(call, 'test.ask', (tx) => startRun(tx, 'test-task', 'Prova di lavoro', {}));
    const browser = await house.browser('AO');
    const page = await browser.get(`/lavori/${id}`);
    assert.match(page.text, /In attesa/);
    assert.match(page.text, /http-equiv="refresh"/);
    const stopped = await browser.post(`/lavori/${id}/interruzione`, {}, { from: `/lavori/${id}` });
    assert.equal(stopped.status, 303);
    const { rows } = await sql<{
      state: string;
    }>`select state from platform.job_runs where id = ${id}`.execute(call.db);
    assert.equal(rows[0]?.state, 'STOPPED');
    const again = await browser.post(`/lavori/${id}/interruzione`, {}, { from: '/' });
    assert.equal(again.status, 409);
    assert.match(again.text, /già terminato/);
  });

  it('hides the work of a centre from another one', async () => {
    const id = await perform(house.system(), 'test.ask', (tx) =>
      startRun(tx, 'test-task', 'Prova di lavoro', {}),
    );
    assert.equal(
      (await (await house.browser('CM', { centre: house.other })).get(`/lavori/${id}`)).status,
      404,
    );
  });

  it('follows long work for programs too, and stops it', async () => {
    const id = await perform(house.system(), 'test.ask', (tx) =>
      startRun(tx, 'test-task', 'Prova di lavoro', {}),
    );
    const officer = await house.program('AO', ['desk:read', 'desk:write']);
    const found = await officer('GET', `/jobs/${id}`);
    assert.deepEqual([found.status, found.body.state, found.body.report], [200, 'QUEUED', null]);
    assert.ok((await officer('GET', '/jobs?state=QUEUED')).body.count >= 1);
    const reader = await house.program('AU', ['desk:read', 'desk:write']);
    assert.equal((await reader('POST', `/jobs/${id}/interruption`, {})).status, 403);
    assert.equal((await officer('POST', `/jobs/${id}/interruption`, {})).status, 202);
    assert.equal((await officer('GET', `/jobs/${id}`)).body.state, 'STOPPED');
    assert.equal((await officer('POST', `/jobs/${id}/interruption`, {})).status, 409);
    assert.equal((await officer('GET', `/jobs/${newId()}`)).status, 404);
  });
});
