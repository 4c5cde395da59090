import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

/*
 * The product as its user starts it: a process, the embedded database, the demonstration. Killed at the worst moments,
 * it comes back with everything it had acknowledged.
 */

const ROOT = join(import.meta.dirname, '..');

describe('starting the product', {
  skip: process.platform === 'linux' ? false : 'the embedded database needs Linux',
}, () => {
  const directory = mkdtempSync(join(tmpdir(), 'broletto-avvio-'));
  const port = 20_000 + (process.pid % 20_000);
  const address = `http://127.0.0.1:${port}`;
  const running = new Set<ChildProcess>();

  const start = (extra: Record<string, string> = {}) => {
    const child = spawn(process.execPath, ['main.ts'], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: directory,
        LOG_LEVEL: 'error',
        ...extra,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    return { child, output: () => output };
  };
  const listening = async (started: ReturnType<typeof start>) => {
    for (let tries = 0; tries < 600; tries++) {
      if (started.child.exitCode !== null) assert.fail(`it stopped: ${started.output()}`);
      const answer = await fetch(`${address}/status`).catch(() => null);
      if (answer?.ok) return;
      await wait(50);
    }
    assert.fail(`it does not listen: ${started.output()}`);
  };
  const killed = async (started: ReturnType<typeof start>) => {
    started.child.kill('SIGKILL');
    await once(started.child, 'exit');
  };

  after(async () => {
    for (const child of running) child.kill('SIGKILL');
    try {
      process.kill(
        Number(readFileSync(join(directory, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
        'SIGINT',
      );
    } catch {}
    await wait(300);
    rmSync(directory, { recursive: true, force: true });
  });

  it('begins the demonstration anew when its first filling was killed in the middle', async () => {
    const first = start();
    for (let tries = 0; tries < 400 && first.child.exitCode === null; tries++) {
      await wait(25);
      if (await seeding(directory)) break;
    }
    await killed(first);
    const second = start();
    await listening(second);
    await wait(300);
    assert.match(second.output(), /Broletto è in ascolto/);
    assert.match(second.output(), /responsabile@demo\.example/);
    await killed(second);
  });

  it('re-attaches after kill -9 of the application, and keeps what it had acknowledged', async () => {
    const before = start();
    await listening(before);
    const session = await signIn(address);
    await killed(before);
    const begun = performance.now();
    const again = start();
    await listening(again);
    const seconds = (performance.now() - begun) / 1000;
    const page = await fetch(`${address}/enti`, { headers: { cookie: session }, redirect: 'manual' });
    assert.equal(page.status, 200, 'the session opened before the kill is still there');
    console.log(`restart after kill -9: ${seconds.toFixed(2)} s`);
    again.child.kill('SIGTERM');
    await once(again.child, 'exit');
    assert.equal(again.child.exitCode, 0, 'a graceful stop ends well');
  });

  it('says in Italian what is wrong with the configuration, and stops', async () => {
    const bad = start({ PORT: 'tremila' });
    await once(bad.child, 'exit');
    assert.equal(bad.child.exitCode, 78);
    assert.match(bad.output(), /PORT=«tremila» deve essere un numero di porta/);
  });

  it('says that the database does not answer', async () => {
    const bad = start({ DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' });
    await once(bad.child, 'exit');
    assert.equal(bad.child.exitCode, 69);
    assert.match(bad.output(), /La base dati non risponde/);
  });
});

/** Whether the first filling has begun: the data directory has a server, and its log grows. */
async function seeding(directory: string): Promise<boolean> {
  try {
    const { Client } = (await import('pg')).default;
    const { startEmbedded } = await import('#platform/database/embedded');
    readFileSync(join(directory, 'postgres', 'data', 'postmaster.pid'), 'utf8');
    const embedded = await startEmbedded({ directory: join(directory, 'postgres') });
    const client = new Client({ connectionString: embedded.url });
    await client.connect();
    const { rows } = await client
      .query("select 1 from platform.audit_events where action = 'demo.begun'")
      .catch(() => ({ rows: [] }));
    await client.end();
    return rows.length > 0;
  } catch {
    return false;
  }
}

async function signIn(address: string): Promise<string> {
  const page = await fetch(`${address}/accedi`);
  const cookie = page.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  const token = /name="_csrf" value="([^"]*)"/.exec(await page.text())?.[1] ?? '';
  const { DEMO_PASSWORD } = await import('../database/seeds/demo/accounts.ts');
  const answer = await fetch(`${address}/accedi`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email: 'responsabile@demo.example', password: DEMO_PASSWORD, _csrf: token }),
  });
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
}
