import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayApproveAssessments } from '../permissions.ts';
import { nextAssessmentState } from '../rules/assessment-lifecycle.ts';
import { isRefusal } from '../rules/refusal.ts';
import { lockRun } from '../store/assessment-runs.ts';

/** Who somebody is for the rule of the four eyes: the account, or the name of who acts from a terminal. */
export const eyesOf = (id: string | null, name: string): string => id ?? name;

/**
 * Approves the assessments of a run. Who assessed them cannot; of two who approve at once the first does. [P1, C22]
 * @throws NotAllowed; NotFound; RuleBroken `fees.four-eyes`, `fees.run-not-to-approve`, `fees.nothing-to-approve`,
 * `fees.run-total-differs`.
 */
export async function approveRun(
  call: Call,
  input: { runId: string; reason?: string | null },
): Promise<{ runId: string }> {
  demand(call, mayApproveAssessments);
  return perform(
    call,
    'fees.approve-run',
    async (tx) => {
      const run = await lockRun(tx, input.runId);
      if (run.state !== 'ASSESSED') throw new RuleBroken('fees.run-not-to-approve', { state: run.state });
      const next = nextAssessmentState('ASSESSED', 'approve', {
        draftedBy: [eyesOf(run.assessedById, run.assessedBy)],
        approverPersonId: eyesOf(call.actor.accountId, call.actor.name),
      });
      if (isRefusal(next)) throw new RuleBroken(next.refused, next.facts);
      const { rows } = await sql<{ total: number; count: number }>`
        select coalesce(sum(amount_cents), 0)::bigint as total, count(*) as count
        from fees.assessments where centre_id = ${call.centreId} and run_id = ${run.id} and state = 'VALID'`.execute(
        tx.db,
      );
      if (rows[0]!.count === 0) throw new RuleBroken('fees.nothing-to-approve');
      if (rows[0]!.total !== run.totalCents) throw new RuleBroken('fees.run-total-differs');
      await sql`update fees.assessment_runs set state = 'APPROVED', approved_by = ${call.actor.name}, approved_by_id = ${call.actor.accountId},
          approved_at = ${call.now}, approval_reason = ${input.reason ?? null}, version = version + 1
        where centre_id = ${call.centreId} and id = ${run.id}`.execute(tx.db);
      tx.record({
        action: 'fees.assessment-approved',
        target: 'assessment-run',
        targetId: run.id,
        reason: input.reason ?? null,
        facts: {
          year: run.year,
          totalCents: run.totalCents,
          assessments: rows[0]!.count,
          missing: run.missing,
        },
      });
      await tx.announce('fees.assessment-approved', { runId: run.id, year: run.year });
      return { runId: run.id };
    },
    input,
  );
}
