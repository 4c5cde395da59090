import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { percentile } from './statistics.ts';

const run = promisify(execFile);

export interface Load {
  url: string;
  seconds: number;
  /** Users at once: each sends the next request when it has the answer. */
  connections: number;
  headers?: Readonly<Record<string, string>>;
  /** Addresses asked in turn, instead of the one of `url`. */
  paths?: readonly string[];
}

/** What a while of load gave. */
export interface Answers {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers that were not 200, and connections that broke. */
  failures: number;
}

const hasWrk = spawnSync('wrk', ['-v']).error === undefined;

/** Who sends the load, as the report names it. */
export const sender = hasWrk
  ? 'wrk, one thread'
  : 'node:http with keep-alive, in the process of the benchmark';

/** Sends load for some seconds, each of the users one request at a time. */
export function load(options: Load): Promise<Answers> {
  return hasWrk ? byWrk(options) : byAgent(options);
}

async function byWrk({ url, seconds, connections, headers = {}, paths }: Load): Promise<Answers> {
  const folder = mkdtempSync(join(tmpdir(), 'broletto-wrk-'));
  const script = join(folder, 'paths.lua');
  if (paths) writeFileSync(script, luaOf(paths));
  try {
    const { stdout } = await run('wrk', [
      ...['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '--latency'],
      ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
      ...(paths ? ['-s', script] : []),
      url,
    ]);
    const found = (pattern: RegExp): number => Number(pattern.exec(stdout)?.[1] ?? 0);
    return {
      requestsPerSecond: found(/Requests\/sec:\s+([\d.]+)/),
      p50Ms: milliseconds(/50%\s+([\d.]+)(us|ms|s)/, stdout),
      p99Ms: milliseconds(/99%\s+([\d.]+)(us|ms|s)/, stdout),
      failures:
        found(/Non-2xx or 3xx responses: (\d+)/) +
        [...(/Socket errors:(.*)/.exec(stdout)?.[1] ?? '').matchAll(/\d+/g)].reduce(
          (sum, [n]) => sum + Number(n),
          0,
        ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const luaOf = (paths: readonly string[]): string =>
  `local paths = {${paths.map((path) => JSON.stringify(path)).join(',')}}\nlocal next = 0\n` +
  'request = function()\n  next = next % #paths + 1\n  return wrk.format("GET", paths[next])\nend\n';

function milliseconds(pattern: RegExp, text: string): number {
  const [, value, unit] = pattern.exec(text) ?? [];
  return Number(value ?? 0) * (unit === 'us' ? 0.001 : unit === 's' ? 1000 : 1);
}

async function byAgent({ url, seconds, connections, headers = {}, paths }: Load): Promise<Answers> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  let failures = 0;
  let next = 0;
  const once = () =>
    new Promise<void>((resolve) => {
      const began = performance.now();
      const to = paths ? new URL(paths[next++ % paths.length]!, url) : new URL(url);
      const failed = () => {
        failures++;
        resolve();
      };
      request(to, { agent, headers }, (response) => {
        if (response.statusCode !== 200) failures++;
        response.on('end', () => {
          times.push(performance.now() - began);
          resolve();
        });
        response.on('error', failed);
        response.resume();
      })
        .on('error', failed)
        .end();
    });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await once();
    }),
  );
  agent.destroy();
  return {
    requestsPerSecond: (times.length / (performance.now() - began)) * 1000,
    p50Ms: percentile(times, 50),
    p99Ms: percentile(times, 99),
    failures,
  };
}
