import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';
import { NotAllowed, NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand, may } from '#platform/permission';
import { mayViewFees, mayViewPayments } from '../permissions.ts';
import type { MovementKind } from '../rules/credit.ts';
import { type BalanceLine, type NoticeBalance, noticeBalance } from '../rules/notice-balance.ts';
import { type NoticeState, noticeState } from '../rules/notice-lifecycle.ts';
import { MOVEMENT_KIND } from './list-payments.ts';

export interface ListedNotice {
  id: string;
  number: number;
  year: number;
  feeYear: number;
  payerId: string;
  payerName: string;
  issuedOn: string;
  dueOn: string;
  totalCents: number;
  paidCents: number;
  reconciledOn: string | null;
  state: NoticeState;
}

export interface NoticeFilter {
  feeYear?: number;
  state?: string;
  words?: string;
  payerId?: string;
  runId?: string;
}

const ORDER = {
  numero: sql`n.year`,
  pagatore: sql`n.payer_name collate "it-x-icu"`,
  importo: sql`n.total_cents`,
  scadenza: sql`n.due_on`,
  residuo: sql`n.total_cents - n.paid_cents`,
} as const;
export const NOTICE_SORTS = ['numero', 'pagatore', 'importo', 'scadenza', 'residuo'] as const;

const COLUMNS = sql`n.id, n.number, n.year, n.fee_year as "feeYear", n.payer_id as "payerId", n.payer_name as "payerName", n.issued_on as "issuedOn",
  n.due_on as "dueOn", n.total_cents as "totalCents", n.paid_cents as "paidCents", n.reconciled_on as "reconciledOn"`;

/** The conditions of the states of `noticeState`, for lists that are filtered in the database. */
function stateFilter(state: string, today: string) {
  switch (state) {
    case 'RECONCILED':
      return sql`and n.reconciled_on is not null`;
    case 'PAID':
      return sql`and n.reconciled_on is null and n.paid_cents >= n.total_cents`;
    case 'OVERDUE':
      return sql`and n.paid_cents < n.total_cents and n.due_on < ${today}::date`;
    case 'PARTIAL':
      return sql`and n.paid_cents < n.total_cents and n.paid_cents > 0 and n.due_on >= ${today}::date`;
    case 'DUE':
      return sql`and n.paid_cents = 0 and n.total_cents > 0 and n.due_on = ${today}::date`;
    case 'NOTICED':
      return sql`and n.paid_cents = 0 and n.total_cents > 0 and n.due_on > ${today}::date`;
    case 'OPEN':
      return sql`and n.paid_cents < n.total_cents`;
    case 'OVERPAID':
      return sql`and n.paid_cents > n.total_cents`;
    default:
      return sql``;
  }
}

/** The state of a notice on a day from what it asks and what was paid. */
export function stateOf(notice: Omit<ListedNotice, 'state'>, today: string): NoticeState {
  const open = Math.max(0, notice.totalCents - notice.paidCents);
  const balance = {
    charged: notice.totalCents,
    corrected: 0,
    due: notice.totalCents,
    paid: notice.paidCents,
    open,
    overpaid: 0,
  };
  return noticeState(balance, notice.dueOn, notice.reconciledOn, today);
}

/** The notices (`n`) that words ask for: a number ("12", "n. 12/2026"), or words of the payer's name. */
export function ofNotice(words: string | undefined) {
  const number = /^(?:n\.?\s*)?(\d{1,9})(?:\/(\d{4}))?$/i.exec(words?.trim() ?? '');
  if (number)
    return sql`and n.number = ${Number(number[1])} ${number[2] ? sql`and n.year = ${Number(number[2])}` : sql``}`;
  return words?.trim() ? sql`and n.search_text like all (platform.word_patterns(${words}))` : sql``;
}

/** Notices, a page at a time; who is not of the centre sees those that it pays. @throws NotAllowed */
export async function listNotices(
  call: Call,
  filter: NoticeFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedNotice>> {
  demand(call, mayViewFees);
  const only = confinedTo(call.actor, mayViewFees);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.numero;
  const way = page.direction === 'desc' ? sql`desc` : sql`asc`;
  const { rows } = await sql<Omit<ListedNotice, 'state'> & { count: number }>`
    select ${COLUMNS}, count(*) over () as count from fees.payment_notices n
    where n.centre_id = ${call.centreId}
      ${filter.feeYear ? sql`and n.fee_year = ${filter.feeYear}` : sql``}
      ${filter.payerId ? sql`and n.payer_id = ${filter.payerId}` : sql``}
      ${filter.runId ? sql`and n.run_id = ${filter.runId}` : sql``}
      ${filter.state ? stateFilter(filter.state, call.today) : sql``}
      ${ofNotice(filter.words)}
      ${only ? sql`and n.payer_id = any(${only}::uuid[])` : sql``}
    order by ${order} ${way}, n.number ${way}, n.id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return {
    rows: rows.map((row) => ({ ...row, state: stateOf(row, call.today) })),
    total: rows[0]?.count ?? 0,
  };
}

export interface NoticeLineRow {
  line: number;
  kind: string;
  debtorId: string;
  debtorName: string;
  assessmentId: string | null;
  description: string;
  netCents: number;
  vatCents: number;
  vatTreatment: string;
  correctsLine: number | null;
  correctionId: string | null;
  recordedBy: string;
  recordedAt: Date;
}

export interface NoticePayment {
  id: string;
  paidOn: string;
  amountCents: number;
  channel: string;
  reference: string;
  reversesId: string | null;
  reversed: boolean;
  kind: MovementKind;
  creditActId: string | null;
  reason: string | null;
  recordedBy: string;
  recordedAt: Date;
}

export interface NoticeCorrection {
  id: string;
  line: number;
  amountCents: number;
  reversesId: string | null;
  reversed: boolean;
  reason: string;
  state: string;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

export interface Notice extends ListedNotice {
  runId: string;
  payerTaxCode: string | null;
  payerDomicile: string | null;
  documentId: string | null;
  issuedBy: string;
  issuedAt: Date;
  reconciledBy: string | null;
  balance: NoticeBalance;
  lines: readonly NoticeLineRow[];
  /** Empty for who may not see payments. */
  payments: readonly NoticePayment[];
  corrections: readonly NoticeCorrection[];
  reminders: readonly { step: string; sentOn: string; sentBy: string }[];
}

/** A notice with its lines, payments, corrections and reminders. @throws NotAllowed; NotFound */
export async function getNotice(call: Call, id: string): Promise<Notice> {
  demand(call, mayViewFees);
  const notice = await readNotice(call.db, call.centreId, id, call.today);
  if (!may(call.actor, mayViewFees, notice.payerId)) throw new NotAllowed(mayViewFees.id);
  return may(call.actor, mayViewPayments, notice.payerId) ? notice : { ...notice, payments: [] };
}

/** The same without asking who wants it: for the documents that the system makes. @throws NotFound */
export async function readNotice(db: Db, centreId: string, id: string, today: string): Promise<Notice> {
  const { rows } = await sql<
    Omit<Notice, 'state' | 'balance' | 'lines' | 'payments' | 'corrections' | 'reminders'>
  >`
    select ${COLUMNS}, n.run_id as "runId", n.payer_tax_code as "payerTaxCode", n.payer_domicile as "payerDomicile", n.document_id as "documentId",
      n.issued_by as "issuedBy", n.issued_at as "issuedAt", n.reconciled_by as "reconciledBy"
    from fees.payment_notices n where n.centre_id = ${centreId} and n.id = ${id}`.execute(db);
  if (!rows[0]) throw new NotFound('payment notice', id);
  const lines = await sql<NoticeLineRow>`
    select line, kind, debtor_id as "debtorId", debtor_name as "debtorName", assessment_id as "assessmentId", description, net_cents as "netCents", vat_cents as "vatCents",
      vat_treatment as "vatTreatment", corrects_line as "correctsLine", correction_id as "correctionId", recorded_by as "recordedBy", recorded_at as "recordedAt"
    from fees.notice_lines where centre_id = ${centreId} and notice_id = ${id} order by line`.execute(db);
  const payments = await sql<NoticePayment>`
    select p.id, p.paid_on as "paidOn", p.amount_cents as "amountCents", p.channel, p.reference, p.reverses_id as "reversesId", ${MOVEMENT_KIND}, p.credit_act_id as "creditActId", p.reason, p.recorded_by as "recordedBy", p.recorded_at as "recordedAt",
      exists (select from fees.payments r where r.centre_id = p.centre_id and r.reverses_id = p.id) as reversed
    from fees.payments p where p.centre_id = ${centreId} and p.notice_id = ${id} order by p.paid_on, p.id`.execute(
    db,
  );
  const corrections = await sql<NoticeCorrection>`
    select c.id, c.line, c.amount_cents as "amountCents", c.reverses_id as "reversesId", c.reason, c.state, c.proposed_by as "proposedBy", c.proposed_at as "proposedAt",
      c.decided_by as "decidedBy", c.decided_at as "decidedAt", c.decision_reason as "decisionReason",
      exists (select from fees.corrections r where r.centre_id = c.centre_id and r.reverses_id = c.id and r.state <> 'REJECTED') as reversed
    from fees.corrections c where c.centre_id = ${centreId} and c.notice_id = ${id} order by c.proposed_at, c.id`.execute(
    db,
  );
  const reminders = await sql<{ step: string; sentOn: string; sentBy: string }>`
    select step, sent_on as "sentOn", sent_by as "sentBy" from fees.reminders where centre_id = ${centreId} and notice_id = ${id} and sent_on is not null order by sent_on`.execute(
    db,
  );
  return {
    ...rows[0],
    state: stateOf(rows[0], today),
    balance: noticeBalance(
      lines.rows.map(asBalanceLine),
      payments.rows.map((p) => ({ amount: p.amountCents })),
    ),
    lines: lines.rows,
    payments: payments.rows,
    corrections: corrections.rows,
    reminders: reminders.rows,
  };
}

/** A line as the rules of the balance take it. */
export const asBalanceLine = (
  line: Pick<NoticeLineRow, 'line' | 'kind' | 'debtorId' | 'netCents' | 'correctsLine'>,
): BalanceLine => ({
  lineId: String(line.line),
  debtorId: line.debtorId,
  kind: line.kind === 'FEE' ? 'CHARGE' : (line.kind as 'CREDIT' | 'DEBIT'),
  amount: line.netCents,
  ...(line.correctsLine === null ? {} : { correctsLineId: String(line.correctsLine) }),
});

/** The years that have notices, the latest first. */
export async function listFeeYears(call: Call): Promise<readonly number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct year from fees.assessment_runs where centre_id = ${call.centreId} and state <> 'DISCARDED' order by year desc limit 60`.execute(
    call.db,
  );
  return rows.map((row) => row.year);
}
