import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { obstacleSentences } from '../labels.it.ts';
import { mayPrepareClosings } from '../permissions.ts';
import { closingFacts, figuresToClose } from '../queries/year-to-close.ts';
import { closingObstacles, ENDED } from '../rules/year-closing.ts';
import { insertClosing, insertClosingAct, lastClosingState, lockYear } from '../store/year-closings.ts';

/**
 * Prepares the closing of a year: freezes its figures and says why open balances and credits are carried over.
 * A second person approves it. [C22, P1]
 * @throws NotAllowed; InvalidInput when something is carried over without a reason; RuleBroken
 * `fees.year-already-closing`, `fees.year-cannot-close`.
 */
export async function prepareClosing(
  call: Call,
  input: { year: number; openReason?: string | null; creditReason?: string | null },
): Promise<{ closingId: string }> {
  demand(call, mayPrepareClosings);
  const { year } = input;
  return perform(
    call,
    'fees.prepare-closing',
    async (tx) => {
      await lockYear(tx, year);
      const last = await lastClosingState(tx, year);
      if (last.state !== null && !ENDED.includes(last.state))
        throw new RuleBroken('fees.year-already-closing', { year });
      const obstacles = closingObstacles(await closingFacts(call, year, tx.db));
      if (obstacles.length > 0)
        throw new RuleBroken('fees.year-cannot-close', { year, why: obstacleSentences(obstacles).join(' ') });
      const figures = await figuresToClose(call, year, tx.db);
      const reasons = { open: input.openReason?.trim() ?? '', credit: input.creditReason?.trim() ?? '' };
      refuseWithoutReason(figures.totals, reasons);
      const { id, digest } = await insertClosing(tx, last.number + 1, figures, reasons);
      await insertClosingAct(tx, id, 1, 'PREPARED', null);
      tx.record({
        action: 'fees.closing-prepared',
        target: 'year-closing',
        targetId: id,
        facts: { year, digest, ...figures.totals, carried: figures.carried.length },
      });
      return { closingId: id };
    },
    input,
  );
}

function refuseWithoutReason(
  totals: { open: number; credit: number },
  reasons: { open: string; credit: string },
): void {
  const missing: Record<string, string> = {};
  if (totals.open > 0 && !reasons.open)
    missing.residui = 'Indicare perché gli importi ancora da versare sono riportati.';
  if (totals.credit > 0 && !reasons.credit)
    missing.crediti = 'Indicare perché i crediti degli enti sono riportati, oppure restituirli prima.';
  if (Object.keys(missing).length > 0) throw new InvalidInput(missing);
}
