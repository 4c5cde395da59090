import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { demand } from '#platform/permission';
import { mayFollowJobs } from '../permissions.ts';

export interface ListedJob {
  id: string;
  label: string;
  state: string;
  done: number;
  total: number | null;
  requestedName: string;
  requestedAt: Date;
  finishedAt: Date | null;
}

/** Which long work was asked in the centre, the latest first. */
export async function listJobs(
  call: Call,
  page: { size: number; offset: number },
  state?: string,
): Promise<Listed<ListedJob>> {
  demand(call, mayFollowJobs);
  const { rows } = await sql<ListedJob & { count: number }>`
    select id, label, state, done, total, requested_name as "requestedName", requested_at as "requestedAt", finished_at as "finishedAt", count(*) over () as count
    from platform.job_runs where centre_id = ${call.centreId} ${state ? sql`and state = ${state}` : sql``}
    order by requested_at desc, id limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.count ?? 0 };
}
