import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { type Cents, sumCents } from '#platform/money';
import { confinedTo, demand } from '#platform/permission';
import { mayViewPayments } from '../permissions.ts';
import type { CreditActKind, CreditActState } from '../rules/credit.ts';

export interface Credit {
  noticeId: string;
  number: number;
  year: number;
  feeYear: number;
  payerId: string;
  payerName: string;
  /** Paid beyond what is due. */
  creditCents: Cents;
  /** Of it, what acts that nobody has decided on would take. */
  waitingCents: Cents;
  /** The day from which the notice has a credit without interruption. */
  since: string;
}

type Page = { sort: string; direction: 'asc' | 'desc'; size: number; offset: number };

const CREDIT_ORDER = {
  dal: sql`since`,
  ente: sql`n.payer_name collate "it-x-icu"`,
  importo: sql`n.paid_cents - n.total_cents`,
} as const;
export const CREDIT_SORTS = ['dal', 'ente', 'importo'] as const;

/** The notices that have a credit now; who is not of the centre sees its own. @throws NotAllowed */
export async function listCredits(
  call: Call,
  filter: { words?: string; feeYear?: number; payerId?: string },
  page: Page,
): Promise<Listed<Credit> & { sumCents: Cents }> {
  demand(call, mayViewPayments);
  const only = confinedTo(call.actor, mayViewPayments);
  const order = CREDIT_ORDER[page.sort as keyof typeof CREDIT_ORDER] ?? CREDIT_ORDER.dal;
  const way = page.direction === 'desc' ? sql`desc` : sql`asc`;
  const { rows } = await sql<Credit & { count: number; sum: Cents }>`
    select n.id as "noticeId", n.number, n.year, n.fee_year as "feeYear", n.payer_id as "payerId", n.payer_name as "payerName",
      n.paid_cents - n.total_cents as "creditCents", fees.credit_since(n.centre_id, n.id) as since,
      (select coalesce(sum(a.amount_cents), 0)::bigint from fees.credit_acts a
        where a.centre_id = n.centre_id and a.notice_id = n.id and a.state = 'PROPOSED' and a.annuls_id is null) as "waitingCents",
      count(*) over () as count, (sum(n.paid_cents - n.total_cents) over ())::bigint as sum
    from fees.payment_notices n
    where n.centre_id = ${call.centreId} and n.paid_cents > n.total_cents
      ${filter.feeYear ? sql`and n.fee_year = ${filter.feeYear}` : sql``} ${filter.payerId ? sql`and n.payer_id = ${filter.payerId}` : sql``}
      ${filter.words ? sql`and n.search_text like all (platform.word_patterns(${filter.words}))` : sql``}
      ${only ? sql`and n.payer_id = any(${only}::uuid[])` : sql``}
    order by ${order} ${way}, n.id limit ${page.size} offset ${page.offset}`.execute(call.db);
  return {
    rows: rows.map(({ count: _, sum: __, ...row }) => row),
    total: rows[0]?.count ?? 0,
    sumCents: rows[0]?.sum ?? 0,
  };
}

export interface CreditAct {
  id: string;
  kind: CreditActKind;
  noticeId: string;
  number: number;
  year: number;
  payerId: string;
  payerName: string;
  toNoticeId: string | null;
  toNumber: number | null;
  toYear: number | null;
  amountCents: Cents;
  doneOn: string;
  channel: string;
  reference: string;
  reason: string;
  /** The act that this one annuls. */
  annulsId: string | null;
  /** The annulment of this act that waits or is approved. */
  annulledById: string | null;
  annulment: CreditActState | null;
  state: CreditActState;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

const ACT_ORDER = {
  data: sql`a.proposed_at`,
  ente: sql`n.payer_name collate "it-x-icu"`,
  importo: sql`a.amount_cents`,
} as const;
export const CREDIT_ACT_SORTS = ['data', 'ente', 'importo'] as const;

/**
 * Refunds, offsets and annulments, those to decide first. Who is not of the centre sees those of its notices that are
 * approved: a proposal is the centre's own business. @throws NotAllowed
 */
export async function listCreditActs(
  call: Call,
  filter: { state?: string; kind?: string; words?: string; noticeId?: string; id?: string },
  page: Page,
): Promise<Listed<CreditAct>> {
  demand(call, mayViewPayments);
  const only = confinedTo(call.actor, mayViewPayments);
  const order = ACT_ORDER[page.sort as keyof typeof ACT_ORDER] ?? ACT_ORDER.data;
  const way = page.direction === 'desc' ? sql`desc` : sql`asc`;
  const { rows } = await sql<CreditAct & { count: number }>`
    select a.id, a.kind, a.notice_id as "noticeId", n.number, n.year, n.payer_id as "payerId", n.payer_name as "payerName",
      a.to_notice_id as "toNoticeId", t.number as "toNumber", t.year as "toYear", a.amount_cents as "amountCents", a.done_on as "doneOn", a.channel, a.reference, a.reason,
      a.annuls_id as "annulsId", u.id as "annulledById", u.state as annulment, a.state, a.proposed_by as "proposedBy", a.proposed_at as "proposedAt",
      a.decided_by as "decidedBy", a.decided_at as "decidedAt", a.decision_reason as "decisionReason", count(*) over () as count
    from fees.credit_acts a
    join fees.payment_notices n on n.centre_id = a.centre_id and n.id = a.notice_id
    left join fees.payment_notices t on t.centre_id = a.centre_id and t.id = a.to_notice_id
    left join fees.credit_acts u on u.centre_id = a.centre_id and u.annuls_id = a.id and u.state <> 'REJECTED'
    where a.centre_id = ${call.centreId}
      ${filter.id ? sql`and a.id = ${filter.id}` : sql``}
      ${filter.noticeId ? sql`and (a.notice_id = ${filter.noticeId} or a.to_notice_id = ${filter.noticeId})` : sql``}
      ${filter.state ? sql`and a.state = ${filter.state}` : sql``} ${filter.kind ? sql`and a.kind = ${filter.kind}` : sql``}
      ${filter.words ? sql`and (n.search_text like all (platform.word_patterns(${filter.words})) or a.reference = ${filter.words})` : sql``}
      ${only ? sql`and n.payer_id = any(${only}::uuid[]) and a.state = 'APPROVED'` : sql``}
    order by (a.state = 'PROPOSED') desc, ${order} ${way}, a.id ${way} limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows: rows.map(({ count: _, ...row }) => row), total: rows[0]?.count ?? 0 };
}

/** @throws NotAllowed; NotFound */
export async function getCreditAct(call: Call, id: string): Promise<CreditAct> {
  const { rows } = await listCreditActs(call, { id }, { sort: 'data', direction: 'asc', size: 1, offset: 0 });
  if (!rows[0]) throw new NotFound('credit act', id);
  return rows[0];
}

/** The acts on the credit of a notice, or that pay it, the oldest first. @throws NotAllowed */
export async function creditActsOf(call: Call, noticeId: string): Promise<readonly CreditAct[]> {
  const { rows } = await listCreditActs(
    call,
    { noticeId },
    { sort: 'data', direction: 'asc', size: 200, offset: 0 },
  );
  return rows;
}

/** What of the credit of a notice no waiting act would take, in cents; never below zero. */
export const freeCredit = (overpaid: Cents, noticeId: string, acts: readonly CreditAct[]): Cents =>
  Math.max(
    0,
    overpaid -
      sumCents(
        acts
          .filter((act) => act.state === 'PROPOSED' && !act.annulsId && act.noticeId === noticeId)
          .map((act) => act.amountCents),
      ),
  );
