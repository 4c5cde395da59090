#!/usr/bin/env node
/*
 * Makes sure that node_modules is what package-lock.json says, before npm starts anything else.
 * Plain JavaScript for any Node from 20 on: npm runs it with the Node of the machine, when its own is not there yet.
 * It never runs install scripts. When there is nothing to do it reads three files and ends.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explain, npm } from './setup-npm.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.broletto-setup');
const LOCK_FILE = join(ROOT, 'package-lock.json');
const NODE_MAJOR = 24;
/** The tools of the tests are left out only where the product is in service. */
const EVERYTHING = process.env.NODE_ENV !== 'production' || process.env.npm_lifecycle_event === 'pretest';

/** Ends with a message for who started npm. */
class Stop extends Error {}

function wantedStamp() {
  if (!existsSync(LOCK_FILE)) throw new Stop(`Manca ${LOCK_FILE}: la copia del programma non è completa.`);
  return createHash('sha256').update(readFileSync(LOCK_FILE)).digest('hex');
}

/** Whether the modules were installed from this very lock file, with all that is needed now. */
function isStamped(wanted) {
  const [hash, what] = read(STAMP).split(' ');
  return hash === wanted && (what?.trim() === 'all' || !EVERYTHING);
}

function stamp(wanted) {
  writeFileSync(STAMP, `${wanted} ${EVERYTHING ? 'all' : 'production'}\n`);
}

/** In a container the modules may be read-only: they are right, and are compared again at each start. */
function noteIfWritable(wanted) {
  try {
    stamp(wanted);
  } catch {}
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Whether somebody ran npm by hand and what npm noted down is exactly the lock file: then nothing is installed again. */
function isInstalledByHand() {
  const noted = read(join(MODULES, '.package-lock.json'));
  if (!noted) return false;
  const installed = JSON.parse(noted).packages ?? {};
  const wanted = Object.entries(JSON.parse(readFileSync(LOCK_FILE, 'utf8')).packages ?? {});
  return wanted.every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    if (installed[path]) return installed[path].version === entry.version;
    return (entry.optional && !isForThisMachine(entry)) || (!EVERYTHING && (entry.dev || entry.devOptional));
  });
}

function isForThisMachine({ os, cpu, libc }) {
  if (!os && !cpu) return false;
  return (
    (!os || os.includes(process.platform)) &&
    (!cpu || cpu.includes(process.arch)) &&
    (!libc || libc.includes('glibc'))
  );
}

/** Runs `work` when no other setup of this folder is running; the kernel frees the lock even after a kill. */
async function alone(work) {
  const server = process.platform === 'linux' ? await hold() : null;
  try {
    return await work();
  } finally {
    server?.close();
  }
}

async function hold() {
  const path = `\0broletto-setup-${createHash('sha256').update(ROOT).digest('hex').slice(0, 40)}`;
  for (let waited = 0; ; waited++) {
    const server = await new Promise((resolve) => {
      const one = createServer((socket) => socket.destroy());
      one.once('error', () => resolve(null));
      one.listen({ path }, () => resolve(one));
    });
    if (server) return server;
    if (waited === 0) console.log('Un altro processo sta installando le dipendenze: attendo che finisca…');
    if (waited > 6000)
      throw new Stop("L'altra installazione dura da più di dieci minuti: interromperla e riprovare.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function install(wanted) {
  console.log('Installo le dipendenze (la prima volta può volerci qualche minuto)…');
  const start = Date.now();
  rmSync(STAMP, { force: true });
  const { code, output } = await npm(ROOT, [
    'ci',
    '--ignore-scripts',
    '--include=optional',
    EVERYTHING ? '--include=dev' : '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
  ]);
  if (code !== 0) throw new Stop(explain(ROOT, output));
  mkdirSync(MODULES, { recursive: true });
  checkThatNodeRuns();
  stamp(wanted);
  console.log(`Dipendenze installate in ${((Date.now() - start) / 1000).toFixed(1).replace('.', ',')} s.`);
}

/** The version of the Node that npm will run: the one brought by npm, or the machine's where there is none. */
function nodeToBeUsed() {
  const brought = read(join(MODULES, `node-${process.platform}-${process.arch}`, 'package.json'));
  return brought && existsSync(join(MODULES, '.bin', 'node'))
    ? JSON.parse(brought).version
    : process.versions.node;
}

function checkNodeVersion() {
  const version = nodeToBeUsed();
  if (Number.parseInt(version, 10) >= NODE_MAJOR) return;
  const supported = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
  throw new Stop(
    supported
      ? `Manca Node ${NODE_MAJOR} in node_modules (qui c'è ${version}): i pacchetti facoltativi non devono essere esclusi. Eseguire «npm ci --include=optional» e riprovare.`
      : `Su ${process.platform} ${process.arch} Broletto non porta con sé Node ${NODE_MAJOR}: installarlo da https://nodejs.org (qui c'è ${version}) e indicare un PostgreSQL 15 o successivo in DATABASE_URL.`,
  );
}

function checkThatNodeRuns() {
  const node = join(MODULES, '.bin', 'node');
  if (!existsSync(node)) return;
  const { status, stderr, error } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Stop(
      `Node ${NODE_MAJOR} non funziona su questa macchina (occorre glibc 2.28 o successiva; Alpine non è adatta).\n${stderr || error?.message || ''}`,
    );
  }
}

async function main() {
  if (Number.parseInt(process.versions.node, 10) < 20)
    throw new Stop(`Occorre Node 20 o successivo (qui c'è ${process.versions.node}).`);
  const wanted = wantedStamp();
  if (!isStamped(wanted)) {
    await alone(async () => {
      if (isStamped(wanted)) return;
      if (isInstalledByHand()) noteIfWritable(wanted);
      else await install(wanted);
    });
  }
  checkNodeVersion();
}

main().catch((error) => {
  console.error(`\n${error instanceof Stop ? error.message : (error?.stack ?? error)}\n`);
  process.exitCode = 1;
});
