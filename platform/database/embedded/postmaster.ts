import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { choosePort, dataFolder, logFile } from './cluster.ts';
import { commandLine, giveTo, type Place, spawnOptions } from './identity.ts';

/** The main process of a running server. */
export interface Postmaster {
  pid: number;
  port: number;
}

const POLL_MS = 5;
const RETRIES_MS = 10_000;
const RECOVERY_MS = 300_000;
const LARGEST_LOG = 10 * 1024 * 1024;

/** The living server of the cluster, ready or still starting; null when there is none. */
export function findPostmaster(place: Place): (Postmaster & { ready: boolean }) | null {
  const lines = readPidFile(place);
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0) || !isPostmaster(pid, dataFolder(place))) return null;
  return { pid, port: Number(lines[3] ?? 0), ready: (lines[7] ?? '').trim() === 'ready' };
}

/** Whether the server ended without a shutdown: a shutdown takes its file away. */
export const diedSuddenly = (place: Place): boolean =>
  readPidFile(place) !== null && findPostmaster(place) === null;

/** Waits until a server found alive has finished starting; null when it ended instead. */
export async function untilReady(place: Place): Promise<Postmaster | null> {
  const deadline = Date.now() + RECOVERY_MS;
  for (;;) {
    const found = findPostmaster(place);
    if (!found || found.ready) return found;
    if (Date.now() > deadline) throw new Error(`Il database non risulta pronto: vedere ${logFile(place)}.`);
    await sleep(POLL_MS);
  }
}

/**
 * Starts the server and waits until it is ready. Just after a kill, the remains of the old server may hold its place
 * for a moment: the start is tried again for ten seconds, with another port when the stored one is taken.
 */
export async function startPostmaster(place: Place): Promise<Postmaster> {
  const deadline = Date.now() + RETRIES_MS;
  rotateLog(place);
  for (;;) {
    forgetDeadPostmaster(place);
    const child = launch(place, await choosePort(place));
    const started = await awaitStart(place, child);
    if (started) return started;
    if (Date.now() > deadline) throw new Error(`Il database non parte:\n${lastLines(logFile(place))}`);
    await sleep(200);
  }
}

/** Fast shutdown: open transactions are rolled back, data is written, clients are told. */
export async function stopPostmaster(place: Place): Promise<void> {
  const found = findPostmaster(place);
  if (!found) return;
  process.kill(found.pid, 'SIGINT');
  const deadline = Date.now() + RECOVERY_MS;
  while (isPostmaster(found.pid, dataFolder(place))) {
    if (Date.now() > deadline) throw new Error(`Il database non si ferma: vedere ${logFile(place)}.`);
    await sleep(POLL_MS);
  }
}

function launch(place: Place, port: number): ChildProcess {
  const log = openSync(logFile(place), 'a', 0o600);
  giveTo(place, logFile(place));
  const [command, options] = commandLine(place, 'postgres', [
    ...['-D', dataFolder(place), '-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  ]);
  const child = spawn(command, options, {
    ...spawnOptions(place),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}

async function awaitStart(place: Place, child: ChildProcess): Promise<Postmaster | null> {
  let ended = child.pid === undefined;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  const deadline = Date.now() + RECOVERY_MS;
  while (!ended) {
    const found = findPostmaster(place);
    if (found?.ready && found.pid === child.pid) return found;
    if (Date.now() > deadline) return null;
    await sleep(POLL_MS);
  }
  return null;
}

function readPidFile(place: Place): string[] | null {
  try {
    return readFileSync(join(dataFolder(place), 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
}

/**
 * Whether the process is the living server of this data folder: not a zombie, and not another program that was given
 * the same number later (after a restart of a container the same numbers come back).
 */
function isPostmaster(pid: number, data: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    if ('ZX'.includes(stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3))) return false;
  } catch {
    return false;
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return basename(commandOf(pid)) === 'postgres';
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '';
  } catch {
    return '';
  }
}

/**
 * PostgreSQL does not start while the process named in postmaster.pid exists, be it a zombie that nobody buries or
 * another program: a file whose server is certainly dead is removed. Its orphans are still guarded against by the
 * shared memory that belongs to the data folder; those busy with a long query would hold it, so they are told to end.
 */
function forgetDeadPostmaster(place: Place): void {
  if (!readPidFile(place) || findPostmaster(place)) return;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (pid > 0 && isPostmaster(pid, dataFolder(place)) && basename(commandOf(pid)).startsWith('postgres'))
      terminate(pid);
  }
  rmSync(join(dataFolder(place), 'postmaster.pid'), { force: true });
}

function terminate(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

function rotateLog(place: Place): void {
  const size = statSync(logFile(place), { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG) renameSync(logFile(place), `${logFile(place)}.1`);
}

function lastLines(path: string): string {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  } catch {
    return '';
  }
}
