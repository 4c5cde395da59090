import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { configureInstallation } from '#platform/installation';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { certify, envelope, type Holder } from '#test/signing';

const AUTHORITIES = '/documenti/autorita';
const CHECK = '/documenti/verifica-firma';
const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;

describe('the certification authorities of the centre', () => {
  const house = aHouse();
  let root: Holder;
  let second: Holder;
  let person: Holder;
  before(async () => {
    root = await certify('Certificatore di prova', null, { ca: true });
    second = await certify('Secondo certificatore', null, { ca: true });
    person = await certify('Maria Rossi', root);
  });
  const sent = (field: string, bytes: Buffer, name = 'file') => [
    { field, name, type: 'application/octet-stream', bytes },
  ];

  it('are recognised from a file or a text, listed, and disowned with a reason; the check follows them', async () => {
    const manager = await house.browser('CM');
    const p7m = await envelope(Buffer.from('Convenzione'), person);
    const check = async () => {
      const answer = await manager.post(CHECK, {}, { files: sent('file', p7m, 'convenzione.p7m') });
      assert.equal(answer.status, 200);
      await assertValidHtml(answer.text, CHECK);
      return answer.text;
    };
    const empty = await manager.get(AUTHORITIES);
    assert.match(empty.text, /nessuna firma risulta valida/);
    await assertValidHtml(empty.text, AUTHORITIES);
    assert.match(await check(), /non è fra quelle riconosciute: Certificatore di prova/);

    const both = Buffer.from(pem(root.der) + pem(second.der));
    const added = await manager.post(
      AUTHORITIES,
      { testo: '', provenienza: 'Elenco di prova' },
      { files: sent('certificati', both) },
    );
    assert.equal(added.status, 303);
    const again = await manager.post(AUTHORITIES, { testo: pem(root.der), provenienza: 'Di nuovo' });
    assert.equal(again.status, 303);
    const list = await manager.get(AUTHORITIES);
    assert.equal(list.text.match(/Elenco di prova/g)!.length, 2, 'known ones stay as they were');
    await assertValidHtml(list.text, AUTHORITIES);
    assert.match(await check(), /La firma è valida alla data indicata/);

    const one = /href="(\/documenti\/autorita\/[^"]+)">Certificatore di prova/.exec(list.text)![1]!;
    await assertValidHtml((await manager.get(one)).text, one);
    assert.equal((await manager.post(one, { motivo: '' })).status, 422);
    assert.equal((await manager.post(one, { motivo: 'Revocata da AgID' })).status, 303);
    assert.equal((await manager.post(one, { motivo: 'Ancora' })).status, 404);
    assert.match((await manager.get(one)).text, /Revocata da AgID/);
    assert.match((await manager.get(`${AUTHORITIES}?tolte=1`)).text, /Certificatore di prova/);
    assert.match(await check(), /non è fra quelle riconosciute/);
  });

  it('are not certificates of persons, nor anything else', async () => {
    const manager = await house.browser('CM');
    const attempt = (testo: string) => manager.post(AUTHORITIES, { testo, provenienza: 'prova' });
    const ofPerson = await attempt(pem(person.der));
    assert.equal(ofPerson.status, 409);
    assert.match(ofPerson.text, /non è di un’autorità di certificazione/);
    await assertValidHtml(ofPerson.text, 'refused');
    for (const text of ['', 'ciao', pem(Buffer.from('ciao')), pem(root.der.subarray(0, 200))])
      assert.equal((await attempt(text)).status, 422);
    const old = await certify('Certificatore scaduto', null, { ca: true, to: '2025-01-01T00:00:00Z' });
    assert.match((await attempt(pem(old.der))).text, /è scaduto/);
  });

  it('are changed by the manager alone, and are those of one centre', async () => {
    const administrative = await house.browser('AO');
    assert.equal((await administrative.get(AUTHORITIES)).status, 200);
    const refused = await administrative.post(AUTHORITIES, { testo: pem(root.der), provenienza: 'prova' });
    assert.equal(refused.status, 403);
    assert.equal((await (await house.browser('LR', { body: house.body.ALFA })).get(AUTHORITIES)).status, 403);
    const other = await house.browser('CM', { centre: house.other });
    assert.doesNotMatch((await other.get(AUTHORITIES)).text, /Secondo certificatore/);
  });

  it('may also be those of the installation, in a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'autorita-'));
    try {
      writeFileSync(join(folder, 'uno.pem'), pem(root.der));
      configureInstallation({ ...house.config, trustAnchors: folder });
      const other = await house.browser('CM', { centre: house.other });
      assert.match((await other.get(AUTHORITIES)).text, /Riconosciute dall’installazione/);
      const p7m = await envelope(Buffer.from('Convenzione'), person);
      const answer = await other.post(CHECK, {}, { files: sent('file', p7m) });
      assert.match(answer.text, /La firma è valida/);
    } finally {
      configureInstallation(house.config);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('the centre says what it asks when the revocation was not checked', async () => {
    const manager = await house.browser('CM');
    assert.equal(
      (await manager.post(`${AUTHORITIES}/revoca`, { revoca: '', motivo: '' }, { from: AUTHORITIES })).status,
      422,
    );
    const done = await manager.post(
      `${AUTHORITIES}/revoca`,
      { revoca: 'YES', motivo: 'Decisione n. 3' },
      { from: AUTHORITIES },
    );
    assert.equal(done.status, 303);
    assert.match((await manager.get(AUTHORITIES)).text, /Il centro rifiuta le firme/);
  });

  it('a check without a file says so', async () => {
    const manager = await house.browser('AU');
    const none = await manager.post(CHECK, {});
    assert.equal(none.status, 422);
    await assertValidHtml(none.text, CHECK);
  });
});
