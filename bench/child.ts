import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server in a process of its own. */
export interface Served {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '..');
const START_MS = 60_000;
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * The product as in production: `node main.ts` with its worker, on a port of its own.
 * @param databaseUrl where its data is.
 */
export function startProduct(options: { directory: string; databaseUrl: string }): Promise<Served> {
  return serve('main.ts', [], '/status', {
    DATABASE_URL: options.databaseUrl,
    DATA_DIR: options.directory,
    SECRET: 'segreto-di-misura-lungo-abbastanza-0123456789',
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
    DEMO: '0',
    WORKER: '1',
  });
}

/** Bare node:http as `bare-server.ts` does it, told by a file what to ask and what to send. */
export function startBare(settingsFile: string): Promise<Served> {
  return serve('bench/bare-server.ts', [settingsFile], '/', {});
}

async function serve(
  script: string,
  args: readonly string[],
  probe: string,
  environment: Record<string, string>,
): Promise<Served> {
  const port = await freePort();
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ').filter(Boolean) ?? [];
  const child = spawn(process.execPath, [...flags, join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => running.delete(child));
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}${probe}`, child, script);
  return {
    url,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function answers(url: string, child: ChildProcess, script: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${script} ended with code ${child.exitCode}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > deadline) throw new Error(`${script} does not answer at ${url}`);
    await sleep(50);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
