import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';

/* The product as a process of its own, the gate at which its work can be caught, and what `kill -9` does. */

const ROOT = join(import.meta.dirname, '..', '..');
const GATE = 4_207_900;

/** `main.ts` working on jobs on the embedded database of a folder, with no pages and no demonstration. */
export interface ProductProcess {
  child: ChildProcess;
  said(): string;
  /** `kill -9`; answers when the process is gone. */
  kill(): Promise<void>;
}

export function startWorking(directory: string): ProductProcess {
  const child = spawn(process.execPath, ['main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATA_DIR: directory, DEMO: '0', WEB: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  return {
    child,
    said: () => said,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/**
 * Puts a gate before a row of a table: while somebody holds it (`shut`), the transaction that inserts the row waits
 * there, with everything it wrote before still open. @param condition on `new`, in SQL.
 */
export async function putGate(owner: pg.Pool, table: string, condition: string): Promise<void> {
  await owner.query(`create or replace function public.wait_at_the_gate() returns trigger language plpgsql
    as $$ begin perform pg_advisory_xact_lock_shared(${GATE}); return new; end $$`);
  await owner.query(`create or replace trigger the_gate before insert on ${table} for each row
    when (${condition}) execute function public.wait_at_the_gate()`);
}

/** Shuts the gate until the connection ends or opens it. */
export const shut = (client: pg.Client) => client.query('select pg_advisory_lock($1)', [GATE]);
export const open = (client: pg.Client) => client.query('select pg_advisory_unlock($1)', [GATE]);

/** How many transactions wait at the gate. */
export async function waitingAtTheGate(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query(
    "select count(*) as n from pg_locks where locktype = 'advisory' and objid = $1 and not granted",
    [GATE],
  );
  return rows[0].n;
}

/** Asks again and again until it is so. @throws with what `otherwise` says after half a minute. */
export async function until(so: () => Promise<boolean>, otherwise: () => string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await wait(20)) {
    if (await so().catch(() => false)) return;
  }
  throw new Error(otherwise());
}

/** `kill -9` of the server whose cluster is in the folder, and of every process it has begun. */
export function killServer(directory: string): void {
  const [first] = readFileSync(join(directory, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
  const postmaster = Number(first);
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === postmaster);
  for (const pid of [postmaster, ...children]) process.kill(pid, 'SIGKILL');
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
