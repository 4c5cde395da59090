import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { perform } from '#platform/database/transaction';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';

describe('the register of events', () => {
  const house = aHouse();
  const record = (action: string, more: Record<string, unknown> = {}, centre?: string) =>
    perform(house.system(centre), 'test.record', async (tx) =>
      tx.record({ action, target: 'body', targetId: null, ...more }),
    );

  it('shows what happened in Italian, filtered by action, person, days and thing', async () => {
    const manager = await house.browser('CM');
    await record('access.grant-given', { target: 'account', targetId: 'x', reason: 'Decreto <n. 12>' });
    await record('test.unknown-action');
    const page = await manager.get('/registro-eventi');
    await assertValidHtml(page.text, '/registro-eventi');
    assert.match(page.text, /Profilo assegnato/);
    assert.match(page.text, /Decreto &lt;n\. 12&gt;/);
    assert.match(page.text, /test\.unknown-action/, 'an action without a label shows its code');
    const only = await manager.get(
      '/registro-eventi?azione=access.grant-given&persona=PROVA&dal=21/11/2026&al=21/11/2026',
    );
    assert.match(only.text, /1 evento/);
    assert.match((await manager.get('/registro-eventi?dal=22/11/2026')).text, /Nessun evento corrisponde/);
    assert.match((await manager.get('/registro-eventi?oggetto=account&id=x')).text, /1 evento/);
    assert.match((await manager.get('/registro-eventi?dal=31/02/2026')).text, /La data non esiste/);
    assert.match(
      (await manager.get("/registro-eventi?persona=%25&azione=' or 1=1")).text,
      /Nessun evento corrisponde/,
    );
  });

  it('is downloaded as CSV, in which a formula is only a text', async () => {
    const auditor = await house.browser('AU');
    await record('test.formula', { reason: '=HYPERLINK("http://evil.example")' });
    const { text } = await auditor.get('/registro-eventi.csv?azione=test.formula');
    assert.match(text, /"'=HYPERLINK\(""http/);
  });

  it('shows to a comune only what names it', async () => {
    await record('test.of-alfa', { onBehalfOfBodyId: house.body.ALFA });
    await record('test.of-beta', { onBehalfOfBodyId: house.body.BETA });
    await record('test.on-alfa', { targetId: house.body.ALFA });
    const { text } = await (await house.browser('TC', { body: house.body.ALFA! })).get('/registro-eventi');
    assert.match(text, /test\.of-alfa/);
    assert.match(text, /test\.on-alfa/);
    assert.doesNotMatch(text, /test\.of-beta/);
    assert.doesNotMatch(text, /Verifica la catena/);
  });

  it('shows nothing of another centre', async () => {
    await record('test.abroad', {}, house.other);
    assert.doesNotMatch((await (await house.browser('CM')).get('/registro-eventi')).text, /test\.abroad/);
  });

  it('proves that nobody touched it, and says where somebody did', async () => {
    const manager = await house.browser('CM');
    const whole = await manager.get('/registro-eventi/verifica');
    await assertValidHtml(whole.text, '/registro-eventi/verifica');
    assert.match(whole.text, /La catena è integra/);
    await house.database.owner.query(
      "update platform.audit_events set actor_name = 'Altri' where centre_id = $1 and seq = 2",
      [house.centre],
    );
    const broken = await manager.get('/registro-eventi/verifica');
    assert.match(broken.text, /La catena è interrotta/);
    assert.match(broken.text, /n\. 2/);
  });
});
