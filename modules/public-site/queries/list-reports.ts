import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayViewReports } from '../permissions.ts';

export interface Report {
  id: string;
  number: number;
  what: string;
  pageAddress: string | null;
  email: string | null;
  receivedAt: Date;
  state: 'OPEN' | 'CLOSED';
  outcome: string | null;
  closedBy: string | null;
  closedAt: Date | null;
}

const COLUMNS = sql`id, number, what, page_address as "pageAddress", email, received_at as "receivedAt", state, outcome, closed_by as "closedBy", closed_at as "closedAt"`;

export const REPORT_SORTS = ['data', 'numero'] as const;

/** Reports of inefficiency, a page at a time. @throws NotAllowed */
export async function listReports(
  call: Call,
  filter: { state?: string },
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<Report>> {
  demand(call, mayViewReports);
  const order = page.sort === 'numero' ? sql`number` : sql`received_at`;
  const { rows } = await sql<
    Report & { total: number }
  >`select ${COLUMNS}, count(*) over () as total from public_site.reports
    where centre_id = ${call.centreId} ${filter.state ? sql`and state = ${filter.state}` : sql``}
    order by ${order} ${page.direction === 'desc' ? sql`desc` : sql`asc`}, number desc limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows, total: rows[0]?.total ?? 0 };
}

/** One report. @throws NotAllowed, NotFound */
export async function getReport(call: Call, id: string): Promise<Report> {
  demand(call, mayViewReports);
  if (!isId(id)) throw new NotFound('report', id);
  const { rows } =
    await sql<Report>`select ${COLUMNS} from public_site.reports where centre_id = ${call.centreId} and id = ${id}`.execute(
      call.db,
    );
  if (!rows[0]) throw new NotFound('report', id);
  return rows[0];
}
