import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayApproveAssessments } from '../permissions.ts';
import { vatOf } from '../rules/draft-notices.ts';
import { refusalOfFourEyes } from '../rules/four-eyes.ts';
import { lockNotice, settleNotice } from '../store/notices.ts';
import { eyesOf } from './approve-run.ts';

interface Proposal {
  id: string;
  noticeId: string;
  line: number;
  amount: number;
  reason: string;
  reversesId: string | null;
  state: string;
  proposedBy: string;
  proposedById: string | null;
}

/**
 * Approves or rejects a proposed correction; approved, it becomes a line of the notice. Who proposed it cannot
 * decide. [P1, C22]
 * @throws NotAllowed; NotFound; InvalidInput when rejected without a reason; RuleBroken `fees.four-eyes`,
 * `fees.correction-decided`, `fees.notice-reconciled`.
 */
export async function decideCorrection(
  call: Call,
  input: { correctionId: string; approve: boolean; reason?: string | null },
): Promise<{ noticeId: string }> {
  demand(call, mayApproveAssessments);
  const reason = input.reason?.trim() || null;
  if (!input.approve && !reason) throw new InvalidInput({ motivo: 'Indicare il motivo del rifiuto.' });
  return perform(
    call,
    'fees.decide-correction',
    async (tx) => {
      const first = await findProposal(tx, input.correctionId);
      const notice = await lockNotice(tx, first.noticeId);
      const proposal = await findProposal(tx, input.correctionId);
      if (proposal.state !== 'PROPOSED') throw new RuleBroken('fees.correction-decided');
      if (notice.reconciledOn)
        throw new RuleBroken('fees.notice-reconciled', { on: formatItalianDate(notice.reconciledOn) });
      const eyes = refusalOfFourEyes(
        [eyesOf(proposal.proposedById, proposal.proposedBy)],
        eyesOf(call.actor.accountId, call.actor.name),
      );
      if (eyes) throw new RuleBroken(eyes.refused, eyes.facts);
      await sql`update fees.corrections set state = ${input.approve ? 'APPROVED' : 'REJECTED'}, decided_by = ${call.actor.name},
          decided_by_id = ${call.actor.accountId}, decided_at = ${call.now}, decision_reason = ${reason}
        where centre_id = ${call.centreId} and id = ${proposal.id}`.execute(tx.db);
      const settled = input.approve ? await writeLine(tx, proposal) : {};
      tx.record({
        action: input.approve ? 'fees.correction-approved' : 'fees.correction-rejected',
        target: 'payment-notice',
        targetId: notice.id,
        reason: reason ?? proposal.reason,
        facts: { correctionId: proposal.id, line: proposal.line, amountCents: proposal.amount, ...settled },
      });
      return { noticeId: notice.id };
    },
    input,
  );
}

async function findProposal(tx: Transaction, id: string): Promise<Proposal> {
  const { rows } = await sql<Proposal>`
    select id, notice_id as "noticeId", line, amount_cents as amount, reason, reverses_id as "reversesId", state,
           proposed_by as "proposedBy", proposed_by_id as "proposedById"
    from fees.corrections where centre_id = ${tx.call.centreId} and id = ${id}`.execute(tx.db);
  if (!rows[0]) throw new NotFound('correction', id);
  return rows[0];
}

async function writeLine(
  tx: Transaction,
  proposal: Proposal,
): Promise<{ totalCents: number; paidCents: number }> {
  const { centreId, actor, now, today } = tx.call;
  const { rows } = await sql<{ treatment: string }>`
    select vat_treatment as treatment from fees.notice_lines where centre_id = ${centreId} and notice_id = ${proposal.noticeId} and line = ${proposal.line}`.execute(
    tx.db,
  );
  await sql`insert into fees.notice_lines (centre_id, notice_id, line, kind, debtor_id, debtor_name, assessment_id, description, net_cents, vat_cents,
      vat_treatment, corrects_line, correction_id, recorded_by, recorded_on, recorded_at)
    select l.centre_id, l.notice_id, (select max(m.line) + 1 from fees.notice_lines m where m.centre_id = l.centre_id and m.notice_id = l.notice_id),
      ${proposal.amount < 0 ? 'CREDIT' : 'DEBIT'}, l.debtor_id, l.debtor_name, l.assessment_id,
      ${`${proposal.reversesId ? 'Storno di rettifica' : 'Rettifica'}: ${proposal.reason}`}, ${proposal.amount},
      ${vatOf(proposal.amount, rows[0]!.treatment)}, l.vat_treatment, l.line, ${proposal.id}, ${actor.name}, ${today}, ${now}
    from fees.notice_lines l where l.centre_id = ${centreId} and l.notice_id = ${proposal.noticeId} and l.line = ${proposal.line}`.execute(
    tx.db,
  );
  return settleNotice(tx, proposal.noticeId);
}
