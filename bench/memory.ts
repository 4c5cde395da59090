import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '#platform/database/pool';

/**
 * Memory of the whole product in bytes: the process of the application and, when `postmaster` is given, the database
 * server with all its processes. Pages shared by several processes are counted once (PSS).
 */
export function memoryOf(application: number, postmaster: number | null): number {
  const pids = postmaster === null ? [application] : [application, postmaster, ...childrenOf(postmaster)];
  return pids.reduce((sum, pid) => sum + proportionalSize(pid), 0);
}

/** The main process of the database server, from any connection to it. */
export async function postmasterOf(database: Database): Promise<number> {
  const { rows } = await database.owner.query<{ pid: number }>('select pg_backend_pid() as pid');
  return parentOf(rows[0]!.pid);
}

function proportionalSize(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
  } catch {
    // It has just ended.
    return 0;
  }
}

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && parentOf(pid) === parent;
      } catch {
        return false;
      }
    });
}
