import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { demand } from '#platform/permission';
import { mayViewImports } from '../permissions.ts';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import type { PlanCounts } from '../rules/register-import/import-options.ts';
import type { ImportState } from '../store/register-imports.ts';

export interface ListedImport {
  id: string;
  kind: RegisterKindName;
  fileName: string;
  state: ImportState;
  counts: PlanCounts | null;
  uploadedBy: string;
  uploadedAt: Date;
  appliedAt: Date | null;
}

/**
 * The imports of the centre, the latest first.
 * @throws NotAllowed unless the actor may view imports.
 */
export async function listImports(
  call: Call,
  page: { size: number; offset: number },
): Promise<Listed<ListedImport>> {
  demand(call, mayViewImports);
  const { rows } = await sql<ListedImport & { total: number }>`
    select id, kind, file_name as "fileName", state, summary -> 'counts' as counts, uploaded_by as "uploadedBy", uploaded_at as "uploadedAt",
      applied_at as "appliedAt", count(*) over () as total
    from directory.register_imports where centre_id = ${call.centreId}
    order by uploaded_at desc, id desc limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}
