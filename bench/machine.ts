import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { sender } from './load.ts';

/** How busy others keep the machine: processes that wanted a core in the last minute, on average. */
export const busyBefore = (): number => loadavg()[0]!;

/**
 * The machine and the programs from which the figures came, a line each.
 * @param busy what `busyBefore` said before the run.
 */
export function machine(postgres: string, busy: number): readonly [string, string][] {
  const processors = cpus();
  return [
    ['Date', new Date().toISOString().slice(0, 10)],
    ['Processor', `${processors[0]?.model ?? 'unknown'}, ${processors.length} cores`],
    ['Memory', `${(totalmem() / 2 ** 30).toFixed(1)} GiB`],
    ['Busy before the run', `load average ${busy.toFixed(1)}`],
    ['Node', process.version],
    ['PostgreSQL', `${postgres}${process.env.BENCH_DATABASE_URL ? '' : ', embedded'}`],
    ['Load', sender],
    ['Commit', commit()],
  ];
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
