import { createHash } from 'node:crypto';
import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import { isId } from '../ids.ts';
import type { DB } from './schema.ts';

/*
 * What PostgreSQL sends as text and we want otherwise: counts and cents are numbers (all far below 2^53),
 * dates stay as they are written (a day has no time zone).
 */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(1182 as never, (text) => pg.types.getTypeParser(1009 as never)(text as never)); // date[]

/** The typed database of one centre, or of one transaction in it. */
export type Db = Kysely<DB>;

/** The name of the role under which the application works: not owner, not superuser, so row security holds. */
export const APPLICATION_ROLE = 'broletto_app';

/** The connections of one installation. */
export interface Database {
  /** The tables as the application may see them for one centre: row security shows nothing else. */
  forCentre(centreId: string): Db;
  /** The tables without a centre: only what belongs to the installation is visible. */
  readonly installation: Db;
  /** The raw pool of the application's role. */
  readonly pool: pg.Pool;
  /** The owner's pool: migrations, job queue, backup. Never used for a request. */
  readonly owner: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
}

type CentreClient = pg.PoolClient & { centre?: string; statements?: Map<string, number> };

const NAMED_AFTER = 5;
const MOST_NAMED = 200;

/**
 * Opens the pools. The application's pool connects as the owner and becomes `broletto_app` at once.
 * @param size the most connections that the application's pool opens.
 */
export function openDatabase(url: string, size = 20): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    options: `-c role=${APPLICATION_ROLE} -c timezone=Europe/Rome`,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 15_000,
  });
  const owner = new pg.Pool({
    connectionString: url,
    max: 8,
    options: '-c timezone=Europe/Rome',
    idleTimeoutMillis: 10_000,
  });
  // A lost idle connection is replaced by the pool; without a listener it would end the process.
  for (const one of [pool, owner]) {
    one.on('error', () => {});
    one.on('connect', (client) => client.on('error', () => {}));
  }
  const centres = new Map<string, Db>();
  const open = (centreId: string): Db => new Kysely<DB>({ dialect: centreDialect(pool, centreId) });
  return {
    forCentre(centreId) {
      if (!isId(centreId)) throw new TypeError('A centre is named by its identifier.');
      let db = centres.get(centreId);
      if (!db) {
        db = open(centreId);
        centres.set(centreId, db);
      }
      return db;
    },
    installation: open(''),
    pool,
    owner,
    url,
    async close() {
      await Promise.all([pool.end(), owner.end()]);
    },
  };
}

function centreDialect(pool: pg.Pool, centreId: string) {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => centreDriver(pool, centreId),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/**
 * A connection remembers the centre to which it is set, so that in the steady state a read costs one message:
 * the centre is set again only when the connection last served another one. There is no other way to a connection.
 */
function centreDriver(pool: pg.Pool, centreId: string): Driver {
  const connect = async (): Promise<Connection> => {
    const client = (await pool.connect()) as CentreClient;
    if (client.centre !== centreId) {
      try {
        await client.query({
          name: 'set-centre',
          text: "select set_config('app.centre', $1, false)",
          values: [centreId],
        });
        client.centre = centreId;
      } catch (error) {
        client.release(true);
        throw error;
      }
    }
    return new Connection(client);
  };
  return {
    async init() {},
    acquireConnection: connect,
    async beginTransaction(connection, settings: TransactionSettings) {
      const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
      const access = settings.accessMode ? ` ${settings.accessMode}` : '';
      await (connection as Connection).client.query(`begin${level}${access}`);
    },
    async commitTransaction(connection) {
      await (connection as Connection).client.query('commit');
    },
    async rollbackTransaction(connection) {
      await (connection as Connection).client.query('rollback');
    },
    async releaseConnection(connection) {
      (connection as Connection).client.release((connection as Connection).broken);
    },
    async destroy() {},
  };
}

class Connection implements DatabaseConnection {
  broken = false;
  readonly client: CentreClient;
  constructor(client: CentreClient) {
    this.client = client;
  }

  async executeQuery<R>(query: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<R>> {
    const name = this.#statementName(query.sql);
    const result = await this.client.query<R & pg.QueryResultRow>({
      ...(name ? { name } : {}),
      text: query.sql,
      values: query.parameters as unknown[],
    });
    const changed = result.command === 'SELECT' ? undefined : BigInt(result.rowCount ?? 0);
    return { rows: result.rows ?? [], ...(changed === undefined ? {} : { numAffectedRows: changed }) };
  }

  // biome-ignore lint/correctness/useYield: streaming is not used; lists are paged
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Not streamed: lists are paged, exports use COPY.');
  }

  /** Statements asked again and again on a connection are prepared there once (about 60 % more point reads a second). */
  #statementName(text: string): string | undefined {
    this.client.statements ??= new Map();
    const seen = this.client.statements;
    const count = (seen.get(text) ?? 0) + 1;
    if (count <= NAMED_AFTER) {
      if (seen.size < MOST_NAMED) seen.set(text, count);
      return undefined;
    }
    return statementName(text);
  }
}

const names = new Map<string, string>();
function statementName(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `s_${createHash('sha1').update(text).digest('base64url')}`;
    if (names.size < 2000) names.set(text, name);
  }
  return name;
}

export { sql };
