import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { recordBodies } from '#directory';
import { type Database, openDatabase, sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { aHouse } from '#test/house';
import { openApplication } from '../application.ts';

/** Two processes of the same installation: each its own server, memory and connections, one database. */
describe('the public pages, kept in memory by two processes', () => {
  const house = aHouse();
  const servers: FastifyInstance[] = [];
  const databases: Database[] = [];
  const addresses: string[] = [];

  before(async () => {
    for (let process = 0; process < 2; process++) {
      const database = openDatabase(house.database.url, 4);
      databases.push(database);
      const { server } = await openApplication({ ...house, database, log: pino({ level: 'silent' }) });
      await server.listen({ port: 0, host: '127.0.0.1' });
      servers.push(server);
      addresses.push(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
    }
  });
  after(async () => {
    for (const server of servers) await server.close();
    for (const database of databases) await database.close();
  });

  const ask = async (process: number, path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(addresses[process] + path, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const rename = (name: string, centre = house.centre) =>
    perform(house.system(centre), 'prova.rename-centre', async (tx) => {
      await sql`update centres.centres set name = ${name} where id = ${centre}`.execute(tx.db);
      tx.record({ action: 'centres.renamed', target: 'centre', targetId: centre });
    });

  it('show a change made through one process at the very next request to the other', async () => {
    for (let round = 0; round < 20; round++) {
      await ask(0, '/centri/uno');
      await ask(1, '/centri/uno');
      await rename(`Centro numero ${round}`);
      const [one, two] = await Promise.all([ask(0, '/centri/uno'), ask(1, '/centri/uno')]);
      assert.match(one.text, new RegExp(`<h1>Centro numero ${round}</h1>`));
      assert.match(two.text, new RegExp(`<h1>Centro numero ${round}</h1>`));
    }
  });

  it('are never older than the request, while many ask and somebody writes', async () => {
    let done = 0;
    const writing = (async () => {
      for (let n = 1; n <= 40; n++) {
        await rename(`Revisione ${n} fine`);
        done = n;
      }
    })();
    let asked = 0;
    const reader = async (process: number) => {
      while (done < 40) {
        const least = done;
        const { text } = await ask(process, '/centri/uno');
        const seen = Number(/<h1>Revisione (\d+) fine/.exec(text)?.[1] ?? 0);
        assert.ok(seen >= least, `read ${seen} after ${least} was committed`);
        asked++;
      }
    };
    await Promise.all([writing, ...[0, 1, 0, 1, 0, 1].map(reader)]);
    assert.ok(asked > 40);
  });

  it('do not touch the pages of another centre', async () => {
    const before = await ask(0, '/centri/due');
    await rename('Soltanto il primo');
    const after = await ask(0, '/centri/due');
    assert.equal(after.headers.get('etag'), before.headers.get('etag'));
  });

  it('change with the day, since adhesions begin and end by day', async () => {
    const first = await ask(0, '/centri/uno/dati-aperti/enti-aderenti.json');
    assert.match(first.text, /"aggiornato_al":"2026-11-21"/);
    house.clock.set('2026-11-22T00:00:01+01:00');
    assert.match((await ask(0, '/centri/uno/dati-aperti/enti-aderenti.json')).text, /2026-11-22/);
    house.clock.set('2026-11-21T10:00:00+01:00');
  });

  it('answer 304 to who has the same, and the whole page again after a change', async () => {
    const first = await ask(0, '/centri/uno/contatti');
    const etag = first.headers.get('etag')!;
    assert.equal(first.headers.get('cache-control'), 'public, no-cache');
    assert.match(first.headers.get('content-security-policy')!, /default-src 'none'/);
    const again = await ask(0, '/centri/uno/contatti', { 'if-none-match': etag });
    assert.equal(again.status, 304);
    assert.equal(again.text, '');
    await rename('Con un altro nome');
    assert.equal((await ask(0, '/centri/uno/contatti', { 'if-none-match': etag })).status, 200);
  });

  it('are sent compressed to who wants them so, with another tag', async () => {
    const plain = await ask(1, '/centri/uno', { 'accept-encoding': 'identity' });
    for (const encoding of ['br', 'gzip']) {
      for (let time = 0; time < 2; time++) {
        const small = await ask(1, '/centri/uno', { 'accept-encoding': encoding });
        assert.equal(small.headers.get('content-encoding'), encoding);
        assert.equal(small.text, plain.text);
        assert.notEqual(small.headers.get('etag'), plain.headers.get('etag'));
      }
    }
  });

  it('say nothing of who is looking: no cookie is set, and a session changes nothing', async () => {
    const visitor = await ask(0, '/centri/uno');
    const browser = await house.browser('CM');
    const page = await browser.get('/centri/uno');
    assert.equal(visitor.headers.get('set-cookie'), null);
    assert.equal(page.text, visitor.text);
    assert.equal(page.headers['set-cookie'], undefined);
  });

  it('answer HEAD with the headers alone, and do not remember what is not found', async () => {
    await ask(0, '/centri/uno/privacy');
    const head = await fetch(`${addresses[0]}/centri/uno/privacy`, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.ok(Number(head.headers.get('content-length')) > 1000);
    assert.equal((await ask(0, '/centri/mai-esistito')).status, 404);
    assert.equal((await ask(0, '/centri/uno/enti-aderenti/nessuno')).status, 404);
  });

  it('show a body recorded meanwhile in the search', async () => {
    const path = '/centri/uno/cerca?q=nuovissimo';
    assert.match((await ask(1, path)).text, /Nessun risultato/);
    await recordBodies(house.system(), {
      source: 'prova',
      validFrom: '2020-01-01',
      bodies: [
        {
          key: 'N',
          name: 'Nuovissimo Comune',
          category: 'COMUNE',
          ipaCode: 'c_nuovo',
          istatCode: '017099',
          figures: [],
        },
      ],
    });
    assert.match((await ask(1, path)).text, /Nuovissimo Comune/);
  });
});
