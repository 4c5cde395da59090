import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound, RuleBroken } from '#platform/errors';
import type { ProRataMethod } from '../rules/pro-rata.ts';
import { closingInForce } from './year-closings.ts';

export type RunState = 'RUNNING' | 'ASSESSED' | 'APPROVED' | 'NOTICING' | 'NOTICED' | 'DISCARDED';

/** What is frozen of the tariff when a run begins. */
export interface FrozenTariff {
  code: string;
  version: number;
  title: string;
  vatTreatment: 'OUT_OF_SCOPE' | 'EXEMPT' | 'STANDARD_SPLIT_PAYMENT';
  decision: string | null;
  decidedOn: string | null;
  definition: unknown;
}

export interface RunParameters {
  proRata: ProRataMethod;
  /** The association that is a member owes its own fee, besides those of its comuni. [D2] */
  chargeAssociationOwnFee: boolean;
  /** Classes by body, of runs begun when the convention's parameters held them; later runs read those given. */
  classes?: Record<string, string>;
}

export interface LockedRun {
  id: string;
  conventionId: string;
  tariffId: string;
  year: number;
  number: number;
  state: RunState;
  populationOn: string;
  tariff: FrozenTariff;
  parameters: RunParameters;
  jobRunId: string | null;
  noticesJobRunId: string | null;
  totalCents: number;
  assessed: number;
  missing: number;
  assessedBy: string;
  assessedById: string | null;
  assessedAt: Date;
}

/**
 * Locks a run until the end of the transaction.
 * @throws NotFound
 */
export async function lockRun(tx: Transaction, id: string): Promise<LockedRun> {
  const { rows } = await sql<LockedRun>`
    select id, convention_id as "conventionId", tariff_id as "tariffId", year, number, state, population_on as "populationOn",
           tariff, parameters, job_run_id as "jobRunId", notices_job_run_id as "noticesJobRunId", total_cents as "totalCents",
           assessed, missing, assessed_by as "assessedBy", assessed_by_id as "assessedById", assessed_at as "assessedAt"
    from fees.assessment_runs where centre_id = ${tx.call.centreId} and id = ${id} for update`.execute(tx.db);
  if (!rows[0]) throw new NotFound('assessment run', id);
  return rows[0];
}

export interface NewRun {
  id: string;
  conventionId: string;
  tariffId: string;
  year: number;
  number: number;
  populationOn: string;
  tariff: FrozenTariff;
  parameters: RunParameters;
  jobRunId: string;
}

/** @throws RuleBroken `fees.year-closed-to-runs` */
export async function insertRun(tx: Transaction, run: NewRun): Promise<void> {
  if (await closingInForce(tx, run.year))
    throw new RuleBroken('fees.year-closed-to-runs', { year: run.year, field: 'anno' });
  const { centreId, actor, now } = tx.call;
  await sql`insert into fees.assessment_runs (centre_id, id, convention_id, tariff_id, year, number, population_on, tariff, parameters,
      job_run_id, assessed_by, assessed_by_id, assessed_at)
    values (${centreId}, ${run.id}, ${run.conventionId}, ${run.tariffId}, ${run.year}, ${run.number}, ${run.populationOn},
      ${JSON.stringify(run.tariff)}::jsonb, ${JSON.stringify(run.parameters)}::jsonb, ${run.jobRunId}, ${actor.name}, ${actor.accountId}, ${now})`.execute(
    tx.db,
  );
}

/** Writes what a run has come to, counted from its own rows. */
export async function settleRun(
  tx: Transaction,
  id: string,
): Promise<{ assessed: number; missing: number; totalCents: number }> {
  const { rows } = await sql<{ assessed: number; missing: number; totalCents: number }>`
    update fees.assessment_runs r set state = 'ASSESSED', assessed = s.assessed, total_cents = s.total, missing = s.missing,
      bodies = s.assessed + s.missing, version = r.version + 1
    from (select
        (select count(*) from fees.assessments a where a.centre_id = ${tx.call.centreId} and a.run_id = ${id}) as assessed,
        (select coalesce(sum(a.amount_cents), 0)::bigint from fees.assessments a where a.centre_id = ${tx.call.centreId} and a.run_id = ${id}) as total,
        (select count(*) from fees.assessment_exceptions e where e.centre_id = ${tx.call.centreId} and e.run_id = ${id}) as missing) s
    where r.centre_id = ${tx.call.centreId} and r.id = ${id}
    returning r.assessed, r.missing, r.total_cents as "totalCents"`.execute(tx.db);
  return rows[0]!;
}
