import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import type { JobRun } from '#platform/jobs/run';
import { findRun } from '#platform/jobs/run';
import { demand } from '#platform/permission';
import type { FileFacts } from '../commands/upload-register.ts';
import { mayViewImports } from '../permissions.ts';
import type { RowMessage } from '../rules/register-files/read-register.ts';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import type { Choices, ImportOptions, PlanCounts } from '../rules/register-import/import-options.ts';
import type { ImportState } from '../store/register-imports.ts';

/** An import as its page shows it. */
export interface ShownImport {
  id: string;
  kind: RegisterKindName;
  fileName: string;
  fileSize: number;
  reading: FileFacts;
  mapping: Record<string, number | null>;
  options: ImportOptions;
  choices: Choices;
  state: ImportState;
  counts: PlanCounts | null;
  encoding: string | null;
  warningCount: number;
  warnings: RowMessage[];
  problem: string | null;
  uploadedBy: string;
  uploadedAt: Date;
  plannedAt: Date | null;
  appliedBy: string | null;
  appliedAt: Date | null;
  /** The register has changed since the dry run: the plan can no longer be applied. */
  stale: boolean;
  run: JobRun | null;
}

/**
 * An import with its plan's counts and the job that works on it, if any.
 * @throws NotAllowed unless the actor may view imports; NotFound.
 */
export async function getImport(call: Call, importId: string | undefined): Promise<ShownImport> {
  demand(call, mayViewImports);
  if (!isId(importId)) throw new NotFound('register-import', importId);
  const { rows } = await sql<ShownImport & { runId: string | null }>`
    select i.id, i.kind, i.file_name as "fileName", i.file_size as "fileSize", i.reading, i.mapping, i.options, i.choices, i.state,
      i.summary -> 'counts' as counts, i.summary ->> 'encoding' as encoding, coalesce((i.summary ->> 'warningCount')::int, 0) as "warningCount",
      coalesce(i.summary -> 'warnings', '[]') as warnings, i.problem, i.uploaded_by as "uploadedBy", i.uploaded_at as "uploadedAt",
      i.planned_at as "plannedAt", i.applied_by as "appliedBy", i.applied_at as "appliedAt", i.run_id as "runId",
      i.state = 'PLANNED' and i.plan_revision is distinct from h.revision as stale
    from directory.register_imports i left join directory.register_heads h on h.centre_id = i.centre_id
    where i.centre_id = ${call.centreId} and i.id = ${importId}`.execute(call.db);
  const found = rows[0];
  if (!found) throw new NotFound('register-import', importId);
  return { ...found, run: found.runId ? await findRun(call.db, call.centreId, found.runId) : null };
}
