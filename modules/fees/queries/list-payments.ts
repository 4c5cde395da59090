import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand } from '#platform/permission';
import { mayViewBankFiles, mayViewPayments } from '../permissions.ts';
import type { BankMapping } from '../rules/bank-lines.ts';
import type { MovementKind } from '../rules/credit.ts';

export interface ListedPayment {
  id: string;
  noticeId: string;
  number: number;
  year: number;
  payerName: string;
  paidOn: string;
  amountCents: number;
  channel: string;
  reference: string;
  reversesId: string | null;
  reversed: boolean;
  kind: MovementKind;
  /** The refund, offset or annulment that moved it. */
  creditActId: string | null;
  reason: string | null;
  recordedBy: string;
}

/** What the row `p` of the payments is: a column named kind. */
export const MOVEMENT_KIND = sql`case when p.reverses_id is not null then 'REVERSAL'
  else coalesce((select a.kind from fees.credit_acts a where a.centre_id = p.centre_id and a.id = p.credit_act_id), 'PAYMENT') end as kind`;

/** The rows of a kind, for lists that are filtered in the database. */
function kindFilter(kind: string) {
  switch (kind) {
    case 'PAYMENT':
      return sql`and p.reverses_id is null and p.credit_act_id is null`;
    case 'REVERSAL':
      return sql`and p.reverses_id is not null`;
    case 'REFUND':
    case 'OFFSET':
      return sql`and p.reverses_id is null and p.credit_act_id in (select id from fees.credit_acts where centre_id = p.centre_id and kind = ${kind})`;
    default:
      return sql``;
  }
}

const ORDER = {
  data: sql`p.paid_on`,
  importo: sql`p.amount_cents`,
  pagatore: sql`n.payer_name collate "it-x-icu"`,
} as const;
export const PAYMENT_SORTS = ['data', 'importo', 'pagatore'] as const;

/** Payments, a page at a time; who is not of the centre sees those of its notices. @throws NotAllowed */
export async function listPayments(
  call: Call,
  filter: {
    words?: string;
    channel?: string;
    kind?: string;
    from?: string;
    to?: string;
    noticeId?: string;
    paymentId?: string;
  },
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedPayment>> {
  demand(call, mayViewPayments);
  const only = confinedTo(call.actor, mayViewPayments);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.data;
  const way = page.direction === 'desc' ? sql`desc` : sql`asc`;
  const { rows } = await sql<ListedPayment & { count: number }>`
    select p.id, p.notice_id as "noticeId", n.number, n.year, n.payer_name as "payerName", p.paid_on as "paidOn", p.amount_cents as "amountCents", p.channel, p.reference,
      p.reverses_id as "reversesId", ${MOVEMENT_KIND}, p.credit_act_id as "creditActId", p.reason, p.recorded_by as "recordedBy",
      exists (select from fees.payments r where r.centre_id = p.centre_id and r.reverses_id = p.id) as reversed, count(*) over () as count
    from fees.payments p join fees.payment_notices n on n.centre_id = p.centre_id and n.id = p.notice_id
    where p.centre_id = ${call.centreId}
      ${filter.channel ? sql`and p.channel = ${filter.channel}` : sql``}
      ${filter.kind ? kindFilter(filter.kind) : sql``}
      ${filter.from ? sql`and p.paid_on >= ${filter.from}` : sql``} ${filter.to ? sql`and p.paid_on <= ${filter.to}` : sql``}
      ${filter.noticeId ? sql`and p.notice_id = ${filter.noticeId}` : sql``} ${filter.paymentId ? sql`and p.id = ${filter.paymentId}` : sql``}
      ${filter.words ? sql`and (n.search_text like all (platform.word_patterns(${filter.words})) or p.reference = ${filter.words})` : sql``}
      ${only ? sql`and n.payer_id = any(${only}::uuid[])` : sql``}
    order by ${order} ${way}, p.id ${way} limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.count ?? 0 };
}

/** @throws NotAllowed; NotFound */
export async function getPayment(call: Call, paymentId: string): Promise<ListedPayment> {
  const { rows } = await listPayments(
    call,
    { paymentId },
    { sort: 'data', direction: 'asc', size: 1, offset: 0 },
  );
  if (!rows[0]) throw new NotFound('payment', paymentId);
  return rows[0];
}

export interface BankFile {
  id: string;
  fileName: string;
  state: string;
  lineCount: number;
  applied: number;
  uploadedBy: string;
  uploadedAt: Date;
  appliedBy: string | null;
  appliedAt: Date | null;
  mapping: BankMapping;
  planDigest: string;
  /** The first record of the file: the names of the columns. */
  firstLine: string;
}

const FILE = sql`id, file_name as "fileName", state, line_count as "lineCount", applied, uploaded_by as "uploadedBy", uploaded_at as "uploadedAt",
  applied_by as "appliedBy", applied_at as "appliedAt", mapping, plan_digest as "planDigest", left(content, 4000) as "firstLine"`;

/** The bank's files, the latest first. @throws NotAllowed */
export async function listBankFiles(
  call: Call,
  page: { size: number; offset: number },
): Promise<Listed<BankFile>> {
  demand(call, mayViewBankFiles);
  const { rows } = await sql<BankFile & { count: number }>`
    select ${FILE}, count(*) over () as count from fees.bank_files where centre_id = ${call.centreId}
    order by uploaded_at desc, id limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.count ?? 0 };
}

/** @throws NotAllowed; NotFound */
export async function getBankFile(call: Call, id: string): Promise<BankFile> {
  demand(call, mayViewBankFiles);
  const { rows } =
    await sql<BankFile>`select ${FILE} from fees.bank_files where centre_id = ${call.centreId} and id = ${id}`.execute(
      call.db,
    );
  if (!rows[0]) throw new NotFound('bank file', id);
  return rows[0];
}

export interface BankLineRow {
  line: number;
  outcome: string;
  paidOn: string | null;
  amountCents: number | null;
  description: string;
  reference: string;
  noticeId: string | null;
  number: number | null;
  year: number | null;
  payerName: string | null;
  column: string | null;
  reason: string | null;
}

/** What the lines of a file would become (or became), with how many there are of each outcome. @throws NotAllowed */
export async function listBankLines(
  call: Call,
  fileId: string,
  outcome: string | undefined,
  page: { size: number; offset: number },
): Promise<Listed<BankLineRow> & { outcomes: readonly { outcome: string; count: number; cents: number }[] }> {
  demand(call, mayViewBankFiles);
  const counted = await sql<{ outcome: string; count: number; cents: number }>`
    select outcome, count(*) as count, coalesce(sum(amount_cents), 0)::bigint as cents from fees.bank_lines
    where centre_id = ${call.centreId} and file_id = ${fileId} group by outcome order by outcome`.execute(
    call.db,
  );
  const { rows } = await sql<BankLineRow & { count: number }>`
    select l.line, l.outcome, l.paid_on as "paidOn", l.amount_cents as "amountCents", l.description, l.reference, l.notice_id as "noticeId", n.number, n.year, n.payer_name as "payerName",
      l.column_name as column, l.reason, count(*) over () as count
    from fees.bank_lines l left join fees.payment_notices n on n.centre_id = l.centre_id and n.id = l.notice_id
    where l.centre_id = ${call.centreId} and l.file_id = ${fileId} ${outcome ? sql`and l.outcome = ${outcome}` : sql``}
    order by l.line limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.count ?? 0, outcomes: counted.rows };
}
