import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { demand } from '#platform/permission';
import { mayViewImports } from '../permissions.ts';

export type RowOutcome = 'NEW' | 'CHANGED' | 'UNCHANGED' | 'REFUSED' | 'TO_CHOOSE';

/** A row of a plan as the report shows it. */
export interface PlanRow {
  line: number;
  bodyId: string | null;
  label: string | null;
  /** What would be written. */
  record: Record<string, unknown> | null;
  /** What is there now, of what would change. */
  before: Record<string, unknown> | null;
  candidates: readonly { id: string; name: string; codes: string }[];
  column: string | null;
  value: string | null;
  reason: string | null;
}

/**
 * Rows of a plan with one outcome, in the order of the file, a page at a time.
 * @throws NotAllowed unless the actor may view imports.
 */
export async function listImportRows(
  call: Call,
  importId: string,
  outcome: RowOutcome,
  page: { size: number; offset: number },
): Promise<Listed<PlanRow>> {
  demand(call, mayViewImports);
  const { rows } = await sql<PlanRow & { candidates: PlanRow['candidates'] | null; total: number }>`
    with page as (
      select * from directory.import_rows where centre_id = ${call.centreId} and import_id = ${importId} and outcome = ${outcome}
      order by line, position limit ${page.size} offset ${page.offset}
    )
    select line, p.body_id as "bodyId", label, record, changes as before, column_name as column, value, reason,
      (select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'codes', concat_ws(', ', b.ipa_code, b.istat_code, b.province_code)) order by b.name, b.id)
       from jsonb_array_elements_text(p.candidates) c join directory.public_bodies b on b.centre_id = p.centre_id and b.id = c::uuid) as candidates,
      (select count(*) from directory.import_rows a where a.centre_id = ${call.centreId} and a.import_id = ${importId} and a.outcome = ${outcome}) as total
    from page p order by line, position`.execute(call.db);
  return {
    rows: rows.map((row) => ({ ...row, candidates: row.candidates ?? [] })),
    total: rows[0]?.total ?? 0,
  };
}

/** The most refused rows that one file of them holds. */
const MOST_EXPORTED = 100_000;

/** Every refused row of a plan, for the file to mend. @throws NotAllowed */
export async function listRefusedRows(call: Call, importId: string): Promise<readonly PlanRow[]> {
  return (await listImportRows(call, importId, 'REFUSED', { size: MOST_EXPORTED, offset: 0 })).rows;
}
