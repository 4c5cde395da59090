import { createReadStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { type BackupProgress, connectForCopy, type Manifest, type Totals } from './backup/contents.ts';
import { hashTable } from './backup/copying.ts';
import { openStaging, type Staging } from './backup/files.ts';
import { receiveArchive } from './backup/receiving.ts';
import { damaged, RestoreRefused, refuseIfOccupied } from './backup/refusals.ts';
import { DamagedArchive } from './backup/tar.ts';
import { SCHEMA_LOCK } from './migrate.ts';

export { RestoreRefused };

type OnProgress = (progress: BackupProgress) => void;

/**
 * Puts a backup into an empty database that has had the same migrations, in one transaction: all of it or nothing.
 * Every table is read again before the commit and compared with the archive. Files go to `filesDirectory`, which must
 * be empty, when all the rows are right.
 * @throws RestoreRefused with the reason in Italian; the database and the directory are as before then.
 */
export async function restore(
  url: string,
  filePath: string,
  onProgress: OnProgress = () => {},
  filesDirectory?: string,
): Promise<Totals> {
  if (!existsSync(filePath)) throw new RestoreRefused(`Il file ${filePath} non esiste.`);
  if (filesDirectory) refuseIfOccupied(filesDirectory);
  const client = await connectForCopy(url);
  const staging = filesDirectory ? openStaging(filesDirectory) : null;
  try {
    await client.query('select pg_advisory_lock($1)', [SCHEMA_LOCK]);
    await client.query("begin; set local lock_timeout = '10s'");
    const totals = await fill(client, filePath, staging, onProgress);
    staging?.publish();
    // From here files stay, whatever the answer to the commit: files without rows do no harm, rows without files do.
    await client.query('commit');
    await client.query('analyze').catch(() => {});
    return totals;
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException);
  } finally {
    staging?.discard();
    // With a table half filled this cuts the connection, and the server forgets the transaction.
    await client.end();
  }
}

async function fill(
  client: pg.Client,
  filePath: string,
  staging: Staging | null,
  onProgress: OnProgress,
): Promise<Totals> {
  const { manifest, totals, putBack } = await pipeline(
    createReadStream(filePath),
    createGunzip(),
    (source: AsyncIterable<Buffer>) => receiveArchive(client, source, staging, onProgress),
  );
  await compare(client, manifest, totals, onProgress);
  await putBack();
  await refreshViews(client);
  // Not undone by a rollback, so they come last.
  for (const [name, { last, called }] of Object.entries(totals.sequences)) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [name, last, called]);
  }
  return totals;
}

/** Reads back what the database has now, row by row. */
async function compare(
  client: pg.Client,
  manifest: Manifest,
  totals: Totals,
  onProgress: OnProgress,
): Promise<void> {
  for (const [done, table] of manifest.tables.entries()) {
    onProgress({ phase: 'check', item: table.name, done, total: manifest.tables.length });
    if ((await hashTable(client, table)) !== totals.tables[table.name]?.sha256) {
      throw new RestoreRefused(
        `La tabella ${table.name}, riletta dopo il ripristino, non è uguale alla copia. Il database non è stato modificato.`,
      );
    }
  }
}

async function refreshViews(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, matviewname) as name from pg_matviews join pg_class c on c.relname = matviewname and c.relnamespace = schemaname::regnamespace order by c.oid",
  );
  for (const { name } of rows) await client.query(`refresh materialized view ${name}`);
}

function explained(error: NodeJS.ErrnoException): Error {
  if (error instanceof DamagedArchive || error.code?.startsWith('Z_')) return damaged(error.message);
  if (error.code === '55P03')
    return new RestoreRefused('Il database è in uso: fermare Broletto e ripetere il ripristino.');
  return error;
}
