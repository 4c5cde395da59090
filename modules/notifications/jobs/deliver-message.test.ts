import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { sendMessage } from '#notifications';
import { perform } from '#platform/database/transaction';
import { InvalidInput } from '#platform/errors';
import { configureInstallation } from '#platform/installation';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { runJobs } from '#test/jobs';
import type { NewMessage } from '../commands/send-message.ts';

/** A mail server of a few lines: it keeps what it is given, or refuses it with the code it was told. */
class Post {
  readonly received: { from: string; to: string[]; data: string }[] = [];
  refusal: string | null = null;
  #server: Server;
  constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }
  listen = () =>
    new Promise<number>((resolve) =>
      this.#server.listen(0, '127.0.0.1', () => resolve((this.#server.address() as { port: number }).port)),
    );
  close = () => new Promise((resolve) => this.#server.close(resolve));

  #serve(socket: Socket): void {
    let mail = { from: '', to: [] as string[], data: '' };
    let inData = false;
    let rest = '';
    socket.on('error', () => {});
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 prova');
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (inData) {
          if (line !== '.') {
            mail.data += `${line}\r\n`;
            continue;
          }
          inData = false;
          this.received.push(mail);
          mail = { from: '', to: [], data: '' };
          say('250 accolto');
        } else if (/^(EHLO|HELO)/i.test(line)) say('250 prova');
        else if (/^MAIL FROM/i.test(line)) {
          mail.from = line;
          say('250 ok');
        } else if (/^RCPT TO/i.test(line)) {
          if (this.refusal) say(this.refusal);
          else {
            mail.to.push(line);
            say('250 ok');
          }
        } else if (/^DATA/i.test(line)) {
          inData = true;
          say('354 avanti');
        } else if (/^QUIT/i.test(line)) {
          say('221 a presto');
          socket.end();
        } else say('250 ok');
      }
    });
  }
}

describe('the delivery of messages', () => {
  const house = aHouse();
  const post = new Post();
  const folder = mkdtempSync(join(tmpdir(), 'broletto-posta-'));
  let port = 0;
  before(async () => {
    port = await post.listen();
  });
  const withServer = () =>
    configureInstallation({
      ...house.config,
      dataDirectory: folder,
      mailUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    });
  const withoutServer = () => configureInstallation({ ...house.config, dataDirectory: folder });
  afterEach(() => {
    post.refusal = null;
    post.received.length = 0;
  });
  after(async () => {
    configureInstallation(house.config);
    rmSync(folder, { recursive: true });
    await post.close();
  });

  const send = (more: Partial<NewMessage> = {}, centre?: string) =>
    perform(house.system(centre), 'test.send', (tx) =>
      sendMessage(tx, {
        channel: 'EMAIL',
        kind: 'test.message',
        recipient: 'protocollo@comune.alfa.example',
        subject: 'Avviso: è ora',
        text: 'Gentile ente,\n\nperché no?\n',
        ...more,
      }),
    );
  const state = async (id: string) =>
    (
      await house.database.owner.query(
        'select state, error, attempts, sealed, receipt from notifications.messages where id = $1',
        [id],
      )
    ).rows[0];

  it('hands the message to the mail server, with its subject, text and attachment, from the centre’s name', async () => {
    withServer();
    const { messageId } = await send({
      attachments: [{ name: 'avviso.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-prova') }],
    });
    assert.deepEqual(await runJobs(house), []);
    const { state: known, receipt } = await state(messageId);
    assert.equal(known, 'SENT');
    assert.match(receipt, /accolto/);
    const [mail] = post.received;
    assert.equal(post.received.length, 1);
    assert.match(mail!.data, /^From: "?Centro uno"? <noreply@localhost>/m);
    assert.match(mail!.data, /filename=avviso\.pdf/);
    assert.match(mail!.data, new RegExp(`Message-ID: <${messageId}@`, 'i'));
  });

  it('leaves only if the transaction commits', async () => {
    withServer();
    await assert.rejects(
      perform(house.system(), 'test.send', async (tx) => {
        await sendMessage(tx, {
          channel: 'EMAIL',
          kind: 'x',
          recipient: 'a@b.example',
          subject: 's',
          text: 't',
        });
        throw new Error('ripensamento');
      }),
    );
    await runJobs(house);
    assert.equal(post.received.length, 0);
  });

  it('adds no header and no recipient, whatever is in subject and address', async () => {
    withServer();
    await send({ subject: 'Invito\r\nBcc: tutti@evil.example\r\n\r\nCorpo falso' });
    await runJobs(house);
    assert.equal(post.received[0]!.to.length, 1);
    assert.doesNotMatch(post.received[0]!.data, /^Bcc:/im);
    for (const recipient of ['a@b.it, c@d.it', 'a@b.it\r\nRCPT TO:<c@d.it>', 'x'])
      await assert.rejects(send({ recipient }), InvalidInput);
  });

  it('puts one-time links in the message and nowhere else', async () => {
    withServer();
    const { messageId } = await send({
      text: 'Aprire {{collegamento}}',
      secrets: { collegamento: 'http://x.example/segreto' },
    });
    const kept = await house.database.owner.query(
      'select text, sealed from notifications.messages where id = $1',
      [messageId],
    );
    assert.ok(!JSON.stringify(kept.rows).includes('segreto'));
    await runJobs(house);
    assert.match(post.received[0]!.data, /http:\/\/x\.example\/segreto/);
    assert.equal((await state(messageId)).sealed, null);
    const manager = await house.browser('CM');
    const page = await manager.get(`/messaggi/${messageId}`);
    await assertValidHtml(page.text, '/messaggi/:id');
    assert.match(page.text, /collegamento personale, non conservato/);
  });

  it('gives up at once when the server refuses for good, and a person may send it again', async () => {
    withServer();
    post.refusal = '550 casella inesistente';
    const { messageId } = await send();
    assert.deepEqual(await runJobs(house), []);
    assert.equal((await state(messageId)).state, 'FAILED');
    const manager = await house.browser('CM');
    assert.match((await manager.get(`/messaggi/${messageId}`)).text, /casella inesistente/);
    post.refusal = null;
    const again = await manager.post(`/messaggi/${messageId}/rinvia`, {}, { from: `/messaggi/${messageId}` });
    assert.equal(again.status, 303);
    await runJobs(house);
    assert.equal((await state(messageId)).state, 'SENT');
    assert.equal(
      (await manager.post(`/messaggi/${messageId}/rinvia`, {}, { from: '/profilo' })).status,
      409,
      'sent once is enough',
    );
    assert.equal(
      (await (await house.browser('AU')).post(`/messaggi/${messageId}/rinvia`, {}, { from: '/profilo' }))
        .status,
      403,
    );
  });

  it('tries again when the trouble may pass, six times', async () => {
    withServer();
    post.refusal = '451 riprovare più tardi';
    const { messageId } = await send();
    const [failure] = await runJobs(house);
    assert.equal(failure!.task, 'notifications.deliver', 'left to the queue');
    assert.equal((await state(messageId)).state, 'QUEUED');
    const { deliverMessage } = await import('./deliver-message.ts');
    for (let attempt = 2; attempt <= 6; attempt++)
      await deliverMessage.run(house.system(), { messageId }, { stopping: () => false }).catch(() => {});
    assert.deepEqual(
      { ...(await state(messageId)), error: null },
      { state: 'FAILED', error: null, attempts: 6, sealed: null, receipt: null },
    );
  });

  it('writes a file that mail programs open when there is no server, and says so', async () => {
    withoutServer();
    const { messageId } = await send();
    assert.deepEqual(await runJobs(house), []);
    assert.equal((await state(messageId)).state, 'FOLDER');
    const file = readdirSync(join(folder, 'mail')).find((name) => name.includes(messageId))!;
    assert.match(readFileSync(join(folder, 'mail', file), 'utf8'), /^To: protocollo@comune\.alfa\.example/m);
    const manager = await house.browser('CM');
    assert.match((await manager.get(`/messaggi/${messageId}`)).text, /non ha raggiunto il destinatario/);
  });

  it('never sends a PEC from the ordinary mailbox', async () => {
    withServer();
    const { messageId } = await send({ channel: 'PEC' });
    await runJobs(house);
    assert.equal(post.received.length, 0);
    assert.equal((await state(messageId)).state, 'NOT_SENT');
  });

  it('is listed, filtered and downloaded, centre by centre', async () => {
    withoutServer();
    await send({ subject: 'Solo del primo centro' });
    const manager = await house.browser('CM');
    const list = await manager.get('/messaggi?q=solo+del+primo');
    await assertValidHtml(list.text, '/messaggi');
    assert.match(list.text, /1 messaggio/);
    assert.match(
      (await manager.get('/messaggi?stato=FAILED&q=nessuno')).text,
      /Nessun messaggio corrisponde/,
    );
    assert.match((await manager.get('/messaggi.csv')).text, /Solo del primo centro/);
    assert.doesNotMatch(
      (await (await house.browser('CM', { centre: house.other })).get('/messaggi')).text,
      /Solo del primo/,
    );
    assert.equal((await (await house.browser('PM')).get('/messaggi')).status, 403);
  });
});
