import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotAllowed, NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand, may } from '#platform/permission';
import { mayViewFees } from '../permissions.ts';
import type { MemberInputs } from '../rules/assess-member.ts';
import type { StoredLine } from '../rules/stored-trace.ts';
import type { FrozenTariff, RunParameters } from '../store/assessment-runs.ts';

export interface ListedAssessment {
  id: string;
  bodyId: string;
  name: string;
  category: string;
  year: number;
  inhabitants: number | null;
  effectiveFrom: string;
  yearlyCents: number;
  amountCents: number;
  state: string;
}

export interface AssessmentFilter {
  runId?: string;
  bodyId?: string;
  year?: number;
  words?: string;
  category?: string;
  cluster?: string;
  /** Only those for a part of the year. */
  partial?: boolean;
}

const ORDER = {
  ente: sql`b.name collate "it-x-icu"`,
  abitanti: sql`a.inhabitants`,
  quota: sql`a.amount_cents`,
  anno: sql`a.year`,
} as const;
export const ASSESSMENT_SORTS = ['ente', 'abitanti', 'quota', 'anno'] as const;

const STATE = sql`case when a.state = 'DISCARDED' then 'DISCARDED' when r.state in ('RUNNING','ASSESSED') then 'ASSESSED' when r.state = 'NOTICED' then 'NOTICED' else 'APPROVED' end`;

/** Assessments by run, body or year, a page at a time; who reaches only some bodies sees only theirs. @throws NotAllowed */
export async function listAssessments(
  call: Call,
  filter: AssessmentFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedAssessment>> {
  demand(call, mayViewFees);
  const only = confinedTo(call.actor, mayViewFees);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.ente;
  const clusters: Record<string, ReturnType<typeof sql>> = {
    S: sql`and a.category = 'COMUNE' and a.inhabitants < 5000`,
    M: sql`and a.category = 'COMUNE' and a.inhabitants between 5000 and 15000`,
    L: sql`and a.category = 'COMUNE' and a.inhabitants > 15000`,
    '-': sql`and (a.category <> 'COMUNE' or a.inhabitants is null)`,
  };
  const { rows } = await sql<ListedAssessment & { count: number }>`
    select a.id, a.body_id as "bodyId", b.name, a.category, a.year, a.inhabitants, a.effective_from as "effectiveFrom",
      a.yearly_cents as "yearlyCents", a.amount_cents as "amountCents", ${STATE} as state, count(*) over () as count
    from fees.assessments a
    join fees.assessment_runs r on r.centre_id = a.centre_id and r.id = a.run_id
    join directory.body_card b on b.centre_id = a.centre_id and b.body_id = a.body_id
    where a.centre_id = ${call.centreId}
      ${filter.runId ? sql`and a.run_id = ${filter.runId}` : sql`and a.state = 'VALID'`}
      ${filter.bodyId ? sql`and a.body_id = ${filter.bodyId}` : sql``}
      ${filter.year ? sql`and a.year = ${filter.year}` : sql``}
      ${filter.category ? sql`and a.category = ${filter.category}` : sql``}
      ${filter.partial ? sql`and a.amount_cents < a.yearly_cents` : sql``}
      ${filter.cluster ? (clusters[filter.cluster] ?? sql``) : sql``}
      ${filter.words ? sql`and b.search_text like all (platform.word_patterns(${filter.words}))` : sql``}
      ${only ? sql`and a.body_id = any(${only}::uuid[]) and r.state in ('APPROVED','NOTICING','NOTICED')` : sql``}
    order by ${order} ${page.direction === 'desc' ? sql`desc nulls last` : sql`asc nulls last`}, a.id
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.count ?? 0 };
}

export interface Assessment extends ListedAssessment {
  runId: string;
  runNumber: number;
  runState: string;
  version: number;
  inputs: MemberInputs;
  trace: readonly StoredLine[];
  populationOn: string;
  tariff: FrozenTariff;
  tariffId: string;
  parameters: RunParameters;
  conventionId: string;
  membershipId: string;
  membershipFrom: string | null;
  membershipKind: string | null;
  convention: string;
  recordedAt: Date;
  assessedBy: string;
  approvedBy: string | null;
  approvedAt: Date | null;
  /** The notices on which it is asked, with who pays. */
  notices: readonly {
    id: string;
    number: number;
    year: number;
    payerId: string;
    payerName: string;
    cents: number;
    dueOn: string;
    open: boolean;
  }[];
}

/**
 * One assessment with everything on which it rests. Whoever is not of the centre sees it once it is approved.
 * @throws NotAllowed; NotFound
 */
export async function getAssessment(call: Call, id: string): Promise<Assessment> {
  demand(call, mayViewFees);
  const { rows } = await sql<Assessment>`
    select a.id, a.body_id as "bodyId", b.name, a.category, a.year, a.version, a.inhabitants, a.effective_from as "effectiveFrom", a.yearly_cents as "yearlyCents",
      a.amount_cents as "amountCents", ${STATE} as state, a.run_id as "runId", r.number as "runNumber", r.state as "runState", a.inputs, a.trace, r.population_on as "populationOn",
      r.tariff, r.tariff_id as "tariffId", r.parameters, r.convention_id as "conventionId", a.membership_id as "membershipId",
      m.valid_from as "membershipFrom", m.kind as "membershipKind", c.title as convention, a.recorded_at as "recordedAt", r.assessed_by as "assessedBy",
      r.approved_by as "approvedBy", r.approved_at as "approvedAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'number', n.number, 'year', n.year, 'payerId', n.payer_id, 'payerName', n.payer_name, 'cents', l.cents,
          'dueOn', n.due_on, 'open', n.paid_cents < n.total_cents) order by n.year, n.number)
        from (select notice_id, sum(net_cents)::bigint as cents from fees.notice_lines where centre_id = a.centre_id and assessment_id = a.id group by notice_id) l
        join fees.payment_notices n on n.centre_id = a.centre_id and n.id = l.notice_id), '[]') as notices
    from fees.assessments a
    join fees.assessment_runs r on r.centre_id = a.centre_id and r.id = a.run_id
    join directory.body_card b on b.centre_id = a.centre_id and b.body_id = a.body_id
    join membership.convention_card c on c.centre_id = r.centre_id and c.convention_id = r.convention_id
    left join membership.membership_term m on m.centre_id = a.centre_id and m.membership_id = a.membership_id
    where a.centre_id = ${call.centreId} and a.id = ${id}`.execute(call.db);
  const found = rows[0];
  if (!found) throw new NotFound('assessment', id);
  if (!may(call.actor, mayViewFees, found.bodyId)) throw new NotAllowed(mayViewFees.id);
  if (confinedTo(call.actor, mayViewFees) && (found.state === 'ASSESSED' || found.state === 'DISCARDED'))
    throw new NotFound('assessment', id);
  return found;
}
