import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { sumCents } from '#platform/money';
import { demand } from '#platform/permission';
import { mayRecordPayments } from '../permissions.ts';
import { digestOf, lockBankFile, planOf, tableOf } from './load-bank-file.ts';
import type { Channel } from './record-payment.ts';

/**
 * Records the payments of a bank's file: exactly those shown, all or none. When notices or payments have changed
 * since the plan was shown, nothing is recorded and the plan must be looked at again.
 * @throws NotAllowed; NotFound; RuleBroken `fees.bank-file-closed`, `fees.bank-plan-changed`, `fees.bank-file-without-payments`,
 * `fees.bank-excess-of-closed-year`.
 */
export async function applyBankFile(
  call: Call,
  input: { fileId: string; digest: string; channel: Channel; withExcess: boolean },
): Promise<{ applied: number; totalCents: number }> {
  demand(call, mayRecordPayments);
  return perform(
    call,
    'fees.apply-bank-file',
    async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`fees.reference:${call.centreId}`}, 0))`.execute(
        tx.db,
      );
      const file = await lockBankFile(tx, input.fileId);
      if (file.state !== 'PLANNED') throw new RuleBroken('fees.bank-file-closed');
      // Notices are locked in one order before the plan is made again on what is really there.
      await sql`select id from fees.payment_notices where centre_id = ${call.centreId} and id in (
        select notice_id from fees.bank_lines where centre_id = ${call.centreId} and file_id = ${file.id} and notice_id is not null) order by id for update`.execute(
        tx.db,
      );
      const plan = await planOf(tx, tableOf(file.content), file.mapping);
      if (digestOf(plan) !== file.planDigest || input.digest !== file.planDigest)
        throw new RuleBroken('fees.bank-plan-changed');
      const rows = plan
        .filter(({ outcome }) => outcome === 'MATCHED' || (input.withExcess && outcome === 'EXCESS'))
        .map((line) => ({ ...line, id: newId() }));
      if (rows.length === 0) throw new RuleBroken('fees.bank-file-without-payments');
      const closed = await sql<{ year: number }>`
        select fee_year as year from fees.payment_notices where centre_id = ${call.centreId}
          and id = any(${rows.filter(({ outcome }) => outcome === 'EXCESS').map((row) => row.notice_id)}::uuid[])
          and fees.closing_in_force(centre_id, fee_year) is not null limit 1`.execute(tx.db);
      if (closed.rows[0])
        throw new RuleBroken('fees.bank-excess-of-closed-year', { year: closed.rows[0].year });
      await sql`insert into fees.payments (centre_id, id, notice_id, paid_on, amount_cents, channel, reference, bank_file_id, bank_line, recorded_by, recorded_at)
        select ${call.centreId}, id, notice_id, paid_on, amount_cents, ${input.channel}, reference, ${file.id}, line, ${call.actor.name}, ${call.now}
        from json_to_recordset(${JSON.stringify(rows)}::json) as t (id uuid, notice_id uuid, paid_on date, amount_cents bigint, reference text, line int)`.execute(
        tx.db,
      );
      await sql`update fees.payment_notices n set paid_cents = n.paid_cents + p.paid, version = n.version + 1
        from (select notice_id, sum(amount_cents)::bigint as paid from fees.payments where centre_id = ${call.centreId} and bank_file_id = ${file.id} group by notice_id) p
        where n.centre_id = ${call.centreId} and n.id = p.notice_id`.execute(tx.db);
      await sql`update fees.bank_files set state = 'APPLIED', applied = ${rows.length}, applied_by = ${call.actor.name}, applied_at = ${call.now}, version = version + 1
        where centre_id = ${call.centreId} and id = ${file.id}`.execute(tx.db);
      const totalCents = sumCents(rows.map((row) => row.amount_cents ?? 0));
      tx.record({
        action: 'fees.bank-file-applied',
        target: 'bank-file',
        targetId: file.id,
        facts: { payments: rows.length, totalCents, digest: file.planDigest },
      });
      return { applied: rows.length, totalCents };
    },
    input,
  );
}

/**
 * Puts a planned file aside without recording anything.
 * @throws NotAllowed; NotFound; RuleBroken `fees.bank-file-closed`.
 */
export async function discardBankFile(call: Call, input: { fileId: string }): Promise<void> {
  demand(call, mayRecordPayments);
  await perform(
    call,
    'fees.discard-bank-file',
    async (tx) => {
      const file = await lockBankFile(tx, input.fileId);
      if (file.state !== 'PLANNED') throw new RuleBroken('fees.bank-file-closed');
      await sql`update fees.bank_files set state = 'DISCARDED', version = version + 1 where centre_id = ${call.centreId} and id = ${file.id}`.execute(
        tx.db,
      );
      tx.record({ action: 'fees.bank-file-discarded', target: 'bank-file', targetId: file.id });
    },
    input,
  );
}
