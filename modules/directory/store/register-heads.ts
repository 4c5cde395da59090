import { type Db, sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';

/*
 * The head of a centre's register counts its changes. Whoever changes the register takes the head first, so changes
 * follow one another; whoever makes a plan holds it shared, so that nothing changes while the plan is made.
 */

async function ensureHead(db: Db, centreId: string): Promise<void> {
  await sql`insert into directory.register_heads (centre_id) values (${centreId}) on conflict do nothing`.execute(
    db,
  );
}

/** The revision of the register, held still until the transaction ends. */
export async function holdRegister(db: Db, centreId: string): Promise<number> {
  await ensureHead(db, centreId);
  const { rows } = await sql<{
    revision: number;
  }>`select revision from directory.register_heads where centre_id = ${centreId} for share`.execute(db);
  return rows[0]!.revision;
}

/** Takes the register to change it; gives the revision that it had. */
export async function takeRegister(tx: Transaction): Promise<number> {
  await ensureHead(tx.db, tx.call.centreId);
  const { rows } = await sql<{ revision: number }>`
    update directory.register_heads set revision = revision + 1 where centre_id = ${tx.call.centreId}
    returning revision - 1 as revision`.execute(tx.db);
  return rows[0]!.revision;
}
