import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Embedded, isSupported, startEmbedded } from './embedded.ts';

const asRoot = process.geteuid?.() === 0;
const NOBODY = 65534;
const root = mkdtempSync(join(tmpdir(), 'broletto-embedded-'));
const skip = isSupported().supported ? false : isSupported().message;

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, ssl: false });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Starts the server from another Node, which says how it went and then stays. */
function otherProcess(directory: string, options: { uid?: number; gid?: number } = {}): ChildProcess {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)});
    const { url, attached, port } = await startEmbedded({ directory: ${JSON.stringify(directory)} });
    console.log(JSON.stringify({ url, attached, port }));
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
}

function said(child: ChildProcess): Promise<Pick<Embedded, 'url' | 'attached' | 'port'>> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    child.stdout?.once('data', (line) => resolve(JSON.parse(String(line))));
    child.stderr?.on('data', (piece) => {
      complaint += piece;
    });
    child.once('exit', () => reject(new Error(complaint)));
  });
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

const postmasterOf = (directory: string): number =>
  Number.parseInt(readFileSync(join(directory, 'data/postmaster.pid'), 'utf8'), 10);

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, Math.round(performance.now() - start)];
}

describe('the embedded server', { skip }, () => {
  const directory = join(root, 'main');
  let server: Embedded;
  before(async () => {
    const [first, ms] = await timed(() => startEmbedded({ directory }));
    server = first;
    console.log(`# first start ${ms} ms`);
  });
  after(async () => {
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('gives a database in Italian to an owner who is not a superuser', async () => {
    const [row] = await ask(
      server.url,
      `select rolsuper, rolcreatedb, rolcreaterole, datlocprovider, current_setting('fsync') fsync, pg_encoding_to_char(encoding) encoding
       from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
    );
    assert.deepEqual(row, {
      rolsuper: false,
      rolcreatedb: true,
      rolcreaterole: true,
      datlocprovider: 'i',
      fsync: 'on',
      encoding: 'UTF8',
    });
    assert.equal(server.attached, false);
  });

  it('lets nobody in without the password, which its owner alone can read', async () => {
    await assert.rejects(ask(server.url.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1'), /password/);
    assert.equal(statSync(join(directory, 'credentials.json')).mode & 0o777, 0o600);
  });

  it('is attached to when it already runs', async () => {
    const [second, ms] = await timed(() => startEmbedded({ directory }));
    assert.equal(second.attached, true);
    assert.equal(second.url, server.url);
    assert.equal(await second.leave(), false, 'the first is still connected');
    console.log(`# attach ${ms} ms`);
  });

  it('keeps its data through a stop', async () => {
    await ask(server.url, "create table kept (what text); insert into kept values ('before the stop')");
    const [, stopMs] = await timed(() => server.stop());
    const [again, ms] = await timed(() => startEmbedded({ directory }));
    server = again;
    assert.equal(again.attached, false);
    assert.deepEqual(await ask(server.url, 'select what from kept'), [{ what: 'before the stop' }]);
    console.log(`# stop ${stopMs} ms, warm start ${ms} ms`);
  });

  it('keeps every acknowledged row when the server is killed', async () => {
    for (let round = 0; round < 3; round++) {
      await ask(server.url, `insert into kept select 'round ${round}' from generate_series(1, 1000)`);
      process.kill(postmasterOf(directory), 'SIGKILL');
      const [again, ms] = await timed(() => startEmbedded({ directory }));
      server = again;
      console.log(`# start after kill -9 of the server ${ms} ms`);
      assert.equal(
        (await ask(server.url, `select count(*)::int as n from kept where what = 'round ${round}'`))[0]?.n,
        1000,
      );
    }
  });

  it('starts again when the killed server left a busy query behind', async () => {
    const busy = ask(server.url, 'select count(*) from generate_series(1, 10000000000)').catch(() => {});
    await sleep(200);
    process.kill(postmasterOf(directory), 'SIGKILL');
    const [again, ms] = await timed(() => startEmbedded({ directory }));
    server = again;
    await busy;
    console.log(`# start after kill -9 with a busy query ${ms} ms`);
  });

  it('starts although another program has got the number of the dead server', async () => {
    await server.stop();
    writeFileSync(
      join(directory, 'data/postmaster.pid'),
      `${process.pid}\n${directory}/data\n1\n${server.port}\n`,
    );
    server = await startEmbedded({ directory });
    assert.equal(server.attached, false);
  });

  it('outlives a killed Node, and the next one attaches', async () => {
    await server.stop();
    const other = otherProcess(directory);
    const { url } = await said(other);
    await ask(url, "insert into kept values ('by the killed one')");
    await kill(other);
    server = await startEmbedded({ directory });
    assert.equal(server.attached, true);
    assert.equal(
      (await ask(server.url, "select count(*)::int as n from kept where what = 'by the killed one'"))[0]?.n,
      1,
    );
  });

  it('is started once by processes that come at the same moment', async () => {
    const together = join(root, 'together');
    const processes = [otherProcess(together), otherProcess(together), otherProcess(together)];
    const answers = await Promise.all(processes.map(said));
    assert.deepEqual(answers.map((a) => a.attached).sort(), [false, true, true]);
    assert.equal(new Set(answers.map((a) => a.url)).size, 1);
    await Promise.all(processes.map(kill));
    const last = await startEmbedded({ directory: together });
    assert.equal(await last.leave(), true, 'nobody else is connected');
    await assert.rejects(ask(last.url, 'select 1'), /ECONNREFUSED/);
  });

  it('takes another port when a program has taken its own', async () => {
    await server.stop();
    const intruder = createServer().listen(server.port, '127.0.0.1');
    await new Promise((resolve) => intruder.once('listening', resolve));
    try {
      const moved = await startEmbedded({ directory });
      assert.notEqual(moved.port, server.port);
      server = moved;
      assert.ok((await ask(server.url, 'select 1 from kept')).length > 0);
    } finally {
      intruder.close();
    }
  });

  for (const [name, folder] of [
    ['a path longer than a socket may have', join(root, 'a'.repeat(80), 'b'.repeat(80))],
    ['a path with spaces and accents', join(root, 'dati della città', "l'archivio")],
  ] as const) {
    it(`works in ${name}`, async () => {
      const there = await startEmbedded({ directory: folder });
      assert.equal((await ask(there.url, 'select 1 as one'))[0]?.one, 1);
      await there.stop();
    });
  }

  it('runs as the owner of the directory when root starts it', {
    skip: asRoot ? false : 'only root can',
  }, async (t) => {
    const theirs = join(root, 'theirs');
    if (!reachableByNobody(t)) return;
    mkdirSync(theirs);
    chownSync(theirs, NOBODY, NOBODY);
    const there = await startEmbedded({ directory: theirs });
    assert.equal(statSync(`/proc/${postmasterOf(theirs)}`).uid, NOBODY);
    await there.stop();
  });

  it('runs for a user who is not root', {
    skip: asRoot ? false : 'the other tests already do',
  }, async (t) => {
    const theirs = join(root, 'of-nobody');
    if (!reachableByNobody(t)) return;
    mkdirSync(theirs);
    chownSync(theirs, NOBODY, NOBODY);
    const other = otherProcess(theirs, { uid: NOBODY, gid: NOBODY });
    const { url } = await said(other);
    assert.equal((await ask(url, 'select 1 as one'))[0]?.one, 1);
    await kill(other);
    const attached = await startEmbedded({ directory: theirs });
    assert.equal(attached.attached, true);
    await attached.stop();
  });
});

function reachableByNobody(t: { skip(reason: string): void }): boolean {
  spawnSync('chmod', ['755', root]);
  const reachable =
    spawnSync(process.execPath, ['--version'], { uid: NOBODY, gid: NOBODY, cwd: '/' }).status === 0;
  if (!reachable) t.skip('node_modules is where another user cannot read it');
  return reachable;
}
