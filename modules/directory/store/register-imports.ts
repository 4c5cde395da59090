import { type Db, sql } from '#platform/database/pool';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import type { Choices, ImportOptions, PlanCounts } from '../rules/register-import/import-options.ts';

export type ImportState =
  | 'UPLOADED'
  | 'PLANNING'
  | 'PLANNED'
  | 'APPLYING'
  | 'APPLIED'
  | 'DISCARDED'
  | 'FAILED';

/** An import as its commands see it; its bytes are asked for apart. */
export interface RegisterImport {
  id: string;
  kind: RegisterKindName;
  fileName: string;
  fileHash: string;
  mapping: Record<string, number | null>;
  options: ImportOptions;
  choices: Choices;
  state: ImportState;
  counts: PlanCounts | null;
  planRevision: number | null;
  runId: string | null;
}

const COLUMNS = sql`id, kind, file_name as "fileName", file_hash as "fileHash", mapping, options, choices, state,
  summary -> 'counts' as counts, plan_revision as "planRevision", run_id as "runId"`;

/** The import, locked until the transaction ends, or null. */
export async function lockImport(db: Db, centreId: string, id: string): Promise<RegisterImport | null> {
  const { rows } = await sql<RegisterImport>`
    select ${COLUMNS} from directory.register_imports where centre_id = ${centreId} and id = ${id} for update`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** The bytes of the file, as it came. */
export async function contentOf(db: Db, centreId: string, id: string): Promise<Buffer> {
  const { rows } = await sql<{
    content: Buffer;
  }>`select content from directory.register_imports where centre_id = ${centreId} and id = ${id}`.execute(db);
  return rows[0]!.content;
}

export interface NewImport {
  id: string;
  kind: RegisterKindName;
  fileName: string;
  fileHash: string;
  content: Uint8Array;
  reading: unknown;
  mapping: Record<string, number | null>;
  options: ImportOptions;
  uploadedBy: string;
  uploadedAt: Date;
}

export async function insertImport(db: Db, centreId: string, upload: NewImport): Promise<void> {
  await sql`insert into directory.register_imports (centre_id, id, kind, file_name, file_hash, file_size, content, reading, mapping, options, uploaded_by, uploaded_at)
    values (${centreId}, ${upload.id}, ${upload.kind}, ${upload.fileName}, ${upload.fileHash}, ${upload.content.length}, ${Buffer.from(upload.content.buffer, upload.content.byteOffset, upload.content.length)},
      ${JSON.stringify(upload.reading)}::jsonb, ${JSON.stringify(upload.mapping)}::jsonb, ${JSON.stringify(upload.options)}::jsonb, ${upload.uploadedBy}, ${upload.uploadedAt})`.execute(
    db,
  );
}

/** What is changed of an import; what is not named stays. */
export interface ImportChange {
  kind?: RegisterKindName;
  reading?: unknown;
  mapping?: Record<string, number | null>;
  options?: ImportOptions;
  choices?: Choices;
  state?: ImportState;
  summary?: unknown;
  problem?: string | null;
  planRevision?: number;
  runId?: string;
  plannedAt?: Date;
  appliedBy?: string;
  appliedAt?: Date;
}

export async function updateImport(
  db: Db,
  centreId: string,
  id: string,
  change: ImportChange,
): Promise<void> {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  const set = [
    change.kind && sql`kind = ${change.kind}`,
    change.reading !== undefined && sql`reading = ${json(change.reading)}`,
    change.mapping && sql`mapping = ${json(change.mapping)}`,
    change.options && sql`options = ${json(change.options)}`,
    change.choices && sql`choices = ${json(change.choices)}`,
    change.state && sql`state = ${change.state}`,
    change.summary !== undefined && sql`summary = ${json(change.summary)}`,
    change.problem !== undefined && sql`problem = ${change.problem}`,
    change.planRevision !== undefined && sql`plan_revision = ${change.planRevision}`,
    change.runId && sql`run_id = ${change.runId}`,
    change.plannedAt && sql`planned_at = ${change.plannedAt}`,
    change.appliedBy && sql`applied_by = ${change.appliedBy}`,
    change.appliedAt && sql`applied_at = ${change.appliedAt}`,
  ].filter((part) => part !== undefined && part !== false && part !== '');
  await sql`update directory.register_imports set ${sql.join(set as ReturnType<typeof sql>[])} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}
