import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';
import { type ClosingFigures, closingFigures, type NoticeToClose } from '../rules/closing-figures.ts';
import type { ClosingFacts } from '../rules/year-closing.ts';

/** What the rule of the closing looks at, as it is now. */
export async function closingFacts(call: Call, year: number, db: Db = call.db): Promise<ClosingFacts> {
  const { centreId, today } = call;
  const { rows } = await sql<Omit<ClosingFacts, 'year' | 'today'>>`select
      (select count(*) from fees.payment_notices where centre_id = ${centreId} and fee_year = ${year}) as notices,
      (select count(*) from fees.assessment_runs where centre_id = ${centreId} and year = ${year} and state not in ('NOTICED','DISCARDED')) as "openRuns",
      (select count(*) from fees.corrections c join fees.payment_notices n on n.centre_id = c.centre_id and n.id = c.notice_id
        where c.centre_id = ${centreId} and c.state = 'PROPOSED' and n.fee_year = ${year}) as corrections,
      (select count(*) from fees.credit_acts a where a.centre_id = ${centreId} and a.state = 'PROPOSED' and exists (
        select from fees.payment_notices n where n.centre_id = a.centre_id and n.id in (a.notice_id, a.to_notice_id) and n.fee_year = ${year})) as "creditActs",
      (select count(*) from fees.bank_files f where f.centre_id = ${centreId} and f.state = 'PLANNED' and exists (
        select from fees.bank_lines l left join fees.payment_notices n on n.centre_id = l.centre_id and n.id = l.notice_id
        where l.centre_id = f.centre_id and l.file_id = f.id and (n.fee_year = ${year} or l.outcome = 'UNKNOWN'))) as "bankFiles",
      (select count(*) from fees.payment_notices where centre_id = ${centreId} and fee_year = ${year} and reconciled_on is null and paid_cents = total_cents) as unreconciled`.execute(
    db,
  );
  return { year, today, ...rows[0]! };
}

/** The figures of a year as they are now, from lines and payments and not from the totals kept on the notices. */
export async function figuresToClose(call: Call, year: number, db: Db = call.db): Promise<ClosingFigures> {
  const { centreId } = call;
  const assessed = await sql<{ assessedBodies: number; assessed: number; missing: number }>`
    select count(*) as "assessedBodies", coalesce(sum(a.amount_cents), 0)::bigint as assessed,
      (select count(distinct e.body_id) from fees.assessment_exceptions e
        join fees.assessment_runs x on x.centre_id = e.centre_id and x.id = e.run_id and x.year = ${year} and x.state = 'NOTICED'
        where e.centre_id = ${centreId} and not exists (select from fees.assessments v
          where v.centre_id = e.centre_id and v.body_id = e.body_id and v.year = ${year} and v.state = 'VALID')) as missing
    from fees.assessments a join fees.assessment_runs r on r.centre_id = a.centre_id and r.id = a.run_id
    where a.centre_id = ${centreId} and a.year = ${year} and a.state = 'VALID' and r.state in ('APPROVED','NOTICING','NOTICED')`.execute(
    db,
  );
  const { rows } = await sql<NoticeToClose>`
    select n.id as "noticeId", n.payer_id as "payerId", n.payer_name as "payerName",
      (select coalesce(sum(p.amount_cents), 0)::bigint from fees.payments p where p.centre_id = n.centre_id and p.notice_id = n.id) as paid,
      (select json_agg(json_build_object('debtorId', d.debtor_id, 'debtorName', d.name, 'noticed', d.noticed, 'corrected', d.corrected) order by d.first)
       from (select l.debtor_id, min(l.debtor_name) as name, min(l.line) as first,
               coalesce(sum(l.net_cents) filter (where l.kind = 'FEE'), 0) as noticed, coalesce(sum(l.net_cents) filter (where l.kind <> 'FEE'), 0) as corrected
             from fees.notice_lines l where l.centre_id = n.centre_id and l.notice_id = n.id group by l.debtor_id) d) as debts
    from fees.payment_notices n where n.centre_id = ${centreId} and n.fee_year = ${year} order by n.year, n.number`.execute(
    db,
  );
  return closingFigures(year, assessed.rows[0]!, rows);
}
