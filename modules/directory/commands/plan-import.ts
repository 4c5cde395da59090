import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { knownQuantities } from '../quantity-names.ts';
import { type RegisterReading, readRegister } from '../rules/register-files/read-register.ts';
import type { PlanCounts } from '../rules/register-import/import-options.ts';
import { holdRegister } from '../store/register-heads.ts';
import { contentOf, lockImport, type RegisterImport, updateImport } from '../store/register-imports.ts';
import { stageImport } from '../store/stage-import.ts';
import type { OnProgress } from '../store/stage-rows.ts';

const MOST_WARNINGS = 200;

/**
 * The dry run of an import: reads the file, compares it with the register, and writes the plan; of the register
 * nothing changes. In one transaction, so that an interrupted dry run leaves the plan that was there before.
 * @returns the counts, or null when the file cannot be read as it is mapped (the reason is kept with the import).
 * @throws NotFound.
 */
export async function planImport(
  call: Call,
  importId: string,
  onProgress: OnProgress,
  bytes?: Uint8Array,
): Promise<PlanCounts | null> {
  demand(call, mayEditBodies);
  return perform(call, 'directory.plan-import', async ({ db }) => {
    const { centreId } = call;
    const upload = await lockImport(db, centreId, importId);
    if (!upload) throw new NotFound('register-import', importId);
    if (upload.state === 'APPLIED' || upload.state === 'DISCARDED') return upload.counts;
    await onProgress(0, 1, 'Lettura del file');
    const reading = readUpload(bytes ?? (await contentOf(db, centreId, importId)), upload);
    await sql`delete from directory.import_rows where centre_id = ${centreId} and import_id = ${importId}`.execute(
      db,
    );
    if (reading.fileProblems.length > 0) {
      await updateImport(db, centreId, importId, {
        state: 'FAILED',
        problem: reading.fileProblems.join('\n'),
        summary: null,
      });
      return null;
    }
    const planRevision = await holdRegister(db, centreId);
    const { options, choices } = upload;
    const quantities = upload.kind === 'quantities' ? await knownQuantities(call) : [];
    await stageImport(db, upload.kind, {
      centreId,
      importId,
      reading,
      options,
      choices,
      quantities,
      onProgress,
    });
    await writeRefused(db, centreId, importId, reading);
    const counts = await countPlan(db, centreId, importId, reading.rowCount);
    const summary = {
      counts,
      encoding: reading.encoding,
      delimiter: reading.delimiter,
      warningCount: reading.warnings.length,
      warnings: reading.warnings.slice(0, MOST_WARNINGS),
    };
    await updateImport(db, centreId, importId, {
      state: 'PLANNED',
      problem: null,
      summary,
      planRevision,
      plannedAt: call.now,
    });
    return counts;
  });
}

/** Reads the file of an import as its options say. */
export function readUpload(bytes: Uint8Array, { kind, mapping, options }: RegisterImport): RegisterReading {
  return readRegister(bytes, {
    kind,
    mapping,
    maxBytes: 60_000_000,
    ...(options.referenceDate ? { referenceDate: options.referenceDate } : {}),
    ...(options.topologyObject ? { topologyObject: options.topologyObject } : {}),
  });
}

async function writeRefused(db: Db, centreId: string, importId: string, reading: RegisterReading) {
  if (reading.refused.length === 0) return;
  const position = new Map<number, number>();
  const rows = reading.refused.map(({ line, column, value, reason }) => {
    const at = position.get(line) ?? 0;
    position.set(line, at + 1);
    return { line, position: at, column, value, reason };
  });
  await sql`insert into directory.import_rows (centre_id, import_id, line, position, outcome, column_name, value, reason)
    select ${centreId}, ${importId}, t.line, t.position, 'REFUSED', t.column, t.value, t.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (line int, position int, "column" text, value text, reason text)
    on conflict do nothing`.execute(db);
}

async function countPlan(db: Db, centreId: string, importId: string, rows: number): Promise<PlanCounts> {
  const { rows: found } = await sql<{ outcome: string; count: number }>`
    select outcome, count(distinct line) as count from directory.import_rows where centre_id = ${centreId} and import_id = ${importId} group by outcome`.execute(
    db,
  );
  const of = (outcome: string) => found.find((row) => row.outcome === outcome)?.count ?? 0;
  const counts = {
    rows,
    new: of('NEW'),
    changed: of('CHANGED'),
    unchanged: of('UNCHANGED'),
    refused: of('REFUSED'),
    toChoose: of('TO_CHOOSE'),
  };
  const told = counts.new + counts.changed + counts.unchanged + counts.refused + counts.toChoose;
  return { ...counts, outside: rows - told };
}
