import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayRecordPayments } from '../permissions.ts';
import { correctionOf } from '../rules/notice-balance.ts';
import { isRefusal } from '../rules/refusal.ts';
import { lockNotice } from '../store/notices.ts';
import { linesOf } from '../store/payments.ts';

/**
 * Proposes that a line of a notice come to a new amount: a credit or a debit, which a second person approves. [C22]
 * @throws NotAllowed; NotFound; InvalidInput; RuleBroken `fees.correction-waiting`, `fees.correction-below-zero`,
 * `fees.correction-of-nothing`, `fees.correction-changes-nothing`, `fees.notice-reconciled`.
 */
export async function proposeCorrection(
  call: Call,
  input: { noticeId: string; line: number; newAmountCents: number; reason: string },
): Promise<{ correctionId: string }> {
  demand(call, mayRecordPayments);
  const reason = input.reason.trim();
  if (!reason) throw new InvalidInput({ motivo: 'Indicare il motivo della rettifica.' });
  return perform(
    call,
    'fees.propose-correction',
    async (tx) => {
      const notice = await lockNotice(tx, input.noticeId);
      if (notice.reconciledOn)
        throw new RuleBroken('fees.notice-reconciled', { on: formatItalianDate(notice.reconciledOn) });
      await refuseWhileWaiting(tx, notice.id, input.line);
      const correction = correctionOf(
        String(input.line),
        input.newAmountCents,
        await linesOf(tx, notice.id),
        'new',
      );
      if (isRefusal(correction))
        throw new RuleBroken(correction.refused, { ...correction.facts, field: 'importo' });
      if (!correction) throw new RuleBroken('fees.correction-changes-nothing', { field: 'importo' });
      return writeProposal(tx, { noticeId: notice.id, line: input.line, amount: correction.amount, reason });
    },
    input,
  );
}

/**
 * Proposes to undo an approved correction: the opposite line, approved by a second person too.
 * @throws NotAllowed; NotFound; InvalidInput; RuleBroken `fees.correction-not-approved`, `fees.correction-already-reversed`,
 * `fees.correction-waiting`, `fees.correction-below-zero`, `fees.notice-reconciled`.
 */
export async function proposeReversal(
  call: Call,
  input: { correctionId: string; reason: string },
): Promise<{ correctionId: string }> {
  demand(call, mayRecordPayments);
  const reason = input.reason.trim();
  if (!reason) throw new InvalidInput({ motivo: 'Indicare il motivo dello storno.' });
  return perform(
    call,
    'fees.propose-reversal',
    async (tx) => {
      const { rows } = await sql<{ noticeId: string; line: number; amount: number; state: string }>`
        select notice_id as "noticeId", line, amount_cents as amount, state
        from fees.corrections where centre_id = ${call.centreId} and id = ${input.correctionId}`.execute(
        tx.db,
      );
      const correction = rows[0];
      if (!correction) throw new NotFound('correction', input.correctionId);
      const notice = await lockNotice(tx, correction.noticeId);
      if (notice.reconciledOn)
        throw new RuleBroken('fees.notice-reconciled', { on: formatItalianDate(notice.reconciledOn) });
      if (correction.state !== 'APPROVED') throw new RuleBroken('fees.correction-not-approved');
      const known =
        await sql`select from fees.corrections where centre_id = ${call.centreId} and reverses_id = ${input.correctionId} and state <> 'REJECTED'`.execute(
          tx.db,
        );
      if (known.rows.length > 0) throw new RuleBroken('fees.correction-already-reversed');
      await refuseWhileWaiting(tx, notice.id, correction.line);
      const lines = await linesOf(tx, notice.id);
      const standing = lines
        .filter((l) => l.lineId === String(correction.line) || l.correctsLineId === String(correction.line))
        .reduce((sum, l) => sum + l.amount, 0);
      if (standing - correction.amount < 0) throw new RuleBroken('fees.correction-below-zero');
      return writeProposal(tx, {
        noticeId: notice.id,
        line: correction.line,
        amount: -correction.amount,
        reason,
        reversesId: input.correctionId,
      });
    },
    input,
  );
}

async function refuseWhileWaiting(tx: Transaction, noticeId: string, line: number): Promise<void> {
  const { rows } =
    await sql`select from fees.corrections where centre_id = ${tx.call.centreId} and notice_id = ${noticeId} and line = ${line} and state = 'PROPOSED'`.execute(
      tx.db,
    );
  if (rows.length > 0) throw new RuleBroken('fees.correction-waiting');
}

async function writeProposal(
  tx: Transaction,
  row: { noticeId: string; line: number; amount: number; reason: string; reversesId?: string },
): Promise<{ correctionId: string }> {
  const { centreId, actor, now } = tx.call;
  const id = newId();
  await sql`insert into fees.corrections (centre_id, id, notice_id, line, amount_cents, reverses_id, reason, proposed_by, proposed_by_id, proposed_at)
    values (${centreId}, ${id}, ${row.noticeId}, ${row.line}, ${row.amount}, ${row.reversesId ?? null}, ${row.reason}, ${actor.name}, ${actor.accountId}, ${now})`.execute(
    tx.db,
  );
  tx.record({
    action: row.reversesId ? 'fees.reversal-proposed' : 'fees.correction-proposed',
    target: 'payment-notice',
    targetId: row.noticeId,
    reason: row.reason,
    facts: { correctionId: id, line: row.line, amountCents: row.amount },
  });
  return { correctionId: id };
}
