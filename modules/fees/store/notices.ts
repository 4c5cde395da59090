import { createHash } from 'node:crypto';
import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';

/** Takes `count` numbers of the year, in the transaction: the row stays locked until its end, so none is skipped. */
export async function takeNumbers(tx: Transaction, year: number, count: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into fees.notice_numbers as n (centre_id, year, last) values (${tx.call.centreId}, ${year}, ${count})
    on conflict (centre_id, year) do update set last = n.last + excluded.last returning last`.execute(tx.db);
  return rows[0]!.last - count + 1;
}

export interface NewNotice {
  id: string;
  number: number;
  payer_id: string;
  payer_name: string;
  payer_tax_code: string | null;
  payer_domicile: string | null;
  total_cents: number;
}

export interface NewLine {
  notice_id: string;
  line: number;
  debtor_id: string;
  debtor_name: string;
  assessment_id: string;
  agreement_id: string | null;
  description: string;
  net_cents: number;
  vat_cents: number;
}

export interface NoticeDays {
  /** The year in which the notice is issued and numbered. */
  year: number;
  feeYear: number;
  issuedOn: string;
  dueOn: string;
  vatTreatment: string;
}

/** Writes notices and their lines, two statements for any number of them; answers the SHA-256 of what was sent. */
export async function insertNotices(
  tx: Transaction,
  runId: string,
  days: NoticeDays,
  notices: readonly NewNotice[],
  lines: readonly NewLine[],
): Promise<string> {
  const { centreId, actor, now } = tx.call;
  const [sentNotices, sentLines] = [JSON.stringify(notices), JSON.stringify(lines)];
  await sql`insert into fees.payment_notices (centre_id, id, year, number, fee_year, run_id, payer_id, payer_name, payer_tax_code, payer_domicile,
      issued_on, due_on, charged_cents, total_cents, issued_by, issued_at)
    select ${centreId}, id, ${days.year}, number, ${days.feeYear}, ${runId}, payer_id, payer_name, payer_tax_code, payer_domicile,
      ${days.issuedOn}, ${days.dueOn}, total_cents, total_cents, ${actor.name}, ${now}
    from json_to_recordset(${sentNotices}::json) as t (id uuid, number int, payer_id uuid, payer_name text, payer_tax_code text, payer_domicile text, total_cents bigint)`.execute(
    tx.db,
  );
  await sql`insert into fees.notice_lines (centre_id, notice_id, line, debtor_id, debtor_name, assessment_id, agreement_id, description,
      net_cents, vat_cents, vat_treatment, recorded_by, recorded_on, recorded_at)
    select ${centreId}, notice_id, line, debtor_id, debtor_name, assessment_id, agreement_id, description, net_cents, vat_cents, ${days.vatTreatment},
      ${actor.name}, ${days.issuedOn}, ${now}
    from json_to_recordset(${sentLines}::json) as t (notice_id uuid, line int, debtor_id uuid, debtor_name text, assessment_id uuid, agreement_id uuid,
      description text, net_cents bigint, vat_cents bigint)`.execute(tx.db);
  return createHash('sha256').update(sentNotices).update(sentLines).digest('hex');
}

export interface LockedNotice {
  id: string;
  year: number;
  number: number;
  feeYear: number;
  payerId: string;
  payerName: string;
  issuedOn: string;
  dueOn: string;
  totalCents: number;
  paidCents: number;
  reconciledOn: string | null;
}

const LOCKED = sql`id, year, number, fee_year as "feeYear", payer_id as "payerId", payer_name as "payerName", issued_on as "issuedOn", due_on as "dueOn",
  total_cents as "totalCents", paid_cents as "paidCents", reconciled_on as "reconciledOn"`;

/**
 * Locks a notice until the end of the transaction: its lines and payments are written by nobody else meanwhile.
 * @throws NotFound
 */
export async function lockNotice(tx: Transaction, id: string): Promise<LockedNotice> {
  return (await lockNotices(tx, [id]))[0]!;
}

/**
 * Locks some notices, always in the order of their identifiers whatever the order asked, so that two who want the same
 * ones never wait for each other. Answers them in the order asked.
 * @throws NotFound
 */
export async function lockNotices(tx: Transaction, ids: readonly string[]): Promise<LockedNotice[]> {
  const { rows } = await sql<LockedNotice>`
    select ${LOCKED} from fees.payment_notices where centre_id = ${tx.call.centreId} and id = any(${ids}::uuid[]) order by id for update`.execute(
    tx.db,
  );
  return ids.map((id) => {
    const found = rows.find((row) => row.id === id);
    if (!found) throw new NotFound('payment notice', id);
    return found;
  });
}

/** Writes again what the notice asks and what was paid on it, summed from its own lines and payments. */
export async function settleNotice(
  tx: Transaction,
  id: string,
): Promise<{ totalCents: number; paidCents: number }> {
  const { rows } = await sql<{ totalCents: number; paidCents: number }>`
    update fees.payment_notices n set version = version + 1,
      total_cents = (select coalesce(sum(l.net_cents), 0) from fees.notice_lines l where l.centre_id = n.centre_id and l.notice_id = n.id),
      paid_cents = (select coalesce(sum(p.amount_cents), 0) from fees.payments p where p.centre_id = n.centre_id and p.notice_id = n.id)
    where n.centre_id = ${tx.call.centreId} and n.id = ${id}
    returning n.total_cents as "totalCents", n.paid_cents as "paidCents"`.execute(tx.db);
  return rows[0]!;
}
