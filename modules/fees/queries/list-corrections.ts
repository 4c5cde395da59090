import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { demand } from '#platform/permission';
import { mayFollowFees } from '../permissions.ts';

export interface Correction {
  id: string;
  noticeId: string;
  number: number;
  year: number;
  payerName: string;
  debtorName: string;
  line: number;
  amountCents: number;
  reversesId: string | null;
  reason: string;
  state: string;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
}

/** Corrections of all notices, those to decide first. @throws NotAllowed */
export async function listCorrections(
  call: Call,
  filter: { state?: string; id?: string },
  page: { size: number; offset: number },
): Promise<Listed<Correction>> {
  demand(call, mayFollowFees);
  const { rows } = await sql<Correction & { count: number }>`
    select c.id, c.notice_id as "noticeId", n.number, n.year, n.payer_name as "payerName", l.debtor_name as "debtorName", c.line, c.amount_cents as "amountCents",
      c.reverses_id as "reversesId", c.reason, c.state, c.proposed_by as "proposedBy", c.proposed_at as "proposedAt",
      c.decided_by as "decidedBy", c.decided_at as "decidedAt", count(*) over () as count
    from fees.corrections c
    join fees.payment_notices n on n.centre_id = c.centre_id and n.id = c.notice_id
    join fees.notice_lines l on l.centre_id = c.centre_id and l.notice_id = c.notice_id and l.line = c.line
    where c.centre_id = ${call.centreId} ${filter.state ? sql`and c.state = ${filter.state}` : sql``} ${filter.id ? sql`and c.id = ${filter.id}` : sql``}
    order by (c.state = 'PROPOSED') desc, c.proposed_at desc, c.id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows, total: rows[0]?.count ?? 0 };
}

/** @throws NotAllowed; NotFound */
export async function getCorrection(call: Call, id: string): Promise<Correction> {
  const { rows } = await listCorrections(call, { id }, { size: 1, offset: 0 });
  if (!rows[0]) throw new NotFound('correction', id);
  return rows[0];
}
