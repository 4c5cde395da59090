import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';

export interface NewReport {
  what: string;
  pageAddress: string | null;
  email: string | null;
  senderHash: string;
}

/** Reports that came from a sender since an instant. */
export async function countReportsFrom(
  db: Db,
  centreId: string,
  senderHash: string,
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from public_site.reports
    where centre_id = ${centreId} and sender_hash = ${senderHash} and received_at > ${since}`.execute(db);
  return rows[0]!.count;
}

/** Adds a report under the next number of the centre; one at a time, so that numbers have no holes. */
export async function insertReport(
  db: Db,
  centreId: string,
  at: Date,
  report: NewReport,
): Promise<{ id: string; number: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('public_site.reports ' || ${centreId}, 0))`.execute(
    db,
  );
  const id = newId();
  const { rows } = await sql<{ number: number }>`
    insert into public_site.reports (centre_id, id, number, what, page_address, email, sender_hash, received_at)
    select ${centreId}, ${id}, coalesce(max(number), 0) + 1, ${report.what}, ${report.pageAddress}, ${report.email}, ${report.senderHash}, ${at}
    from public_site.reports where centre_id = ${centreId} returning number`.execute(db);
  return { id, number: rows[0]!.number };
}

/** The state of a report, locked until the end of the transaction; null when there is none. */
export async function lockReport(
  db: Db,
  centreId: string,
  id: string,
): Promise<{ state: string; number: number } | null> {
  const { rows } = await sql<{ state: string; number: number }>`select state, number from public_site.reports
    where centre_id = ${centreId} and id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}

/** Closes a report with its outcome. */
export async function closeReport(
  db: Db,
  centreId: string,
  id: string,
  closed: { outcome: string; by: string; at: Date },
): Promise<void> {
  await sql`update public_site.reports set state = 'CLOSED', outcome = ${closed.outcome}, closed_by = ${closed.by}, closed_at = ${closed.at}
    where centre_id = ${centreId} and id = ${id}`.execute(db);
}
