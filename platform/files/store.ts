import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NotFound } from '../errors.ts';

/** A file in the store is named by what it contains: its SHA-256, in hexadecimal. */
export interface StoredFile {
  hash: string;
  size: number;
}

export interface FileStore {
  /** Keeps the bytes; once it answers they are on the disk. The same bytes are kept once. */
  put(bytes: Uint8Array): Promise<StoredFile>;
  /**
   * The bytes of a file.
   * @throws NotFound when there is none; CorruptedFile when the disk gives back other bytes than were put.
   */
  read(hash: string): Promise<Buffer>;
}

/** The bytes on the disk are no longer those that were put: a backup has the right ones. */
export class CorruptedFile extends Error {
  readonly hash: string;
  constructor(hash: string) {
    super(`the stored file ${hash} is corrupted`);
    this.name = 'CorruptedFile';
    this.hash = hash;
  }
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Opens the store of a folder, which is made when it is not there. Several processes may share it. */
export function openFileStore(directory: string): FileStore {
  const pathOf = (hash: string) => join(directory, hash.slice(0, 2), hash);
  return {
    async put(bytes) {
      const hash = hashOf(bytes);
      const path = pathOf(hash);
      const size = bytes.byteLength;
      if (await holds(path, bytes)) return { hash, size };
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, bytes);
      return { hash, size };
    },
    async read(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) throw new NotFound('file', hash);
      const bytes = await readFile(pathOf(hash)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new NotFound('file', hash) : error;
      });
      if (hashOf(bytes) !== hash) throw new CorruptedFile(hash);
      return bytes;
    },
  };
}

const holds = (path: string, bytes: Uint8Array): Promise<boolean> =>
  readFile(path).then(
    (found) => found.equals(bytes),
    () => false,
  );

/** Written beside, made firm, then named: whoever looks finds the whole file or none. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(beside, 'wx', 0o640);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

let ofTheProcess: FileStore | null = null;

/** Says where this process keeps its files; once, at the start. */
export function keepFilesIn(directory: string): void {
  ofTheProcess = openFileStore(directory);
}

/** The store of this process. */
export function fileStore(): FileStore {
  if (!ofTheProcess) throw new Error('keepFilesIn was not called at the start');
  return ofTheProcess;
}
