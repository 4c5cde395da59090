import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { padding, type TarEntry, tarHeader } from './tar.ts';

const STAGING = '.restore-';

/** The size and SHA-256 of a file's content. */
export interface FileTotals {
  bytes: number;
  sha256: string;
}

/** The files below a directory, with their paths from it; what a killed restore left behind is not counted. */
export function* listFiles(directory: string, below = ''): Generator<string> {
  if (!existsSync(join(directory, below))) return;
  const entries = readdirSync(join(directory, below), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const entry of entries) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (!below && entry.name.startsWith(STAGING)) continue;
    if (entry.isDirectory()) yield* listFiles(directory, path);
    else if (entry.isFile()) yield path;
  }
}

/** A file for the archive; nothing when it has disappeared in the meanwhile. Answers its totals. */
export async function* archiveFile(
  directory: string,
  path: string,
): AsyncGenerator<Buffer, FileTotals | null> {
  const size = statSync(join(directory, path), { throwIfNoEntry: false })?.size;
  if (size === undefined) return null;
  yield* tarHeader(`files/${path}`, size);
  const hash = createHash('sha256');
  let bytes = 0;
  if (size > 0) {
    for await (const chunk of createReadStream(join(directory, path), { end: size - 1 })) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  if (bytes !== size)
    throw new Error(`Il file ${path} è cambiato mentre veniva copiato: ripetere la copia di sicurezza.`);
  yield padding(size);
  return { bytes, sha256: hash.digest('hex') };
}

/** Where the files of a restore wait until the tables are right. */
export interface Staging {
  keep(entry: TarEntry, path: string): Promise<FileTotals>;
  /** Puts the files in their place. */
  publish(): void;
  /** Forgets the files that were not published. */
  discard(): void;
}

/** Opens a place for files inside the directory itself, which may be a mounted volume: moving them costs nothing. */
export function openStaging(directory: string): Staging {
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) {
    if (name.startsWith(STAGING)) rmSync(join(directory, name), { recursive: true, force: true });
  }
  const staging = join(directory, `${STAGING}${process.pid}`);
  return {
    async keep(entry, path) {
      const place = join(staging, checkedPath(path));
      mkdirSync(dirname(place), { recursive: true });
      const hash = createHash('sha256');
      const measured = async function* (body: AsyncIterable<Buffer>) {
        for await (const chunk of body) {
          hash.update(chunk);
          yield chunk;
        }
      };
      await pipeline(
        Readable.from(measured(entry.body)),
        createWriteStream(place, { mode: 0o600, flush: true }),
      );
      return { bytes: entry.size, sha256: hash.digest('hex') };
    },
    publish() {
      for (const name of existsSync(staging) ? readdirSync(staging) : [])
        renameSync(join(staging, name), join(directory, name));
    },
    discard() {
      rmSync(staging, { recursive: true, force: true });
    },
  };
}

/** An archive that was made up could name a path outside the directory. */
function checkedPath(path: string): string {
  if (path === '' || path.includes('\0') || path.split('/').some((part) => ['', '.', '..'].includes(part))) {
    throw new Error(`La copia contiene un percorso non ammesso: «${path}».`);
  }
  return path;
}
