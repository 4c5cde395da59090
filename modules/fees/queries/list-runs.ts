import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { demand } from '#platform/permission';
import { mayFollowFees } from '../permissions.ts';
import type { FrozenTariff, RunParameters, RunState } from '../store/assessment-runs.ts';

export interface Run {
  id: string;
  year: number;
  number: number;
  state: RunState;
  convention: string;
  conventionId: string;
  populationOn: string;
  tariff: FrozenTariff;
  tariffId: string;
  parameters: RunParameters;
  jobRunId: string | null;
  jobState: string | null;
  jobMessage: string | null;
  noticesJobRunId: string | null;
  noticesJobState: string | null;
  noticesJobMessage: string | null;
  assessed: number;
  missing: number;
  totalCents: number;
  notices: number;
  assessedBy: string;
  assessedById: string | null;
  assessedAt: Date;
  approvedBy: string | null;
  approvedAt: Date | null;
  approvalReason: string | null;
  noticedBy: string | null;
  noticedAt: Date | null;
  discardedBy: string | null;
  discardedAt: Date | null;
  discardReason: string | null;
}

const COLUMNS = sql`r.id, r.year, r.number, r.state, c.title as convention, r.convention_id as "conventionId", r.population_on as "populationOn", r.tariff, r.tariff_id as "tariffId",
  r.parameters, r.job_run_id as "jobRunId", j.state as "jobState", j.message as "jobMessage", r.notices_job_run_id as "noticesJobRunId", n.state as "noticesJobState", n.message as "noticesJobMessage",
  r.assessed, r.missing, r.total_cents as "totalCents", r.notices,
  r.assessed_by as "assessedBy", r.assessed_by_id as "assessedById", r.assessed_at as "assessedAt", r.approved_by as "approvedBy", r.approved_at as "approvedAt",
  r.approval_reason as "approvalReason", r.noticed_by as "noticedBy", r.noticed_at as "noticedAt", r.discarded_by as "discardedBy", r.discarded_at as "discardedAt", r.discard_reason as "discardReason"`;
const FROM = sql`fees.assessment_runs r join membership.convention_card c on c.centre_id = r.centre_id and c.convention_id = r.convention_id
  left join platform.job_runs j on j.centre_id = r.centre_id and j.id = r.job_run_id
  left join platform.job_runs n on n.centre_id = r.centre_id and n.id = r.notices_job_run_id`;

/** The runs of the centre, the latest year first. @throws NotAllowed */
export async function listRuns(
  call: Call,
  filter: { year?: number; state?: string },
  page: { size: number; offset: number },
): Promise<Listed<Run>> {
  demand(call, mayFollowFees);
  const { rows } = await sql<Run & { count: number }>`
    select ${COLUMNS}, count(*) over () as count from ${FROM} where r.centre_id = ${call.centreId}
      ${filter.year ? sql`and r.year = ${filter.year}` : sql``} ${filter.state ? sql`and r.state = ${filter.state}` : sql``}
    order by r.year desc, r.number desc limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.count ?? 0 };
}

/** A run with its convention and the state of its work. @throws NotAllowed; NotFound */
export async function getRun(call: Call, id: string): Promise<Run> {
  demand(call, mayFollowFees);
  const { rows } =
    await sql<Run>`select ${COLUMNS} from ${FROM} where r.centre_id = ${call.centreId} and r.id = ${id}`.execute(
      call.db,
    );
  if (!rows[0]) throw new NotFound('assessment run', id);
  return rows[0];
}

export interface RunGroup {
  group: string;
  bodies: number;
  totalCents: number;
}

/**
 * The totals of a run by category and, for comuni, by cluster of population. [D12: S below 5,000, M to 15,000, L above]
 * @throws NotAllowed
 */
export async function sumRunByGroup(
  call: Call,
  runId: string,
): Promise<{ categories: readonly RunGroup[]; clusters: readonly RunGroup[] }> {
  demand(call, mayFollowFees);
  const { rows } = await sql<RunGroup & { kind: string }>`
    with g as (select category, amount_cents,
        case when category <> 'COMUNE' or inhabitants is null then '-' when inhabitants < 5000 then 'S' when inhabitants <= 15000 then 'M' else 'L' end as cluster
      from fees.assessments where centre_id = ${call.centreId} and run_id = ${runId})
    select case when grouping(category) = 0 then 'category' else 'cluster' end as kind, coalesce(category, cluster) as "group",
      count(*) as bodies, sum(amount_cents)::bigint as "totalCents"
    from g group by grouping sets ((category), (cluster)) order by 1, 4 desc`.execute(call.db);
  const order = ['S', 'M', 'L', '-'];
  return {
    categories: rows.filter((row) => row.kind === 'category'),
    clusters: rows
      .filter((row) => row.kind === 'cluster')
      .sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group)),
  };
}

export interface RunException {
  bodyId: string;
  /** IPA code, or ISTAT; the body may have none. */
  code: string | null;
  name: string;
  category: string;
  missing: readonly string[];
}

/** The bodies that a run could not assess, with what is missing. @throws NotAllowed */
export async function listExceptions(
  call: Call,
  runId: string,
  page: { size: number; offset: number },
): Promise<Listed<RunException>> {
  demand(call, mayFollowFees);
  const { rows } = await sql<RunException & { count: number }>`
    select e.body_id as "bodyId", coalesce(b.ipa_code, b.istat_code) as code, b.name, b.category, e.missing, count(*) over () as count
    from fees.assessment_exceptions e join directory.body_card b on b.centre_id = e.centre_id and b.body_id = e.body_id
    where e.centre_id = ${call.centreId} and e.run_id = ${runId}
    order by b.name collate "it-x-icu", e.body_id limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.count ?? 0 };
}
