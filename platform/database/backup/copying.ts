import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { copyStatement, type TableShape } from './contents.ts';

/** A table that is being filled. */
export interface Filling {
  table: TableShape;
  write(chunk: Buffer): Promise<void>;
  /** Ends the table; answers how many rows it took and the SHA-256 of what was written. */
  end(): Promise<{ rows: number; sha256: string }>;
}

/** Opens a table to be filled with rows in COPY text format; one at a time on a connection. */
export function fillTable(client: pg.Client, table: TableShape): Filling {
  const stream = client.query(copyFrom(copyStatement(table, 'from stdin')));
  const hash = createHash('sha256');
  const ended = finished(stream).catch((error: pg.DatabaseError) => {
    throw new Error(`La tabella ${table.name} rifiuta i dati della copia: ${error.message}`, {
      cause: error,
    });
  });
  ended.catch(() => {});
  return {
    table,
    async write(chunk) {
      hash.update(chunk);
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), ended]);
    },
    async end() {
      stream.end();
      await ended;
      return { rows: stream.rowCount, sha256: hash.digest('hex') };
    },
  };
}

/** Reads a table and answers the SHA-256 of its rows, in the order in which they were filled in. */
export async function hashTable(client: pg.Client, table: TableShape): Promise<string> {
  const hash = createHash('sha256');
  const sink = new Writable({
    write(chunk, _encoding, done) {
      hash.update(chunk);
      done();
    },
  });
  await pipeline(client.query(copyTo(copyStatement(table, 'to stdout'))), sink);
  return hash.digest('hex');
}
