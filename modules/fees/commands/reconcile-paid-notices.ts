import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayRecordPayments } from '../permissions.ts';

/**
 * Declares reconciled with the treasury all the notices of a year that are paid to the cent and have no correction
 * nor act on a credit waiting; those over-paid stay, until their credit is settled. [C22]
 * @throws NotAllowed
 */
export async function reconcilePaidNotices(
  call: Call,
  input: { year: number },
): Promise<{ reconciled: number }> {
  demand(call, mayRecordPayments);
  return perform(
    call,
    'fees.reconcile-paid-notices',
    async (tx) => {
      await sql`select id from fees.payment_notices where centre_id = ${call.centreId} and fee_year = ${input.year}
        and reconciled_on is null and paid_cents = total_cents order by id for update`.execute(tx.db);
      const { rows } = await sql<{ id: string; paid: number }>`
        update fees.payment_notices n set reconciled_on = ${call.today}, reconciled_by = ${call.actor.name}, version = version + 1
        where centre_id = ${call.centreId} and fee_year = ${input.year} and reconciled_on is null and paid_cents = total_cents
          and not exists (select from fees.corrections c where c.centre_id = n.centre_id and c.notice_id = n.id and c.state = 'PROPOSED')
          and not exists (select from fees.credit_acts a where a.centre_id = n.centre_id and a.state = 'PROPOSED' and n.id in (a.notice_id, a.to_notice_id))
        returning id, paid_cents as paid`.execute(tx.db);
      if (rows.length > 0)
        tx.record({
          action: 'fees.notices-reconciled',
          target: 'fee-year',
          targetId: null,
          facts: {
            year: input.year,
            notices: rows.length,
            paidCents: rows.reduce((sum, row) => sum + row.paid, 0),
          },
        });
      return { reconciled: rows.length };
    },
    input,
  );
}
