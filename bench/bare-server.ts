import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

/*
 * The limit against which the pages are measured: node:http alone. It asks the one query of the list, when it is given
 * one, with the same pool and the same prepared text, and sends the bytes and headers of the product's own answer.
 */

export interface BareSettings {
  /** The body that the product answered, in a file. */
  bodyFile: string;
  headers: Readonly<Record<string, string>>;
  query?: {
    databaseUrl: string;
    pool: number;
    centre: string;
    text: string;
    values: unknown[];
    rows: number;
  };
}

const { bodyFile, headers, query } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as BareSettings;
const body = readFileSync(bodyFile);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

const pool = query && openPool(query);

createServer((_request, response) => {
  const send = () => {
    response.writeHead(200, headers);
    response.end(body);
  };
  if (!pool) return send();
  pool.query({ name: 'list', text: query.text, values: query.values }).then(
    ({ rows }) => {
      if (rows.length !== query.rows) response.writeHead(500).end();
      else send();
    },
    () => response.writeHead(500).end(),
  );
}).listen(Number(process.env.PORT), '127.0.0.1');

/** Connections under the product's own role, set to the centre once. */
function openPool({ databaseUrl, pool: max, centre }: NonNullable<BareSettings['query']>): pg.Pool {
  const opened = new pg.Pool({
    connectionString: databaseUrl,
    max,
    options: `-c role=broletto_app -c timezone=Europe/Rome -c app.centre=${centre}`,
  });
  opened.on('error', () => {});
  return opened;
}
