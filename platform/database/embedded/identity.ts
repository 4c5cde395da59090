import { type SpawnOptions, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';

/*
 * PostgreSQL refuses to run as root, and initdb refuses a user that /etc/passwd does not name.
 * Both are met by a user namespace in which the user carries another number; where namespaces are forbidden,
 * by a system user.
 */

/** As whom the programs run. */
export interface Identity {
  /** Words put before the command. */
  prefix: readonly string[];
  /** The user and group to become, when they are not those of Node. */
  user: { uid: number; gid: number } | null;
}

/** Where a cluster lives, with which programs and as whom. */
export interface Place {
  /** The folder that holds the cluster and its files. */
  home: string;
  binaries: Binaries;
  identity: Identity;
}

const SYSTEM_USER = 'broletto-db';
const SYSTEM_HOME = '/var/lib/broletto';

/**
 * Chooses as whom the programs run: the owner of the directory, who is Node's own user unless Node is root.
 * @param namespaces whether user namespaces may be used; asked from the kernel when absent.
 * @throws when none of the ways is open.
 */
export function choosePlace(directory: string, binaries: Binaries, namespaces?: boolean): Place {
  const home = pointedHome(directory) ?? directory;
  const me = process.geteuid?.() ?? 0;
  const { uid, gid } = statSync(home);
  if (me !== 0 && uid !== me) {
    throw new Error(
      `La cartella ${home} appartiene a un altro utente (numero ${uid}): avviare Broletto con quell'utente oppure cambiarne il proprietario.`,
    );
  }
  const user = me === 0 && uid !== 0 ? { uid, gid } : null;
  if (uid !== 0 && hasName(uid)) return reachable({ home, binaries, identity: { prefix: [], user } });
  const prefix = namespacePrefix();
  if (namespaces ?? namespacesWork(prefix, user))
    return reachable({ home, binaries, identity: { prefix, user } });
  if (uid !== 0) {
    throw new Error(
      `L'utente numero ${uid} non è in /etc/passwd e qui i namespace utente sono vietati: aggiungerlo, oppure indicare DATABASE_URL.`,
    );
  }
  return systemUserPlace(directory, binaries);
}

/** The options common to every program that is started. */
export function spawnOptions(place: Place): SpawnOptions {
  const { user } = place.identity;
  const libraries = place.binaries.libraries ? { LD_LIBRARY_PATH: place.binaries.libraries } : {};
  return {
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', ...libraries },
    ...(user ?? {}),
  };
}

/** The command line of one of the programs. */
export function commandLine(
  place: Place,
  program: 'initdb' | 'postgres',
  options: readonly string[],
): [string, string[]] {
  const [first, ...rest] = [
    ...place.identity.prefix,
    join(place.binaries.native, 'bin', program),
    ...options,
  ];
  return [first!, rest];
}

/** Gives a file or folder to whom the programs run as. */
export function giveTo(place: Place, path: string): void {
  const { user } = place.identity;
  if (user) chownSync(path, user.uid, user.gid);
}

function pointedHome(directory: string): string | null {
  const pointer = join(directory, 'location');
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : null;
}

function passwd(): { name: string; uid: number; gid: number }[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((f) => f.length > 3)
    .map((f) => ({ name: f[0]!, uid: Number(f[2]), gid: Number(f[3]) }));
}

const hasName = (uid: number): boolean => passwd().some((u) => u.uid === uid);

function namespacePrefix(): string[] {
  const named = passwd().filter((u) => u.uid !== 0);
  const number = (named.find((u) => u.uid === 1000) ?? named[0])?.uid ?? 1000;
  return ['unshare', '--user', `--map-user=${number}`, `--map-group=${number}`, '--'];
}

function namespacesWork(prefix: readonly string[], user: Identity['user']): boolean {
  return (
    spawnSync(prefix[0]!, [...prefix.slice(1), 'true'], { stdio: 'ignore', cwd: '/', ...(user ?? {}) })
      .status === 0
  );
}

/** When the user cannot read the programs where npm put them (under /root, for instance), they are copied once. */
function reachable(place: Place): Place {
  if (!place.identity.user || runs(place)) return place;
  const native = join(SYSTEM_HOME, `postgresql-${place.binaries.version}`);
  if (!existsSync(native)) {
    const copying = `${native}.${process.pid}`;
    mkdirSync(dirname(native), { recursive: true, mode: 0o755 });
    cpSync(place.binaries.native, copying, { recursive: true, verbatimSymlinks: true });
    if (existsSync(native)) rmSync(copying, { recursive: true });
    else renameSync(copying, native);
  }
  return { ...place, binaries: { ...place.binaries, native } };
}

function runs(place: Place): boolean {
  const [command, options] = commandLine(place, 'postgres', ['--version']);
  return spawnSync(command, options, { ...spawnOptions(place), stdio: 'ignore' } as object).status === 0;
}

/** Root without user namespaces: a system user keeps the cluster, in the directory if it can be reached, else under /var/lib. */
function systemUserPlace(directory: string, binaries: Binaries): Place {
  const user = systemUser();
  const identity: Identity = { prefix: [], user };
  const inside = spawnSync('test', ['-x', dirname(directory)], { cwd: '/', ...user }).status === 0;
  const key = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  const home = inside ? directory : join(SYSTEM_HOME, `${basename(directory)}-${key}`);
  if (!inside) mkdirSync(SYSTEM_HOME, { recursive: true, mode: 0o755 });
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, user.uid, user.gid);
  if (!inside) writeFileSync(join(directory, 'location'), `${home}\n`);
  return reachable({ home, binaries, identity });
}

function systemUser(): { uid: number; gid: number } {
  const known = () => passwd().find((u) => u.name === SYSTEM_USER);
  if (!known())
    spawnSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', SYSTEM_USER],
      { stdio: 'ignore' },
    );
  const user = known();
  if (!user) {
    throw new Error(
      'PostgreSQL non può funzionare come root e qui non si può né usare un namespace utente né creare un utente di sistema: avviare Broletto con un utente normale, oppure indicare DATABASE_URL.',
    );
  }
  return { uid: user.uid, gid: user.gid };
}
