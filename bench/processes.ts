import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '#platform/database/pool';

/** The processes of the product: the application and, when its memory and time can be seen, the database server. */
export interface Processes {
  application: number;
  postmaster: number | null;
}

const withChildren = ({ application, postmaster }: Processes): number[] =>
  postmaster === null ? [application] : [application, postmaster, ...childrenOf(postmaster)];

/** Memory in bytes. Pages shared by several processes are counted once (PSS). */
export const memoryOf = (processes: Processes): number =>
  withChildren(processes).reduce((sum, pid) => sum + proportionalSize(pid), 0);

/** Processor time taken since each process began, in milliseconds. */
export const processorTimeOf = (processes: Processes): number =>
  withChildren(processes).reduce((sum, pid) => sum + processorTime(pid), 0);

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

/** The fields of /proc/…/stat after the name: [1] is the parent, [11] and [12] the time in hundredths of a second. */
function statOf(pid: number): number[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
}

const parentOf = (pid: number): number => statOf(pid)[1]!;

function processorTime(pid: number): number {
  try {
    const fields = statOf(pid);
    return (fields[11]! + fields[12]!) * 10;
  } catch {
    return 0;
  }
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
