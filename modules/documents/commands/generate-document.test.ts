import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  checkDocument,
  documentSubject,
  generateDocument,
  keepDocument,
  listDocumentsOf,
  type PaymentNoticeData,
  readDocument,
} from '#documents';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { CorruptedFile } from '#platform/files/store';
import { newId } from '#platform/ids';
import { sentenceFor } from '#platform/messages';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { registerDocument } from './register-document.ts';

const NOTICE: PaymentNoticeData = {
  number: 12,
  year: 2027,
  issuedOn: '2027-02-28',
  dueOn: '2027-04-30',
  payer: { name: 'Comune di Alfa', taxCode: '00000000001', certifiedEmail: 'alfa@pec.example' },
  convention: { title: 'Convenzione 2026-2036' },
  tariff: { title: 'Quota di adesione', decision: 'decisione n. 4 del 15/10/2026' },
  lines: [
    {
      debtor: 'Comune di Alfa',
      description: 'Quota 2027',
      inhabitants: 2400,
      enterprises: 150,
      netCents: 51000,
      vatTreatment: 'OUT_OF_SCOPE',
    },
  ],
  totalCents: 51000,
  howToPay: ['Girofondi sulla contabilità speciale del centro.'],
  paymentReason: 'Quota 2027, avviso 12/2027',
};

documentSubject('test-notice', {
  label: 'Avviso di prova',
  mayRead: async (call) => call.actor.grants.some(({ role }) => role === 'LR'),
});

const generate = (call: Call, subjectId: string, data: PaymentNoticeData = NOTICE) =>
  perform(call, 'documents.test', (tx) =>
    generateDocument(tx, {
      template: 'payment-notice',
      data,
      title: 'Avviso di versamento n. 12/2027',
      fileName: 'avviso-12-2027',
      subject: 'test-notice',
      subjectId,
    }),
  );

describe('generating a document', () => {
  const house = aHouse();

  it('gives a PDF that can be read again, with its hash', async () => {
    const call = house.as('AO');
    const { documentId, hash } = await generate(call, newId());
    const { document, bytes } = await readDocument(call, documentId);
    assert.equal(document.bytesHash, hash);
    assert.equal(document.fileName, 'avviso-12-2027.pdf');
    assert.equal(document.templateVersion, '1');
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  });

  it('keeps data and template so that the same bytes can be made again, later and elsewhere', async () => {
    const call = house.as('AO');
    const { documentId } = await generate(call, newId());
    house.clock.set('2030-01-01T10:00:00+01:00');
    await sql`update centres.centres set name = 'Un altro nome', primary_colour = '#00614e' where id = ${house.centre}`.execute(
      house.system().db,
    );
    assert.equal(await checkDocument(house.as('AU'), documentId), 'SAME');
    house.clock.set('2026-11-21T10:00:00+01:00');
  });

  it('prints the logo of the day on which it was made, even after the centre has changed it', async () => {
    const logo = (colour: string) =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="${colour}"/></svg>`,
      );
    const set = (bytes: Buffer | null) =>
      sql`update centres.centres set logo = ${bytes}, logo_type = ${bytes && 'image/svg+xml'} where id = ${house.centre}`.execute(
        house.system().db,
      );
    const call = house.as('AO');
    const plain = await generate(call, newId());
    await set(logo('red'));
    const marked = await generate(call, newId());
    assert.notEqual(marked.hash, plain.hash);
    await set(logo('blue'));
    assert.equal(await checkDocument(call, marked.documentId), 'SAME');
    await set(null);
  });

  it('is refused by name when mandatory fields are empty, and leaves nothing', async () => {
    await house.server(); // the sentences are known once the rooms are put together
    const subjectId = newId();
    const call = house.as('AO');
    const wrong = { ...NOTICE, dueOn: '', payer: { ...NOTICE.payer, taxCode: ' ' } };
    await assert.rejects(generate(call, subjectId, wrong), (error) => {
      assert.ok(error instanceof RuleBroken);
      assert.equal(error.code, 'documents.field-missing');
      assertNamesTheFields(sentenceFor(error.code, error.facts));
      return true;
    });
    assert.deepEqual(await listDocumentsOf(call, 'test-notice', subjectId), []);
  });

  it('shows what people wrote as text, whatever they wrote', async () => {
    const hostile = '#panic("x") *a* $b$ @c <script> `d` \\';
    const data = { ...NOTICE, payer: { ...NOTICE.payer, name: hostile }, howToPay: [hostile] };
    assert.ok((await generate(house.as('AO'), newId(), data)).size > 1000);
  });

  it('says so when the disk has changed the bytes', async () => {
    const call = house.as('AO');
    const { documentId, hash } = await generate(call, newId(), { ...NOTICE, number: 13 });
    writeFileSync(join(house.config.dataDirectory, 'files', hash.slice(0, 2), hash), 'rovinato');
    await assert.rejects(readDocument(call, documentId), CorruptedFile);
  });

  it('keeps a file that arrived, and refuses an empty one', async () => {
    const call = house.as('AO');
    const keep = (bytes: Buffer) =>
      perform(call, 'documents.test-keep', (tx) =>
        keepDocument(tx, {
          type: 'resolution',
          title: 'Delibera n. 5',
          subject: 'test-notice',
          subjectId: newId(),
          fileName: 'delibera.pdf',
          mediaType: 'application/pdf',
          bytes,
        }),
      );
    const { documentId } = await keep(Buffer.from('%PDF-1.7'));
    assert.equal(await checkDocument(call, documentId), 'RECEIVED');
    await assert.rejects(keep(Buffer.alloc(0)), RuleBroken);
  });

  it('is read by whom the room of the thing lets in, and by nobody of another centre', async () => {
    const { documentId } = await generate(house.as('AO'), newId());
    assert.ok(await readDocument(house.as('LR', { body: house.body.ALFA }), documentId));
    await assert.rejects(readDocument(house.as('SC', { body: house.body.ALFA }), documentId), NotAllowed);
    await assert.rejects(readDocument(house.as('CM', { centre: house.other }), documentId), NotFound);
    await assert.rejects(readDocument(house.as('AO'), 'non-un-identificativo'), NotFound);
  });

  it('gets its registry number once, not before it was made and not in the future', async () => {
    const call = house.as('AO');
    const { documentId } = await generate(call, newId());
    const register = (on: string, by = call) => registerDocument(by, { documentId, number: '123/2026', on });
    await assert.rejects(register('2026-11-20'), RuleBroken);
    await assert.rejects(register('2026-11-22'));
    await assert.rejects(register('2026-11-21', house.as('AU')), NotAllowed);
    await register('2026-11-21');
    await assert.rejects(register('2026-11-21'), RuleBroken);
  });
});

function assertNamesTheFields(sentence: string): void {
  assert.equal(
    sentence,
    'Il documento «Avviso di versamento» non può essere generato: mancano la scadenza; il codice fiscale del pagatore.',
  );
}

describe('the pages of documents', () => {
  const house = aHouse();

  it('list, show, verify, download and register a document', async () => {
    const subjectId = newId();
    const { documentId } = await generate(house.as('AO'), subjectId);
    const browser = await house.browser('AO');
    for (const url of [
      '/documenti',
      '/documenti?tipo=payment-notice&q=12%2F2027',
      `/documenti/di/test-notice/${subjectId}`,
      `/documenti/${documentId}`,
      `/documenti/${documentId}?verifica=1`,
    ]) {
      const answer = await browser.get(url);
      assert.equal(answer.status, 200, url);
      assert.match(answer.text, /Avviso di versamento n. 12\/2027/, url);
      await assertValidHtml(answer.text, url);
    }
    assert.match((await browser.get(`/documenti/${documentId}?verifica=1`)).text, /è integro/);
    const file = await browser.get(`/documenti/${documentId}/scarica`);
    assert.equal(file.headers['content-type'], 'application/pdf');
    assert.match(String(file.headers['content-disposition']), /attachment; filename="avviso-12-2027\.pdf"/);
    const at = { from: `/documenti/${documentId}` };
    const refused = await browser.post(
      `/documenti/${documentId}/protocollo`,
      { number: '', on: '31/02/2026' },
      at,
    );
    assert.equal(refused.status, 422);
    await assertValidHtml(refused.text, 'refused registration');
    const done = await browser.post(
      `/documenti/${documentId}/protocollo`,
      { number: '55', on: '21/11/2026' },
      at,
    );
    assert.equal(done.status, 303);
    assert.match((await browser.get(`/documenti/${documentId}`)).text, /n\. 55 del 21\/11\/2026/);
  });

  it('are listed and downloaded by the API, within the permission', async () => {
    const { documentId, hash } = await generate(house.as('AO'), newId());
    const token = (role: 'AO' | 'SO') => house.token(role, ['documents:read']);
    const ask = async (url: string, secret: string) =>
      (await house.server()).inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${secret}` } });
    const officer = await token('AO');
    assert.ok((await ask('/documents?type=payment-notice', officer)).json().count >= 1);
    assert.equal((await ask(`/documents/${documentId}`, officer)).json().hash, hash);
    assert.equal(
      (await ask(`/documents/${documentId}/file`, officer)).rawPayload.subarray(0, 5).toString(),
      '%PDF-',
    );
    assert.equal((await ask('/documents', await token('SO'))).statusCode, 403);
    const program = await house.program('AO', ['documents:read', 'documents:write']);
    const at = `/documents/${documentId}/registration`;
    const done = await program('POST', at, { number: '77', on: '2026-11-21' });
    assert.deepEqual([done.status, done.body], [201, { documentId }]);
    assert.equal((await program('GET', `/documents/${documentId}`)).body.registryNumber, '77');
    assert.equal((await program('POST', at, { number: '78', on: '2026-11-21' })).status, 409);
  });

  it('refuse who may not, and say nothing of a subject that nobody knows', async () => {
    const { documentId } = await generate(house.as('AO'), newId());
    const member = await house.browser('SC', { body: house.body.ALFA });
    assert.equal((await member.get('/documenti')).status, 403);
    assert.equal((await member.get(`/documenti/${documentId}`)).status, 403);
    assert.equal((await member.get(`/documenti/${documentId}/scarica`)).status, 403);
    assert.equal((await member.get(`/documenti/di/ignoto/${newId()}`)).status, 404);
  });
});
