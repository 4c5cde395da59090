import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { startRun } from '#platform/jobs/run';
import { demand } from '#platform/permission';
import { parseTariff, populationReferenceDate } from '#tariffs';
import { feesLinks } from '../links.ts';
import { mayAssess } from '../permissions.ts';
import { type FeeTerms, findFeeTerms } from '../queries/find-fee-terms.ts';
import type { ProRataMethod } from '../rules/pro-rata.ts';
import { insertRun, type RunParameters } from '../store/assessment-runs.ts';

export const ASSESS_MEMBERS = 'fees.assess-members';

export interface StartedRun {
  runId: string;
  jobRunId: string;
}

/**
 * Begins to assess the fees of a year: freezes the tariff in force and the day of the figures, and asks the long
 * work. A second run of the same year assesses only who has no fee yet.
 * @throws NotAllowed; RuleBroken `fees.no-such-convention-in-year`, `fees.convention-without-fee`,
 * `fees.no-tariff-in-force`, `fees.year-already-being-assessed`.
 */
export async function startAssessmentRun(
  call: Call,
  input: { conventionId: string; year: number },
): Promise<StartedRun> {
  demand(call, mayAssess);
  return perform(
    call,
    'fees.start-assessment-run',
    async (tx) => {
      const { conventionId, year } = input;
      await sql`select pg_advisory_xact_lock(hashtextextended(${`fees.run:${call.centreId}:${year}`}, 0))`.execute(
        tx.db,
      );
      const terms = await findFeeTerms(call, conventionId, year, tx.db);
      if (!terms) throw new RuleBroken('fees.no-such-convention-in-year', { year, field: 'anno' });
      if (terms.feeModel !== 'BASE_PLUS_SURCHARGE' && terms.feeModel !== 'ALL_INCLUSIVE')
        throw new RuleBroken('fees.convention-without-fee', { title: terms.title, field: 'convenzione' });
      const tariff = terms.tariff && parseTariff(terms.tariff.definition);
      if (!terms.tariffId || !terms.tariff || !tariff?.ok)
        throw new RuleBroken('fees.no-tariff-in-force', { year, field: 'convenzione' });
      const { rows } = await sql<{ number: number; open: number }>`
        select coalesce(max(number), 0) + 1 as number, count(*) filter (where convention_id = ${conventionId} and state in ('RUNNING','ASSESSED')) as open
        from fees.assessment_runs where centre_id = ${call.centreId} and year = ${year}`.execute(tx.db);
      if (rows[0]!.open > 0)
        throw new RuleBroken('fees.year-already-being-assessed', { year, field: 'anno' });
      const runId = newId();
      const jobRunId = await startRun(
        tx,
        ASSESS_MEMBERS,
        `Accertamento delle quote ${year}`,
        { runId },
        feesLinks.run(runId),
      );
      const populationOn = populationReferenceDate(tariff.tariff.populationReference, year);
      const parameters = parametersOf(terms);
      await insertRun(tx, {
        id: runId,
        conventionId,
        tariffId: terms.tariffId,
        year,
        number: rows[0]!.number,
        populationOn,
        tariff: terms.tariff,
        parameters,
        jobRunId,
      });
      tx.record({
        action: 'fees.assessment-started',
        target: 'assessment-run',
        targetId: runId,
        facts: {
          year,
          conventionId,
          tariff: `${terms.tariff.code} v.${terms.tariff.version}`,
          populationOn,
          proRata: parameters.proRata,
        },
      });
      return { runId, jobRunId };
    },
    input,
  );
}

/** The convention's own choices, where it makes them; our defaults otherwise. [D2, D3] */
function parametersOf({ params }: FeeTerms): RunParameters {
  const method = params.proRata;
  return {
    proRata: method === 'DAILY' || method === 'NONE' ? (method as ProRataMethod) : 'MONTHLY',
    chargeAssociationOwnFee: params.chargeAssociationOwnFee !== false,
  };
}
