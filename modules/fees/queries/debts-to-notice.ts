import { type Db, sql } from '#platform/database/pool';
import type { Debt, PayerAgreement } from '../rules/payer-split.ts';

export interface Payer {
  name: string;
  taxCode: string | null;
  domicile: string | null;
}

export interface DebtsToNotice {
  debts: readonly Debt[];
  agreements: ReadonlyMap<string, readonly PayerAgreement[]>;
  /** Everybody who owes or pays, in the order in which notices are numbered: by name. */
  bodies: ReadonlyMap<string, Payer>;
}

/**
 * What the notices of a run are made of: its fees, and for each debtor the agreements in force on the first day of
 * the year that it pays for (1 January, or the day of effect of who entered later).
 */
export async function debtsToNotice(db: Db, centreId: string, runId: string): Promise<DebtsToNotice> {
  const debts = await sql<Debt>`
    select body_id as "debtorId", id as "assessmentId", amount_cents as amount
    from fees.assessments where centre_id = ${centreId} and run_id = ${runId} and state = 'VALID'`.execute(
    db,
  );
  const agreements = await sql<{
    agreementId: string;
    debtorId: string;
    payerId: string;
    share: string | null;
    amount: number | null;
  }>`
    select p.id as "agreementId", p.debtor_id as "debtorId", p.payer_id as "payerId", trim_scale(p.share)::text as share, p.amount_cents as amount
    from fees.assessments a
    join fees.payer_agreements p on p.centre_id = a.centre_id and p.debtor_id = a.body_id
      and daterange(p.valid_from, p.valid_to, '[]') @> greatest(a.effective_from, make_date(a.year, 1, 1))
    where a.centre_id = ${centreId} and a.run_id = ${runId} and a.state = 'VALID'
    order by p.debtor_id, p.valid_from, p.id`.execute(db);
  const byDebtor = new Map<string, PayerAgreement[]>();
  for (const { share, amount, ...rest } of agreements.rows) {
    const cover =
      share === null ? { kind: 'AMOUNT' as const, amount: amount! } : { kind: 'SHARE' as const, share };
    byDebtor.set(rest.debtorId, [...(byDebtor.get(rest.debtorId) ?? []), { ...rest, cover }]);
  }
  const ids = new Set([...debts.rows.map((d) => d.debtorId), ...agreements.rows.map((a) => a.payerId)]);
  const bodies = await sql<Payer & { id: string }>`
    select body_id as id, name, tax_code as "taxCode", digital_domicile as domicile from directory.body_card
    where centre_id = ${centreId} and body_id = any(${[...ids]}::uuid[]) order by name collate "it-x-icu", body_id`.execute(
    db,
  );
  return {
    debts: debts.rows,
    agreements: byDebtor,
    bodies: new Map(bodies.rows.map(({ id, ...payer }) => [id, payer])),
  };
}
