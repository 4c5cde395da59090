import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import type { Cents } from '#platform/money';
import { demand } from '#platform/permission';
import { mayFollowFees } from '../permissions.ts';
import { type ClosingRow, type ClosingTotals, digestOfFigures } from '../rules/closing-figures.ts';
import type { MovementKind } from '../rules/credit.ts';
import type { ClosingAct, ClosingState } from '../rules/year-closing.ts';
import { MOVEMENT_KIND } from './list-payments.ts';

export interface ListedClosing {
  id: string;
  year: number;
  number: number;
  state: ClosingState;
  closedOn: string;
  figures: ClosingTotals;
  digest: string;
  preparedBy: string;
  preparedAt: Date;
}

const COLUMNS = sql`c.id, c.year, c.number, k.state, c.closed_on as "closedOn", c.figures, c.digest, c.prepared_by as "preparedBy", c.prepared_at as "preparedAt"`;

/** The closings of the centre, the latest year first. @throws NotAllowed */
export async function listClosings(
  call: Call,
  filter: { id?: string; year?: number },
  page: { size: number; offset: number },
): Promise<Listed<ListedClosing>> {
  demand(call, mayFollowFees);
  const { rows } = await sql<ListedClosing & { count: number }>`
    select ${COLUMNS}, count(*) over () as count from fees.year_closings c
    join fees.year_closing_card k on k.centre_id = c.centre_id and k.closing_id = c.id
    where c.centre_id = ${call.centreId} ${filter.id ? sql`and c.id = ${filter.id}` : sql``} ${filter.year ? sql`and c.year = ${filter.year}` : sql``}
    order by c.year desc, c.number desc limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.count ?? 0 };
}

export interface DoneAct {
  number: number;
  act: ClosingAct;
  reason: string | null;
  doneBy: string;
  doneAt: Date;
}

export interface Closing extends ListedClosing {
  acts: readonly DoneAct[];
}

/** A closing with its acts. @throws NotAllowed; NotFound */
export async function getClosing(call: Call, id: string): Promise<Closing> {
  const { rows } = await listClosings(call, { id }, { size: 1, offset: 0 });
  if (!rows[0]) throw new NotFound('year closing', id);
  const acts = await sql<DoneAct>`
    select number, act, reason, done_by as "doneBy", done_at as "doneAt" from fees.closing_acts
    where centre_id = ${call.centreId} and closing_id = ${id} order by number desc`.execute(call.db);
  return { ...rows[0], acts: acts.rows };
}

/** The closing in force for a year, or the one that waits; null when the year is open. @throws NotAllowed */
export async function findClosingOf(call: Call, year: number): Promise<ListedClosing | null> {
  const { rows } = await listClosings(call, { year }, { size: 1, offset: 0 });
  return rows[0] && ['PREPARED', 'CLOSED', 'REOPENING_PROPOSED'].includes(rows[0].state) ? rows[0] : null;
}

/** The frozen rows of one side, by name. */
export async function listClosingRows(
  call: Call,
  closingId: string,
  side: ClosingRow['side'],
  filter: { words?: string },
  page: { size: number; offset: number },
): Promise<Listed<ClosingRow>> {
  demand(call, mayFollowFees);
  const { rows } = await sql<ClosingRow & { count: number }>`
    select side, body_id as "bodyId", name, notices, noticed_cents as noticed, corrected_cents as corrected, due_cents as due, paid_cents as paid,
      open_cents as open, credit_cents as credit, count(*) over () as count
    from fees.closing_rows where centre_id = ${call.centreId} and closing_id = ${closingId} and side = ${side}
      ${filter.words ? sql`and platform.searchable(name) like all (platform.word_patterns(${filter.words}))` : sql``}
    order by name collate "it-x-icu", body_id limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows: rows.map(({ count: _, ...row }) => row), total: rows[0]?.count ?? 0 };
}

export interface ListedCarried {
  noticeId: string;
  number: number;
  year: number;
  payerName: string;
  kind: 'OPEN' | 'CREDIT';
  amount: Cents;
  reason: string;
  /** What is open (positive) or in credit (negative) now. */
  now: Cents;
}

/** What a closing carried over, and what is left of it now. @throws NotAllowed */
export async function listCarried(
  call: Call,
  closingId: string,
  page: { size: number; offset: number },
): Promise<Listed<ListedCarried>> {
  demand(call, mayFollowFees);
  const { rows } = await sql<ListedCarried & { count: number }>`
    select b.notice_id as "noticeId", n.number, n.year, n.payer_name as "payerName", b.kind, b.amount_cents as amount, b.reason,
      n.total_cents - n.paid_cents as now, count(*) over () as count
    from fees.carried_balances b join fees.payment_notices n on n.centre_id = b.centre_id and n.id = b.notice_id
    where b.centre_id = ${call.centreId} and b.closing_id = ${closingId}
    order by b.kind desc, n.payer_name collate "it-x-icu", n.id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows, total: rows[0]?.count ?? 0 };
}

export interface LaterMovement {
  kind: MovementKind | 'CORRECTION';
  on: string;
  noticeId: string;
  number: number;
  year: number;
  payerName: string;
  /** Positive: more paid, or more due. */
  amount: Cents;
  what: string;
  recordedBy: string;
}

/** What came after a closing, the latest first. @throws NotAllowed */
export async function listLaterMovements(
  call: Call,
  closingId: string,
  page: { size: number; offset: number },
): Promise<Listed<LaterMovement>> {
  demand(call, mayFollowFees);
  const { rows } = await sql<LaterMovement & { count: number }>`
    select m.kind, m.on, m.notice_id as "noticeId", n.number, n.year, n.payer_name as "payerName", m.amount, m.what, m.recorded_by as "recordedBy", count(*) over () as count
    from (
      select ${MOVEMENT_KIND}, p.paid_on as on, p.recorded_at, p.notice_id, p.amount_cents as amount, coalesce(p.reason, p.reference) as what, p.recorded_by, p.id::text as place
      from fees.payments p where p.centre_id = ${call.centreId} and p.closing_id = ${closingId}
      union all
      select 'CORRECTION', recorded_on, recorded_at, notice_id, net_cents, description, recorded_by, line::text
      from fees.notice_lines where centre_id = ${call.centreId} and closing_id = ${closingId}) m
    join fees.payment_notices n on n.centre_id = ${call.centreId} and n.id = m.notice_id
    order by m.recorded_at desc, m.place desc limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.count ?? 0 };
}

type Moving = Pick<ClosingTotals, 'noticed' | 'corrected' | 'due' | 'paid' | 'open' | 'credit'>;

/** What came after a closing in all, and how the year stands now; frozen + later = now while the year is closed. */
export async function closingStatement(
  call: Call,
  closing: { id: string; year: number },
): Promise<{ later: { corrected: Cents; paid: Cents; movements: number }; now: Moving }> {
  demand(call, mayFollowFees);
  const later = await sql<{ corrected: Cents; paid: Cents; movements: number }>`
    select l.corrected, p.paid, l.count + p.count as movements from
      (select coalesce(sum(net_cents), 0)::bigint as corrected, count(*) as count from fees.notice_lines where centre_id = ${call.centreId} and closing_id = ${closing.id}) l,
      (select coalesce(sum(amount_cents), 0)::bigint as paid, count(*) as count from fees.payments where centre_id = ${call.centreId} and closing_id = ${closing.id}) p`.execute(
    call.db,
  );
  const now = await sql<Moving>`
    select coalesce(sum(charged_cents), 0)::bigint as noticed, coalesce(sum(total_cents - charged_cents), 0)::bigint as corrected,
      coalesce(sum(total_cents), 0)::bigint as due, coalesce(sum(paid_cents), 0)::bigint as paid,
      coalesce(sum(greatest(0, total_cents - paid_cents)), 0)::bigint as open, coalesce(sum(greatest(0, paid_cents - total_cents)), 0)::bigint as credit
    from fees.payment_notices where centre_id = ${call.centreId} and fee_year = ${closing.year}`.execute(
    call.db,
  );
  return { later: later.rows[0]!, now: now.rows[0]! };
}

/** Are the stored rows still those that the digest was made from? */
export async function digestHolds(call: Call, closing: ListedClosing): Promise<boolean> {
  const all = { size: 1_000_000, offset: 0 };
  const payers = await listClosingRows(call, closing.id, 'PAYER', {}, all);
  const debtors = await listClosingRows(call, closing.id, 'DEBTOR', {}, all);
  const carried = await listCarried(call, closing.id, all);
  return (
    digestOfFigures({
      year: closing.year,
      totals: closing.figures,
      rows: [...payers.rows, ...debtors.rows],
      carried: carried.rows,
    }) === closing.digest
  );
}
