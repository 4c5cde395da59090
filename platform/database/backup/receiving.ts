import { createHash } from 'node:crypto';
import type pg from 'pg';
import {
  type BackupProgress,
  describeDatabase,
  MANIFEST,
  type Manifest,
  type TableShape,
  TOTALS,
  type Totals,
} from './contents.ts';
import { type Filling, fillTable } from './copying.ts';
import type { Staging } from './files.ts';
import { liftGuards, type PutBack } from './guards.ts';
import {
  damaged,
  RestoreRefused,
  refuseIfDifferent,
  refuseIfNotEmpty,
  refuseIfTampered,
} from './refusals.ts';
import { readTar, type TarEntry } from './tar.ts';

/** What a restore has in hand while the archive flows in. */
interface Receiving {
  client: pg.Client;
  staging: Staging | null;
  onProgress: (progress: BackupProgress) => void;
  manifest: Manifest;
  tables: Map<string, TableShape>;
  arrived: Totals;
  filling: Filling | null;
}

/** All that arrived, equal to what the archive says was sent. */
export interface Received {
  manifest: Manifest;
  totals: Totals;
  putBack: PutBack;
}

/**
 * Reads an archive into the tables, inside the open transaction of `client`, and into the staging place of the files.
 * @throws RestoreRefused when the database may not receive it or something is not as it was sent.
 */
export async function receiveArchive(
  client: pg.Client,
  source: AsyncIterable<Buffer>,
  staging: Staging | null,
  onProgress: (progress: BackupProgress) => void,
): Promise<Received> {
  let receiving: Receiving | null = null;
  let putBack: PutBack | null = null;
  let totals: Totals | null = null;
  for await (const entry of readTar(source)) {
    if (!receiving) {
      const { manifest, sha256 } = await readManifest(entry);
      putBack = await prepare(client, manifest);
      receiving = open(client, staging, onProgress, manifest, sha256);
    } else if (entry.name === TOTALS) {
      totals = parsed<Totals>(await whole(entry));
    } else {
      await receive(receiving, entry);
    }
  }
  if (!receiving || !putBack || !totals) throw damaged('manca la parte finale');
  await endTable(receiving);
  refuseIfTampered(totals, receiving.arrived);
  return { manifest: receiving.manifest, totals, putBack };
}

async function readManifest(entry: TarEntry): Promise<{ manifest: Manifest; sha256: string }> {
  if (entry.name !== MANIFEST) throw damaged('non comincia con il manifesto');
  const head = await whole(entry);
  return { manifest: parsed<Manifest>(head), sha256: createHash('sha256').update(head).digest('hex') };
}

/** Emptied tables take rows in the order of the archive, so that they can be compared with it afterwards. */
async function prepare(client: pg.Client, manifest: Manifest): Promise<PutBack> {
  const here = await describeDatabase(client);
  refuseIfDifferent(manifest, here);
  await refuseIfNotEmpty(client, here.tables);
  const putBack = await liftGuards(client, here.tables);
  if (here.tables.length > 0) await client.query(`truncate ${here.tables.map((t) => t.name).join(', ')}`);
  return putBack;
}

function open(
  client: pg.Client,
  staging: Staging | null,
  onProgress: Receiving['onProgress'],
  manifest: Manifest,
  sha256: string,
): Receiving {
  const none = { rows: 0, sha256: createHash('sha256').digest('hex') };
  const tables = Object.fromEntries(manifest.tables.map((t) => [t.name, none]));
  const arrived = { manifest: sha256, tables, files: {}, sequences: {} };
  return {
    ...{ client, staging, onProgress, manifest, arrived, filling: null },
    tables: new Map(manifest.tables.map((t) => [t.name, t])),
  };
}

async function receive(receiving: Receiving, entry: TarEntry): Promise<void> {
  const [, kind, rest = ''] = /^(tables|files)\/(.+)$/s.exec(entry.name) ?? [];
  if (kind === 'tables') await receivePiece(receiving, rest.slice(0, rest.lastIndexOf('/')), entry);
  else if (kind === 'files') await receiveFile(receiving, rest, entry);
  else throw damaged(`contiene «${entry.name}»`);
}

async function receivePiece(receiving: Receiving, name: string, entry: TarEntry): Promise<void> {
  const table = receiving.tables.get(name);
  if (!table) throw damaged(`contiene la tabella ${name}`);
  if (receiving.filling?.table !== table) {
    await endTable(receiving);
    const { size } = receiving.tables;
    receiving.onProgress({
      phase: 'tables',
      item: name,
      done: [...receiving.tables.keys()].indexOf(name),
      total: size,
    });
    receiving.filling = fillTable(receiving.client, table);
  }
  for await (const chunk of entry.body) await receiving.filling!.write(chunk);
}

async function receiveFile(receiving: Receiving, path: string, entry: TarEntry): Promise<void> {
  if (!receiving.staging)
    throw new RestoreRefused('La copia contiene anche dei file: indicare la cartella in cui metterli.');
  await endTable(receiving);
  receiving.onProgress({
    phase: 'files',
    item: path,
    done: Object.keys(receiving.arrived.files).length,
    total: null,
  });
  receiving.arrived.files[path] = await receiving.staging.keep(entry, path);
}

async function endTable(receiving: Receiving): Promise<void> {
  const { filling } = receiving;
  receiving.filling = null;
  if (filling) receiving.arrived.tables[filling.table.name] = await filling.end();
}

async function whole(entry: TarEntry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of entry.body) pieces.push(piece);
  return Buffer.concat(pieces);
}

function parsed<T>(content: Buffer): T {
  try {
    return JSON.parse(content.toString('utf8')) as T;
  } catch {
    throw damaged('manifesto o totali illeggibili');
  }
}
