import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { commandLine, giveTo, type Place, spawnOptions } from './identity.ts';

/** The passwords of a cluster, kept in a file that its owner alone can read. */
export interface Credentials {
  superuser: string;
  owner: string;
}

/** Settings for a small machine; durability is never traded. They land in postgresql.conf, where they can be changed. */
const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  max_connections: '100',
  wal_level: 'replica',
  jit: 'off',
  timezone: 'Europe/Rome',
  log_timezone: 'Europe/Rome',
  log_line_prefix: '%m [%p] %u@%d ',
};

export const dataFolder = (place: Place): string => join(place.home, 'data');
export const logFile = (place: Place): string => join(place.home, 'postgres.log');

/** Creates the cluster if it is not there. An interrupted creation leaves nothing: the folder gets its name at the end. */
export async function initialise(place: Place): Promise<Credentials> {
  const data = dataFolder(place);
  const credentials = readCredentials(place) ?? writeCredentials(place, existsSync(data));
  if (existsSync(data)) {
    refuseOtherVersion(place, data);
    return credentials;
  }
  for (const name of readdirSync(place.home)) {
    if (name.startsWith('data.new-')) rmSync(join(place.home, name), { recursive: true, force: true });
  }
  const fresh = join(place.home, `data.new-${randomBytes(4).toString('hex')}`);
  await initdb(place, fresh, credentials.superuser);
  renameSync(fresh, data);
  return credentials;
}

/** The port of the last start, or a free one when there was none or another program has taken it. */
export async function choosePort(place: Place): Promise<number> {
  const path = join(place.home, 'port');
  const known = existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : 0;
  if (known > 0 && (await bindable(known))) return known;
  const chosen = await bindable(0);
  if (!chosen) throw new Error('Non si trova una porta libera su 127.0.0.1 per il database.');
  writeFileSync(path, `${chosen}\n`);
  return chosen;
}

/** Binds a port for an instant; answers its number, or 0 when it is taken. */
function bindable(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const { port: bound } = server.address() as { port: number };
      server.close(() => resolve(bound));
    });
  });
}

function readCredentials(place: Place): Credentials | null {
  const path = join(place.home, 'credentials.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Credentials) : null;
}

function writeCredentials(place: Place, late: boolean): Credentials {
  const path = join(place.home, 'credentials.json');
  if (late)
    throw new Error(
      `Manca il file ${path} con le credenziali del database: recuperarlo dalla copia di sicurezza.`,
    );
  const credentials = { superuser: randomBytes(24).toString('hex'), owner: randomBytes(24).toString('hex') };
  const temporary = `${path}.new`;
  writeFileSync(temporary, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  chmodSync(temporary, 0o600);
  giveTo(place, temporary);
  renameSync(temporary, path);
  return credentials;
}

function refuseOtherVersion(place: Place, data: string): void {
  const created = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const ours = place.binaries.version.split('.')[0];
  if (created === ours) return;
  throw new Error(
    `I dati in ${data} sono di PostgreSQL ${created}, il programma è PostgreSQL ${ours}: fare la copia di sicurezza con la versione precedente di Broletto e ripristinarla in una cartella nuova.`,
  );
}

async function initdb(place: Place, folder: string, password: string): Promise<void> {
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(place, passwordFile);
  try {
    // C.UTF-8 is not in every glibc of some years ago; C is everywhere and costs accents in full-text search only.
    const failure =
      (await tryInitdb(place, folder, passwordFile, 'C.UTF-8')) &&
      (await tryInitdb(place, folder, passwordFile, 'C'));
    if (failure) throw new Error(`La creazione del database non è riuscita:\n${failure}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Answers the complaint of initdb, or nothing when it succeeded. */
function tryInitdb(place: Place, folder: string, passwordFile: string, locale: string): Promise<string> {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const [command, options] = commandLine(place, 'initdb', [
    ...['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ...['-E', 'UTF8', `--locale=${locale}`, '--sync-method=syncfs', '--no-instructions', ...settings],
  ]);
  return new Promise((resolve) => {
    const child = spawn(command, options, { ...spawnOptions(place), stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr?.on('data', (piece) => {
      complaint += piece;
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? '' : complaint.trim() || `initdb: ${code}`));
  });
}
