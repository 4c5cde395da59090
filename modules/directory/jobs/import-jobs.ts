import type { Call } from '#platform/call';
import { RuleBroken } from '#platform/errors';
import { Interrupted, longJob, type Progress } from '#platform/jobs/run';
import { sentenceFor } from '#platform/messages';
import { applyImport } from '../commands/apply-import.ts';
import { planImport } from '../commands/plan-import.ts';
import type { PlanCounts } from '../rules/register-import/import-options.ts';
import { updateImport } from '../store/register-imports.ts';
import type { OnProgress } from '../store/stage-rows.ts';
import { APPLY_TASK, PLAN_TASK } from './tasks.ts';

/** The dry run: started again from the beginning when interrupted, since its plan is written all at once. */
export const planJob = longJob(PLAN_TASK, (call, input, progress) =>
  unlessRefused(call, String(input.importId), async () =>
    reportOf(await planImport(call, String(input.importId), telling(progress))),
  ),
);

/** The application: one transaction, so an interrupted one has written nothing and is started again. */
export const applyJob = longJob(APPLY_TASK, (call, input, progress) =>
  unlessRefused(call, String(input.importId), async () =>
    reportOf(await applyImport(call, String(input.importId), telling(progress))),
  ),
);

/** Progress is told to everybody at once; asked to stop, the work stops there and the transaction is undone. */
function telling(progress: Progress): OnProgress {
  return async (done, total, step) => {
    await progress.report(done, total, step);
    if (await progress.shouldStop()) throw new Interrupted();
  };
}

function reportOf(counts: PlanCounts | null): Record<string, unknown> {
  if (!counts) return { Esito: 'Il file non è leggibile con le colonne indicate.' };
  return {
    'Righe lette': counts.rows,
    Nuove: counts.new,
    Modificate: counts.changed,
    Invariate: counts.unchanged,
    Scartate: counts.refused,
    'Da scegliere': counts.toChoose,
    'Fuori territorio': counts.outside,
  };
}

/** What a rule refuses is the outcome of the job, not a failure to try again. */
async function unlessRefused(
  call: Call,
  importId: string,
  work: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    const problem = sentenceFor(error.code, error.facts);
    await updateImport(call.db, call.centreId, importId, { state: 'FAILED', problem });
    return { Esito: problem };
  }
}
