import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand, type Permission } from '#platform/permission';
import { obstacleSentences } from '../labels.it.ts';
import { mayApproveClosings, mayPrepareClosings } from '../permissions.ts';
import { closingFacts, figuresToClose } from '../queries/year-to-close.ts';
import { digestOfFigures } from '../rules/closing-figures.ts';
import { isRefusal } from '../rules/refusal.ts';
import { type ClosingAct, closingObstacles, nextClosingState } from '../rules/year-closing.ts';
import { insertClosingAct, lockClosing, type StoredClosing } from '../store/year-closings.ts';
import { eyesOf } from './approve-run.ts';

const AUDITED: Readonly<Record<Exclude<ClosingAct, 'PREPARED'>, string>> = {
  WITHDRAWN: 'fees.closing-withdrawn',
  APPROVED: 'fees.year-closed',
  REJECTED: 'fees.closing-rejected',
  REOPENING_PROPOSED: 'fees.reopening-proposed',
  REOPENED: 'fees.year-reopened',
  REOPENING_REJECTED: 'fees.reopening-rejected',
};

interface Decision {
  closingId: string;
  approve: boolean;
  reason?: string | null;
}

/**
 * Approves or rejects a prepared closing, or a proposed reopening. Who prepared or proposed it cannot decide; a
 * closing is approved only if the figures are still those that were frozen. [P1, C22]
 * @throws NotAllowed; NotFound; InvalidInput when rejected without a reason; RuleBroken `fees.four-eyes`,
 * `fees.closing-not-possible-now`, `fees.closing-figures-changed`, `fees.year-cannot-close`.
 */
export async function decideClosing(call: Call, input: Decision): Promise<{ closingId: string }> {
  if (!input.approve && !input.reason?.trim())
    throw new InvalidInput({ motivo: 'Indicare il motivo del rifiuto.' });
  return act(call, mayApproveClosings, 'fees.decide-closing', input, (closing) => {
    if (closing.state === 'REOPENING_PROPOSED') return input.approve ? 'REOPENED' : 'REOPENING_REJECTED';
    return input.approve ? 'APPROVED' : 'REJECTED';
  });
}

/**
 * Withdraws a closing that nobody has decided on.
 * @throws NotAllowed; NotFound; InvalidInput without a reason; RuleBroken `fees.closing-not-possible-now`.
 */
export async function withdrawClosing(
  call: Call,
  input: { closingId: string; reason: string },
): Promise<{ closingId: string }> {
  if (!input.reason.trim()) throw new InvalidInput({ motivo: 'Indicare il motivo del ritiro.' });
  return act(call, mayPrepareClosings, 'fees.withdraw-closing', input, () => 'WITHDRAWN');
}

/**
 * Proposes to reopen a closed year; a second person decides.
 * @throws NotAllowed; NotFound; InvalidInput without a reason; RuleBroken `fees.closing-not-possible-now`.
 */
export async function proposeReopening(
  call: Call,
  input: { closingId: string; reason: string },
): Promise<{ closingId: string }> {
  if (!input.reason.trim()) throw new InvalidInput({ motivo: 'Indicare il motivo della riapertura.' });
  return act(call, mayPrepareClosings, 'fees.propose-reopening', input, () => 'REOPENING_PROPOSED');
}

/** One act on a closing: the year held alone, the machine asked, the act written and audited. */
async function act(
  call: Call,
  permission: Permission,
  name: string,
  input: { closingId: string; reason?: string | null },
  choose: (closing: StoredClosing) => Exclude<ClosingAct, 'PREPARED'>,
): Promise<{ closingId: string }> {
  demand(call, permission);
  const reason = input.reason?.trim() || null;
  return perform(
    call,
    name,
    async (tx) => {
      const closing = await lockClosing(tx, input.closingId);
      const chosen = choose(closing);
      const next = nextClosingState(closing.state, chosen, {
        askedBy: closing.askedBy,
        decidedBy: eyesOf(call.actor.accountId, call.actor.name),
      });
      if (isRefusal(next)) throw new RuleBroken(next.refused, next.facts);
      if (chosen === 'APPROVED') await refuseIfChanged(tx, closing);
      await insertClosingAct(tx, closing.id, closing.acts + 1, chosen, reason);
      tx.record({
        action: AUDITED[chosen],
        target: 'year-closing',
        targetId: closing.id,
        reason,
        facts: { year: closing.year, digest: closing.digest },
      });
      return { closingId: closing.id };
    },
    input,
  );
}

async function refuseIfChanged(tx: Transaction, { year, digest }: StoredClosing): Promise<void> {
  const obstacles = closingObstacles(await closingFacts(tx.call, year, tx.db));
  if (obstacles.length > 0)
    throw new RuleBroken('fees.year-cannot-close', { year, why: obstacleSentences(obstacles).join(' ') });
  if (digestOfFigures(await figuresToClose(tx.call, year, tx.db)) !== digest)
    throw new RuleBroken('fees.closing-figures-changed');
}
