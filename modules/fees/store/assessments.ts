import { createHash } from 'node:crypto';
import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';

export interface NewAssessment {
  id: string;
  body_id: string;
  membership_id: string;
  category: string;
  inhabitants: number | null;
  effective_from: string;
  inputs: unknown;
  trace: unknown;
  yearly_cents: number;
  amount_cents: number;
}

/**
 * Writes the assessments of a chunk in one statement; a body that already owes a fee for the year is left as it is.
 * Answers the SHA-256 of what was sent: the one audit event of the chunk carries it.
 */
export async function insertAssessments(
  tx: Transaction,
  run: { id: string; year: number; number: number },
  rows: readonly NewAssessment[],
): Promise<string> {
  const sent = JSON.stringify(rows);
  await sql`insert into fees.assessments (centre_id, id, run_id, body_id, membership_id, year, version, category, inhabitants, effective_from,
      inputs, trace, yearly_cents, amount_cents, recorded_at)
    select ${tx.call.centreId}, id, ${run.id}, body_id, membership_id, ${run.year}, ${run.number}, category, inhabitants, effective_from,
      inputs, trace, yearly_cents, amount_cents, ${tx.call.now}
    from json_to_recordset(${sent}::json) as t (id uuid, body_id uuid, membership_id uuid, category text, inhabitants int, effective_from date,
      inputs json, trace json, yearly_cents bigint, amount_cents bigint)
    on conflict do nothing`.execute(tx.db);
  return createHash('sha256').update(sent).digest('hex');
}

export interface NewException {
  body_id: string;
  membership_id: string;
  missing: readonly string[];
}

export async function insertExceptions(
  tx: Transaction,
  runId: string,
  rows: readonly NewException[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into fees.assessment_exceptions (centre_id, run_id, body_id, membership_id, missing)
    select ${tx.call.centreId}, ${runId}, body_id, membership_id, missing
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (body_id uuid, membership_id uuid, missing text[])
    on conflict do nothing`.execute(tx.db);
}
