import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { newId } from '#platform/ids';
import { type ClosingFigures, digestOfFigures } from '../rules/closing-figures.ts';
import type { ClosingAct, ClosingState } from '../rules/year-closing.ts';

/** The closing that is in force for a year, or null; until the transaction ends nobody closes or reopens the year. */
export async function closingInForce(tx: Transaction, year: number): Promise<string | null> {
  const { rows } = await sql<{ closingId: string | null }>`
    select fees.closing_in_force(${tx.call.centreId}, ${year}) as "closingId"`.execute(tx.db);
  return rows[0]!.closingId;
}

/** Holds a year alone: until the transaction ends nobody records movements of its notices. */
export async function lockYear(tx: Transaction, year: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fees.closing:${tx.call.centreId}:${year}`}, 0))`.execute(
    tx.db,
  );
}

export interface StoredClosing {
  id: string;
  year: number;
  state: ClosingState;
  digest: string;
  acts: number;
  /** Who prepared the closing, or proposed the reopening, that waits for a decision. */
  askedBy: string;
}

/** Locks a closing with its year. @throws NotFound */
export async function lockClosing(tx: Transaction, id: string): Promise<StoredClosing> {
  const { centreId } = tx.call;
  const found = await sql<{ year: number }>`
    select year from fees.year_closings where centre_id = ${centreId} and id = ${id}`.execute(tx.db);
  if (!found.rows[0]) throw new NotFound('year closing', id);
  await lockYear(tx, found.rows[0].year);
  const { rows } = await sql<StoredClosing>`
    select c.id, c.year, k.state, c.digest, a.number as acts, coalesce(a.done_by_id::text, a.done_by) as "askedBy"
    from fees.year_closings c
    join fees.year_closing_card k on k.centre_id = c.centre_id and k.closing_id = c.id
    join lateral (select number, done_by, done_by_id from fees.closing_acts a where a.centre_id = c.centre_id and a.closing_id = c.id order by number desc limit 1) a on true
    where c.centre_id = ${centreId} and c.id = ${id}`.execute(tx.db);
  return rows[0]!;
}

/** The state of the last closing of a year, under the year's lock; null when there was none. */
export async function lastClosingState(
  tx: Transaction,
  year: number,
): Promise<{ number: number; state: ClosingState | null }> {
  const { rows } = await sql<{ number: number; state: ClosingState }>`
    select number, state from fees.year_closing_card where centre_id = ${tx.call.centreId} and year = ${year} order by number desc limit 1`.execute(
    tx.db,
  );
  return rows[0] ?? { number: 0, state: null };
}

/** Writes a closing with its frozen rows and what it carries over. @returns its identifier and digest */
export async function insertClosing(
  tx: Transaction,
  number: number,
  figures: ClosingFigures,
  reasons: { open: string; credit: string },
): Promise<{ id: string; digest: string }> {
  const { centreId, actor, now, today } = tx.call;
  const id = newId();
  const digest = digestOfFigures(figures);
  await sql`insert into fees.year_closings (centre_id, id, year, number, closed_on, figures, digest, prepared_by, prepared_by_id, prepared_at)
    values (${centreId}, ${id}, ${figures.year}, ${number}, ${today}, ${JSON.stringify(figures.totals)}::jsonb, ${digest}, ${actor.name}, ${actor.accountId}, ${now})`.execute(
    tx.db,
  );
  await sql`insert into fees.closing_rows (centre_id, closing_id, side, body_id, name, notices, noticed_cents, corrected_cents, due_cents, paid_cents, open_cents, credit_cents)
    select ${centreId}, ${id}, side, "bodyId", name, notices, noticed, corrected, due, paid, open, credit
    from json_to_recordset(${JSON.stringify(figures.rows)}::json) as t (side text, "bodyId" uuid, name text, notices int, noticed bigint, corrected bigint,
      due bigint, paid bigint, open bigint, credit bigint)`.execute(tx.db);
  await sql`insert into fees.carried_balances (centre_id, closing_id, notice_id, kind, amount_cents, reason)
    select ${centreId}, ${id}, "noticeId", kind, amount, case kind when 'OPEN' then ${reasons.open} else ${reasons.credit} end
    from json_to_recordset(${JSON.stringify(figures.carried)}::json) as t ("noticeId" uuid, kind text, amount bigint)`.execute(
    tx.db,
  );
  return { id, digest };
}

export async function insertClosingAct(
  tx: Transaction,
  closingId: string,
  number: number,
  act: ClosingAct,
  reason: string | null,
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  await sql`insert into fees.closing_acts (centre_id, closing_id, number, act, reason, done_by, done_by_id, done_at)
    values (${centreId}, ${closingId}, ${number}, ${act}, ${reason}, ${actor.name}, ${actor.accountId}, ${now})`.execute(
    tx.db,
  );
}
