import type { Call } from '#platform/call';
import { RuleBroken } from '#platform/errors';
import type { ManualMapping } from '../rules/register-files/recognise-register.ts';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import type { ImportOptions, PlanCounts } from '../rules/register-import/import-options.ts';
import type { OnProgress } from '../store/stage-rows.ts';
import { applyImport } from './apply-import.ts';
import { planImport } from './plan-import.ts';
import { uploadRegister } from './upload-register.ts';

export interface ImportRequest {
  bytes: Uint8Array;
  fileName: string;
  /** Recognised from the header when absent. */
  kind?: RegisterKindName;
  mapping?: ManualMapping;
  options?: Partial<ImportOptions>;
  /** Stop after the dry run. */
  dryRun: boolean;
  onProgress?: OnProgress;
}

/**
 * Imports a register without a page: file → dry run → application, as the terminal, the seeds and the benchmark do.
 * @throws NotAllowed; RuleBroken as the commands it is made of, and `directory.file-unreadable` with the reasons
 * when the file cannot be read as it is mapped.
 */
export async function importRegister(
  call: Call,
  request: ImportRequest,
): Promise<{ importId: string; counts: PlanCounts; applied: boolean }> {
  const quiet: Call = { ...call, requestKey: null };
  const onProgress = request.onProgress ?? (async () => {});
  const { importId } = await uploadRegister(quiet, request);
  const counts = await planImport(quiet, importId, onProgress, request.bytes);
  if (!counts) throw new RuleBroken('directory.import-unreadable', { importId });
  if (request.dryRun) return { importId, counts, applied: false };
  return { importId, counts: await applyImport(quiet, importId, onProgress), applied: true };
}
