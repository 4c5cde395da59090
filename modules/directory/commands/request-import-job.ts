import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { NotFound, RuleBroken } from '#platform/errors';
import { findRun, startRun } from '#platform/jobs/run';
import { demand } from '#platform/permission';
import { APPLY_TASK, PLAN_TASK } from '../jobs/tasks.ts';
import { REGISTER_LABELS } from '../labels.it.ts';
import { directoryLinks } from '../links.ts';
import { mayEditBodies } from '../permissions.ts';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import type { Choices, ImportOptions } from '../rules/register-import/import-options.ts';
import { lockImport, type RegisterImport, updateImport } from '../store/register-imports.ts';

/** How a file is to be read from now on: what is not here stays as it was. */
export interface DryRunSettings {
  kind?: RegisterKindName;
  /** Field → position of its column, from 0; null for none. Those of another register than before begin anew. */
  mapping?: Record<string, number | null>;
  options?: Partial<ImportOptions>;
}

/**
 * Asks for the dry run of an import, with columns and options as they are settled; what was chosen by hand for the
 * same register stays.
 * @throws NotAllowed; NotFound; RuleBroken `directory.import-closed`, `directory.import-running`.
 */
export async function requestDryRun(
  call: Call,
  importId: string,
  settings: DryRunSettings = {},
): Promise<{ runId: string }> {
  demand(call, mayEditBodies);
  return perform(
    call,
    'directory.request-dry-run',
    async (tx) => {
      const upload = await openImport(tx, importId);
      const { kind = upload.kind, mapping = {}, options = {} } = settings;
      const before = kind === upload.kind ? upload : { mapping: {}, choices: {} };
      await updateImport(tx.db, call.centreId, importId, {
        kind,
        mapping: { ...before.mapping, ...mapping },
        options: { ...upload.options, ...options },
        choices: before.choices,
      });
      return { runId: await startDryRun(tx, { id: importId, kind }) };
    },
    { importId, settings },
  );
}

/**
 * Records what a person chose for rows that a code could not decide, and makes the plan again with it.
 * @param choices line of the file → choice; null takes an earlier one back.
 * @throws NotAllowed; NotFound; RuleBroken `directory.import-closed`, `directory.import-running`.
 */
export async function chooseRows(
  call: Call,
  importId: string,
  choices: Readonly<Record<string, Choices[string] | null>>,
): Promise<{ runId: string }> {
  demand(call, mayEditBodies);
  return perform(
    call,
    'directory.choose-rows',
    async (tx) => {
      const upload = await openImport(tx, importId);
      const all = Object.fromEntries(
        Object.entries({ ...upload.choices, ...choices }).flatMap(([line, choice]) =>
          choice === null ? [] : [[line, choice]],
        ),
      ) as Choices;
      await updateImport(tx.db, call.centreId, importId, { choices: all });
      tx.record({
        action: 'directory.import-rows-chosen',
        target: 'register-import',
        targetId: importId,
        facts: { choices },
      });
      return { runId: await startDryRun(tx, upload) };
    },
    { importId, choices },
  );
}

/**
 * Asks for the application of a plan.
 * @throws NotAllowed; NotFound; RuleBroken `directory.import-closed`, `directory.import-running`,
 * `directory.import-not-planned`, `directory.import-nothing-to-apply`.
 */
export async function requestApplication(call: Call, importId: string): Promise<{ runId: string }> {
  demand(call, mayEditBodies);
  return perform(
    call,
    'directory.request-application',
    async (tx) => {
      const upload = await openImport(tx, importId);
      const { counts, state } = upload;
      if (!counts || (state !== 'PLANNED' && state !== 'APPLYING'))
        throw new RuleBroken('directory.import-not-planned');
      if (counts.new + counts.changed === 0) throw new RuleBroken('directory.import-nothing-to-apply');
      const label = `Applicazione: ${REGISTER_LABELS[upload.kind]}`;
      const runId = await startRun(tx, APPLY_TASK, label, { importId }, directoryLinks.import(importId));
      await updateImport(tx.db, call.centreId, importId, { state: 'APPLYING', runId, problem: null });
      return { runId };
    },
    { importId },
  );
}

/**
 * Puts an import aside: it can no longer be applied. The file and its plan stay to be read.
 * @throws NotAllowed; NotFound; RuleBroken `directory.import-closed`, `directory.import-running`.
 */
export async function discardImport(call: Call, importId: string): Promise<void> {
  demand(call, mayEditBodies);
  await perform(
    call,
    'directory.discard-import',
    async (tx) => {
      await openImport(tx, importId);
      await updateImport(tx.db, call.centreId, importId, { state: 'DISCARDED' });
      tx.record({ action: 'directory.import-discarded', target: 'register-import', targetId: importId });
    },
    { importId },
  );
}

/** An import that may still be worked on, locked. */
async function openImport(tx: Transaction, importId: string): Promise<RegisterImport> {
  const { centreId } = tx.call;
  const upload = await lockImport(tx.db, centreId, importId);
  if (!upload) throw new NotFound('register-import', importId);
  if (upload.state === 'APPLIED' || upload.state === 'DISCARDED')
    throw new RuleBroken('directory.import-closed');
  const run = upload.runId ? await findRun(tx.db, centreId, upload.runId) : null;
  if (run && (run.state === 'QUEUED' || run.state === 'RUNNING'))
    throw new RuleBroken('directory.import-running');
  return upload;
}

async function startDryRun(tx: Transaction, upload: Pick<RegisterImport, 'id' | 'kind'>): Promise<string> {
  const label = `Prova: ${REGISTER_LABELS[upload.kind]}`;
  const runId = await startRun(
    tx,
    PLAN_TASK,
    label,
    { importId: upload.id },
    directoryLinks.import(upload.id),
  );
  await updateImport(tx.db, tx.call.centreId, upload.id, { state: 'PLANNING', runId, problem: null });
  return runId;
}
