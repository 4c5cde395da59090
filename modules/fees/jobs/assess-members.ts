import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { newId } from '#platform/ids';
import { Interrupted, longJob, type Progress } from '#platform/jobs/run';
import { formatEuro } from '#platform/money';
import { wantedInputs } from '#tariffs';
import { ASSESS_MEMBERS } from '../commands/start-assessment-run.ts';
import { type MemberToAssess, membersToAssess, readInputs } from '../queries/members-to-assess.ts';
import { assessMember, type MemberInputs, type RunTerms } from '../rules/assess-member.ts';
import { termsOf } from '../rules/run-terms.ts';
import { storedTrace } from '../rules/stored-trace.ts';
import { type LockedRun, lockRun, settleRun } from '../store/assessment-runs.ts';
import {
  insertAssessments,
  insertExceptions,
  type NewAssessment,
  type NewException,
} from '../store/assessments.ts';

const CHUNK = 1000;

/**
 * Assesses whoever of the run has no fee yet, a thousand at a time, each chunk in a transaction of its own: killed at
 * any point and begun again, it goes on from what its tables say and does nothing twice.
 * @throws Interrupted between two chunks, when asked to stop.
 */
export async function assessMembers(
  call: Call,
  runId: string,
  progress: Progress,
  chunkSize = CHUNK,
): Promise<{ assessed: number; missing: number; totalCents: number }> {
  const run = await readRun(call, runId);
  if (run.state !== 'RUNNING')
    return { assessed: run.assessed, missing: run.missing, totalCents: run.totalCents };
  const terms = termsOf(run);
  const wanted = wantedInputs(terms.tariff);
  const members = await membersToAssess(call, { ...run, runId, ...run.parameters });
  let done = 0;
  let writing: Promise<void> | null = null;
  await progress.report(0, members.length);
  for (let at = 0; at < members.length; at += chunkSize) {
    const chunk = members.slice(at, at + chunkSize);
    // The next chunk is read and computed while the database writes the one before.
    const inputs = await readInputs(call, chunk, run, wanted);
    const assessed = assessChunk(terms, chunk, inputs);
    await writing;
    await progress.report(done, members.length, `accertate ${done} quote`);
    if (await progress.shouldStop()) throw new Interrupted();
    writing = writeChunk(call, run, assessed);
    // It is awaited at the next turn; until then a failure is nobody's yet.
    writing.catch(() => {});
    done += chunk.length;
  }
  await writing;
  await progress.report(members.length, members.length);
  return perform(call, 'fees.settle-run', async (tx) => {
    if ((await lockRun(tx, runId)).state !== 'RUNNING') throw new Interrupted();
    const totals = await settleRun(tx, runId);
    tx.record({ action: 'fees.assessed', target: 'assessment-run', targetId: runId, facts: { ...totals } });
    return totals;
  });
}

async function writeChunk(
  call: Call,
  run: LockedRun,
  { fees, exceptions }: { fees: NewAssessment[]; exceptions: NewException[] },
): Promise<void> {
  await perform(call, ASSESS_MEMBERS, async (tx) => {
    // Discarded in the meanwhile: nothing more is written.
    if ((await lockRun(tx, run.id)).state !== 'RUNNING') throw new Interrupted();
    const digest = await insertAssessments(tx, run, fees);
    await insertExceptions(tx, run.id, exceptions);
    tx.record({
      action: 'fees.members-assessed',
      target: 'assessment-run',
      targetId: run.id,
      facts: { assessed: fees.length, missing: exceptions.length, digest },
    });
  });
}

export const assessMembersJob = longJob(ASSESS_MEMBERS, async (call, input, progress) => {
  const totals = await assessMembers(call, String(input.runId), progress);
  return {
    'Quote accertate': totals.assessed,
    'Enti con dati mancanti': totals.missing,
    Totale: formatEuro(totals.totalCents),
  };
});

async function readRun(call: Call, runId: string): Promise<LockedRun> {
  const { rows } = await sql<LockedRun>`
    select id, convention_id as "conventionId", year, number, state, population_on as "populationOn", tariff, parameters, assessed, missing, total_cents as "totalCents"
    from fees.assessment_runs where centre_id = ${call.centreId} and id = ${runId}`.execute(call.db);
  if (!rows[0]) throw new NotFound('assessment run', runId);
  return rows[0];
}

function assessChunk(
  terms: RunTerms,
  chunk: readonly MemberToAssess[],
  inputs: ReadonlyMap<string, MemberInputs>,
): { fees: NewAssessment[]; exceptions: NewException[] } {
  const fees: NewAssessment[] = [];
  const exceptions: NewException[] = [];
  for (const { bodyId, membershipId, effectiveFrom } of chunk) {
    const read = inputs.get(bodyId);
    if (!read) continue;
    const fee = assessMember(terms, read);
    if (!fee.ok) exceptions.push({ body_id: bodyId, membership_id: membershipId, missing: fee.missing });
    else
      fees.push({
        id: newId(),
        body_id: bodyId,
        membership_id: membershipId,
        category: read.category,
        inhabitants: read.population?.value ?? null,
        effective_from: effectiveFrom,
        inputs: read,
        trace: storedTrace(fee.trace),
        yearly_cents: fee.yearly,
        amount_cents: fee.amount,
      });
  }
  return { fees, exceptions };
}
