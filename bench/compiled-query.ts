import {
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Call } from '#platform/call';
import type { Db } from '#platform/database/pool';

export interface CompiledText {
  text: string;
  values: unknown[];
}

/**
 * The SQL that a query of the product sends, taken by running the query itself on a database that writes down what it
 * is asked and answers with no rows: so the bare server asks exactly the same.
 * @throws when the query asks more or less than one question.
 */
export async function compiledQuery(
  call: Call,
  question: (call: Call) => Promise<unknown>,
): Promise<CompiledText> {
  const asked: CompiledText[] = [];
  await question({ ...call, db: writingDown(asked) });
  if (asked.length !== 1) throw new Error(`the query asks ${asked.length} questions`);
  return asked[0]!;
}

function writingDown(asked: CompiledText[]): Db {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<R>> {
      asked.push({ text: query.sql, values: [...query.parameters] });
      return { rows: [] };
    },
    // biome-ignore lint/correctness/useYield: nothing is streamed
    async *streamQuery() {
      throw new Error('not streamed');
    },
  };
  const nothing = async () => {};
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => connection,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing,
      }),
    },
  }) as Db;
}
