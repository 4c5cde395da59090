import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import type { Cents } from '#platform/money';
import { confinedTo, demand } from '#platform/permission';
import { mayFollowFees, mayViewFees } from '../permissions.ts';
import { openByDebtor } from '../rules/notice-balance.ts';
import { asBalanceLine } from './list-notices.ts';

export interface Situation {
  year: number;
  on: string;
  assessedBodies: number;
  assessed: Cents;
  notices: number;
  /** Asked when the notices were issued; then what corrections added or took away. */
  noticed: Cents;
  corrected: Cents;
  due: Cents;
  paid: Cents;
  open: Cents;
  credit: Cents;
  overdue: Cents;
  overdueNotices: number;
  /** Overdue by days since the due date: 0–30, 31–60, 61–90, more than 90. */
  ageing: readonly [Cents, Cents, Cents, Cents];
}

/** Each notice of a year as it stood at the end of a day: lines recorded and payments made by then. */
const standing = (call: Call, year: number, on: string) => sql`
  select n.id, n.payer_id, n.payer_name, n.due_on, n.number, n.year, coalesce(l.charged, 0) as charged, coalesce(l.due, 0) as due, coalesce(p.paid, 0) as paid
  from fees.payment_notices n
  left join (select notice_id, sum(net_cents) filter (where kind = 'FEE')::bigint as charged, sum(net_cents)::bigint as due
    from fees.notice_lines where centre_id = ${call.centreId} and recorded_on <= ${on}::date group by notice_id) l on l.notice_id = n.id
  left join (select notice_id, sum(amount_cents)::bigint as paid
    from fees.payments where centre_id = ${call.centreId} and paid_on <= ${on}::date group by notice_id) p on p.notice_id = n.id
  where n.centre_id = ${call.centreId} and n.fee_year = ${year} and n.issued_on <= ${on}::date`;

/** How the fees of a year stand at the end of a day. @throws NotAllowed */
export async function feeSituation(call: Call, year: number, on: string): Promise<Situation> {
  demand(call, mayFollowFees);
  const { rows } = await sql<
    Omit<Situation, 'year' | 'on' | 'ageing' | 'assessed' | 'assessedBodies'> & {
      a: number;
      b: number;
      c: number;
      d: number;
    }
  >`
    with s as (${standing(call, year, on)}),
    o as (select *, greatest(0, due - paid) as open, greatest(0, paid - due) as over, ${on}::date - due_on as late from s)
    select count(*) as notices, coalesce(sum(charged), 0)::bigint as noticed, coalesce(sum(due - charged), 0)::bigint as corrected, coalesce(sum(due), 0)::bigint as due,
      coalesce(sum(paid), 0)::bigint as paid, coalesce(sum(open), 0)::bigint as open, coalesce(sum(over), 0)::bigint as credit,
      coalesce(sum(open) filter (where late > 0), 0)::bigint as overdue, count(*) filter (where late > 0 and open > 0) as "overdueNotices",
      coalesce(sum(open) filter (where late between 1 and 30), 0)::bigint as a, coalesce(sum(open) filter (where late between 31 and 60), 0)::bigint as b,
      coalesce(sum(open) filter (where late between 61 and 90), 0)::bigint as c, coalesce(sum(open) filter (where late > 90), 0)::bigint as d
    from o`.execute(call.db);
  const assessed = await sql<{ bodies: number; cents: Cents }>`
    select count(*) as bodies, coalesce(sum(a.amount_cents), 0)::bigint as cents from fees.assessments a
    join fees.assessment_runs r on r.centre_id = a.centre_id and r.id = a.run_id
    where a.centre_id = ${call.centreId} and a.year = ${year} and a.state = 'VALID' and r.state in ('APPROVED','NOTICING','NOTICED')`.execute(
    call.db,
  );
  const { a, b, c, d, ...totals } = rows[0]!;
  return {
    year,
    on,
    ...totals,
    ageing: [a, b, c, d],
    assessed: assessed.rows[0]!.cents,
    assessedBodies: assessed.rows[0]!.bodies,
  };
}

export interface PayerSituation {
  id: string;
  name: string;
  notices: number;
  due: Cents;
  paid: Cents;
  open: Cents;
  credit: Cents;
  /** Days since the earliest due date that is past and open; null when nothing is late. */
  late: number | null;
}

const ORDER = {
  ente: sql`payer_name collate "it-x-icu"`,
  dovuto: sql`due`,
  aperto: sql`open`,
  ritardo: sql`late`,
} as const;
export const SITUATION_SORTS = ['ente', 'dovuto', 'aperto', 'ritardo'] as const;

/** The situation of each payer. @throws NotAllowed */
export async function listPayers(
  call: Call,
  year: number,
  on: string,
  filter: { words?: string; onlyOpen?: boolean },
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<PayerSituation>> {
  demand(call, mayFollowFees);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.ente;
  const { rows } = await sql<PayerSituation & { count: number }>`
    with s as (${standing(call, year, on)}),
    g as (select payer_id, max(payer_name) as payer_name, count(*) as notices, sum(due)::bigint as due, sum(paid)::bigint as paid, sum(greatest(0, due - paid))::bigint as open,
        sum(greatest(0, paid - due))::bigint as credit, max(${on}::date - due_on) filter (where due > paid and due_on < ${on}::date) as late
      from s group by payer_id)
    select payer_id as id, payer_name as name, notices, due, paid, open, credit, late, count(*) over () as count from g
    where true ${filter.onlyOpen ? sql`and open > 0` : sql``} ${filter.words ? sql`and platform.searchable(payer_name) like all (platform.word_patterns(${filter.words}))` : sql``}
    order by ${order} ${page.direction === 'desc' ? sql`desc nulls last` : sql`asc nulls last`}, payer_id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows, total: rows[0]?.count ?? 0 };
}

export interface DebtorSituation {
  id: string;
  name: string;
  payers: string;
  due: Cents;
  open: Cents;
}

/**
 * The situation of each debtor, whoever pays for it: what is open on a notice is spread on its lines by the rule of
 * the balance. [trap 12] @throws NotAllowed
 */
export async function listDebtors(
  call: Call,
  year: number,
  on: string,
  filter: { words?: string; bodies?: readonly string[] },
  page: { size: number; offset: number },
): Promise<Listed<DebtorSituation>> {
  demand(call, mayViewFees);
  const only = confinedTo(call.actor, mayViewFees);
  const debtors = await sql<{ id: string; name: string; payers: string; noticeIds: string[]; count: number }>`
    select l.debtor_id as id, max(l.debtor_name) as name, string_agg(distinct n.payer_name, ', ') as payers, array_agg(distinct n.id) as "noticeIds", count(*) over () as count
    from fees.payment_notices n join fees.notice_lines l on l.centre_id = n.centre_id and l.notice_id = n.id
    where n.centre_id = ${call.centreId} and n.fee_year = ${year} and n.issued_on <= ${on}::date
      ${filter.words ? sql`and platform.searchable(l.debtor_name) like all (platform.word_patterns(${filter.words}))` : sql``}
      ${only ? sql`and l.debtor_id = any(${only}::uuid[])` : sql``}
    group by l.debtor_id order by max(l.debtor_name) collate "it-x-icu", l.debtor_id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  const open = await openOfNotices(call, [...new Set(debtors.rows.flatMap((row) => row.noticeIds))], on);
  return {
    rows: debtors.rows.map(({ id, name, payers, noticeIds }) => {
      const shares = noticeIds.flatMap(
        (noticeId) => open.get(noticeId)?.filter((share) => share.debtorId === id) ?? [],
      );
      return {
        id,
        name,
        payers,
        due: shares.reduce((sum, s) => sum + s.due, 0),
        open: shares.reduce((sum, s) => sum + s.open, 0),
      };
    }),
    total: debtors.rows[0]?.count ?? 0,
  };
}

async function openOfNotices(call: Call, ids: readonly string[], on: string) {
  const lines = await sql<{
    noticeId: string;
    line: number;
    kind: string;
    debtorId: string;
    netCents: number;
    correctsLine: number | null;
  }>`
    select notice_id as "noticeId", line, kind, debtor_id as "debtorId", net_cents as "netCents", corrects_line as "correctsLine"
    from fees.notice_lines where centre_id = ${call.centreId} and notice_id = any(${ids}::uuid[]) and recorded_on <= ${on}::date order by notice_id, line`.execute(
    call.db,
  );
  const payments = await sql<{ noticeId: string; amount: number }>`
    select notice_id as "noticeId", amount_cents as amount from fees.payments where centre_id = ${call.centreId} and notice_id = any(${ids}::uuid[]) and paid_on <= ${on}::date`.execute(
    call.db,
  );
  const linesOf = Map.groupBy(lines.rows, (row) => row.noticeId);
  const paymentsOf = Map.groupBy(payments.rows, (row) => row.noticeId);
  return new Map(
    ids.map((id) => [
      id,
      openByDebtor(
        (linesOf.get(id) ?? []).map(asBalanceLine),
        (paymentsOf.get(id) ?? []).map(({ amount }) => ({ amount })),
      ),
    ]),
  );
}
