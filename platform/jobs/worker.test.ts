import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { perform } from '#platform/database/transaction';
import { aHouse } from '#test/house';
import { findRun, Interrupted, longJob, startRun } from './run.ts';
import { startWorker, type Worker } from './worker.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('jobs', () => {
  const house = aHouse();
  const work = (
    jobs: Parameters<typeof startWorker>[0]['jobs'],
    extra: Partial<Parameters<typeof startWorker>[0]> = {},
  ): Promise<Worker> =>
    startWorker({
      database: house.database,
      clock: house.clock,
      log: pino({ level: 'silent' }),
      jobs,
      listeners: [],
      timed: [],
      concurrency: 1,
      ...extra,
    });
  const until = async (condition: () => Promise<boolean>) => {
    for (let tries = 0; tries < 200; tries++) {
      if (await condition()) return;
      await wait(25);
    }
    assert.fail('it did not happen in 5 seconds');
  };
  const run = (id: string) => findRun(house.system().db, house.centre, id);

  it('are done after the command that asked for them, and not when it failed', async () => {
    const done: unknown[] = [];
    const worker = await work([
      { task: 'test-plain', run: async (_call, payload) => void done.push(payload.n) },
    ]);
    await assert.rejects(
      perform(house.system(), 'test.ask', async (tx) => {
        await tx.enqueue({ task: 'test-plain', payload: { n: 'never' } });
        throw new Error('no');
      }),
    );
    await perform(house.system(), 'test.ask', (tx) =>
      tx.enqueue({ task: 'test-plain', payload: { n: 'once' } }),
    );
    await until(async () => done.length > 0);
    await worker.stop();
    assert.deepEqual(done, ['once']);
  });

  it('show how far long work is, and its report at the end', async () => {
    const job = longJob('test-steps', async (_call, input, progress) => {
      await progress.report(1, 2, 'metà');
      await progress.report(2, 2);
      return { Righe: input.rows };
    });
    const worker = await work([job]);
    const id = await perform(house.system(), 'test.ask', (tx) =>
      startRun(tx, 'test-steps', 'Prova', { rows: 2 }),
    );
    await until(async () => (await run(id))?.state === 'DONE');
    await worker.stop();
    const ended = await run(id);
    assert.deepEqual([ended?.done, ended?.total, ended?.report], [2, 2, { Righe: 2 }]);
  });

  it('stop at a safe point when somebody asks', async () => {
    let going = false;
    const job = longJob('test-stoppable', async (_call, _input, progress) => {
      for (;;) {
        going = true;
        if (await progress.shouldStop()) throw new Interrupted();
        await wait(20);
      }
    });
    const worker = await work([job]);
    const id = await perform(house.system(), 'test.ask', (tx) => startRun(tx, 'test-stoppable', 'Prova', {}));
    await until(async () => going);
    await house.database.owner.query('update platform.job_runs set stop_asked_at = now() where id = $1', [
      id,
    ]);
    await until(async () => (await run(id))?.state === 'STOPPED');
    await worker.stop();
  });

  it('say in Italian why they failed, and count as failed', async () => {
    const job = longJob('test-failing', async () => Promise.reject(new Error('boom')));
    const worker = await work([job]);
    const id = await perform(house.system(), 'test.ask', (tx) => startRun(tx, 'test-failing', 'Prova', {}));
    await until(async () => (await run(id))?.state === 'FAILED');
    await worker.stop();
    assert.match((await run(id))?.message ?? '', /Si è verificato un errore/);
  });

  it('of a process that was killed are taken up by the next one at once', async () => {
    await perform(house.system(), 'test.ask', (tx) => tx.enqueue({ task: 'test-long-work' }));
    const child = spawn(process.execPath, ['test/support/hanging-worker.ts', house.database.url], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    let taken = false;
    const worker = await work([
      {
        task: 'test-long-work',
        run: async () => {
          taken = true;
        },
      },
    ]);
    await until(async () => taken);
    await worker.stop();
  });

  it('of other rooms hear what was announced, once it is committed', async () => {
    const heard: unknown[] = [];
    const listener = {
      name: 'test.listener',
      announcement: 'test.happened',
      hear: async (_call: unknown, payload: unknown) => void heard.push(payload),
    };
    const { registerListeners } = await import('./worker.ts');
    registerListeners([listener]);
    const worker = await work([], { listeners: [listener] });
    await perform(house.system(), 'test.tell', (tx) => tx.announce('test.happened', { n: 1 }));
    await until(async () => heard.length > 0);
    await worker.stop();
    assert.deepEqual(heard, [{ n: 1 }]);
  });
});
