import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import * as contents from './backup/contents.ts';
import { archiveFile, listFiles } from './backup/files.ts';
import { tarEnd, tarFile } from './backup/tar.ts';
import { SCHEMA_LOCK } from './migrate.ts';

export type { BackupProgress } from './backup/contents.ts';

const PIECE = 1024 * 1024;

/**
 * Writes the whole database, as it is at one moment, and the files of `filesDirectory` into one `.tar.gz` that any
 * PostgreSQL from 15 on can take back through `restore`. The file appears at its path complete or not at all, and is
 * readable by its owner alone, since it holds personal data. Its hashes reveal damage, not a forger.
 * @throws with an Italian message; nothing is left at the path then.
 */
export async function backup(
  url: string,
  filePath: string,
  onProgress: (progress: contents.BackupProgress) => void = () => {},
  filesDirectory?: string,
): Promise<contents.Totals> {
  const path = resolve(filePath);
  const partial = `${path}.partial-${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  const client = await contents.connectForCopy(url);
  const totals: contents.Totals = { manifest: '', tables: {}, files: {}, sequences: {} };
  try {
    // Migrations wait until the backup is done. The lock is taken before the moment that is copied.
    await client.query('select pg_advisory_lock_shared($1)', [SCHEMA_LOCK]);
    await client.query('begin isolation level repeatable read read only');
    const archive = Readable.from(archiveOf(client, totals, onProgress, filesDirectory), {
      objectMode: false,
    });
    await pipeline(archive, createGzip(), createWriteStream(partial, { mode: 0o600, flush: true }));
    await rename(partial, path);
    await syncFolder(dirname(path));
    return totals;
  } catch (error) {
    rmSync(partial, { force: true });
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new Error(`Lo spazio su disco non basta per la copia di sicurezza in ${dirname(path)}.`, {
      cause: error,
    });
  } finally {
    await client.end();
  }
}

async function* archiveOf(
  client: pg.Client,
  totals: contents.Totals,
  onProgress: (progress: contents.BackupProgress) => void,
  filesDirectory: string | undefined,
): AsyncGenerator<Buffer> {
  const manifest = await contents.describeDatabase(client);
  const head = json(manifest);
  totals.manifest = createHash('sha256').update(head).digest('hex');
  yield* tarFile(contents.MANIFEST, head);
  for (const [done, table] of manifest.tables.entries()) {
    onProgress({ phase: 'tables', item: table.name, done, total: manifest.tables.length });
    totals.tables[table.name] = yield* archiveTable(client, table);
  }
  // Sequences do not belong to the moment: read after the rows, they are never behind them.
  for (const name of await contents.listSequences(client)) {
    const { rows } = await client.query(`select last_value::text as last, is_called as called from ${name}`);
    totals.sequences[name] = rows[0];
  }
  let done = 0;
  // Files are written before the row that names them is committed: read after the rows, none is missing.
  for (const path of filesDirectory ? listFiles(filesDirectory) : []) {
    onProgress({ phase: 'files', item: path, done: done++, total: null });
    const written = yield* archiveFile(filesDirectory!, path);
    if (written) totals.files[path] = written;
  }
  yield* tarFile(contents.TOTALS, json(totals));
  yield tarEnd();
}

/** The rows of a table in pieces of about a megabyte: their number is not known before. */
async function* archiveTable(
  client: pg.Client,
  table: contents.TableShape,
): AsyncGenerator<Buffer, { rows: number; sha256: string }> {
  const stream = client.query(copyTo(contents.copyStatement(table, 'to stdout')));
  const hash = createHash('sha256');
  let piece = 0;
  let size = 0;
  let waiting: Buffer[] = [];
  const flush = function* () {
    piece += 1;
    yield* tarFile(`tables/${table.name}/${String(piece).padStart(6, '0')}.copy`, Buffer.concat(waiting));
    waiting = [];
    size = 0;
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    waiting.push(chunk);
    size += chunk.length;
    if (size >= PIECE) yield* flush();
  }
  if (size > 0) yield* flush();
  return { rows: stream.rowCount, sha256: hash.digest('hex') };
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

/** A rename is on disk for certain only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
