import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { after, describe, it } from 'node:test';
import pg from 'pg';
import { testDatabase } from '#test/database';

const open: { drop(): Promise<void> }[] = [];
async function fresh() {
  const database = await testDatabase();
  open.push(database);
  return database;
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another test process, which says its database and then waits to be killed. */
function otherProcess(): ChildProcess {
  const script = `const { testDatabase } = await import(${JSON.stringify(import.meta.resolve('#test/database'))});
    console.log((await testDatabase()).url); setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('a database for tests', () => {
  after(async () => {
    for (const database of open) await database.drop();
  });

  it('has the whole schema, and is of who asked for it', async () => {
    const [one, two] = await Promise.all([fresh(), fresh()]);
    assert.notEqual(one.url, two.url);
    await ask(one.url, 'create table mine ()');
    for (const [url, mine] of [
      [one.url, 'mine'],
      [two.url, null],
    ] as const) {
      const names =
        "select to_regclass('mine')::text as mine, to_regclass('platform.migrations')::text as ours, to_regproc('graphile_worker.add_job')::text as jobs";
      assert.deepEqual(await ask(url, names), [
        { mine, ours: 'platform.migrations', jobs: 'graphile_worker.add_job' },
      ]);
    }
    const start = performance.now();
    await fresh();
    console.log(`# one more database: ${Math.round(performance.now() - start)} ms`);
  });

  it('is had by processes that come together, and a killed one spoils nothing', async () => {
    const others = [otherProcess(), otherProcess()];
    const urls = await Promise.all(
      others.map(
        (o) => new Promise<string>((resolve) => o.stdout?.once('data', (url) => resolve(String(url).trim()))),
      ),
    );
    assert.equal(new Set(urls).size, 2);
    for (const other of others) other.kill('SIGKILL');
    assert.deepEqual(await ask((await fresh()).url, 'select 1 as one'), [{ one: 1 }]);
  });

  it('is removed at the end', async () => {
    const database = await testDatabase();
    await database.drop();
    await assert.rejects(ask(database.url, 'select 1'), /does not exist/);
  });
});
