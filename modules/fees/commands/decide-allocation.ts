import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayApproveAllocations, mayDiscardAllocations } from '../permissions.ts';
import { readKeptAllocation } from '../queries/cost-allocations.ts';
import { refusalOfAllocationAct } from '../rules/allocation-lifecycle.ts';
import { allocateCost } from '../rules/cost-allocation.ts';
import { asAllocated, digestOfAllocation, modelOfWeights } from '../rules/kept-allocation.ts';
import { isRefusal } from '../rules/refusal.ts';
import { holdAllocation, insertAllocationAct } from '../store/cost-allocations.ts';
import { eyesOf } from './approve-run.ts';

/**
 * Approves a drafted allocation. Who drafted it cannot; what is approved is what was drafted, and its frozen figures give
 * the same shares again. Of two who approve at once the first does. [P1, D13]
 * @throws NotAllowed; NotFound; RuleBroken `fees.four-eyes`, `fees.allocation-not-possible-now`, `fees.allocation-digest-differs`.
 */
export async function approveAllocation(
  call: Call,
  input: { allocationId: string },
): Promise<{ allocationId: string }> {
  demand(call, mayApproveAllocations);
  return act(call, 'fees.approve-allocation', input, 'APPROVED', null);
}

/**
 * Discards an allocation with a reason: a draft by who drafts or approves, an approved one by who approves, and only while
 * no final account balances it.
 * @throws NotAllowed; NotFound; InvalidInput without a reason; RuleBroken `fees.allocation-not-possible-now`, `fees.allocation-balanced`.
 */
export async function discardAllocation(
  call: Call,
  input: { allocationId: string; reason: string },
): Promise<{ allocationId: string }> {
  demand(call, mayDiscardAllocations);
  const reason = input.reason.trim();
  if (!reason) throw new InvalidInput({ motivo: 'Indicare il motivo.' });
  return act(call, 'fees.discard-allocation', input, 'DISCARDED', reason);
}

async function act(
  call: Call,
  name: string,
  input: { allocationId: string },
  chosen: 'APPROVED' | 'DISCARDED',
  reason: string | null,
): Promise<{ allocationId: string }> {
  return perform(
    call,
    name,
    async (tx) => {
      const held = await holdAllocation(tx, input.allocationId);
      if (chosen === 'DISCARDED' && held.state === 'APPROVED') demand(call, mayApproveAllocations);
      const refusal = refusalOfAllocationAct(held.state, chosen, {
        draftedBy: held.draftedBy,
        doneBy: eyesOf(call.actor.accountId, call.actor.name),
        balanced: held.balanced,
      });
      if (refusal) throw new RuleBroken(refusal.refused, refusal.facts);
      const digest = chosen === 'APPROVED' ? await digestThatHolds(tx, held.id) : undefined;
      await insertAllocationAct(tx, held.id, held.acts + 1, chosen, reason);
      tx.record({
        action: chosen === 'APPROVED' ? 'fees.allocation-approved' : 'fees.allocation-discarded',
        target: 'cost-allocation',
        targetId: held.id,
        reason,
        facts: { kind: held.kind, from: held.state, ...(digest ? { digest } : {}) },
      });
      return { allocationId: held.id };
    },
    input,
  );
}

/** @throws RuleBroken when what is kept is not what was drafted, or does not give its shares again */
async function digestThatHolds(tx: Transaction, id: string): Promise<string> {
  const { terms, shares, digest } = await readKeptAllocation(tx.call, id, tx.db);
  const again = allocateCost(
    terms.cost,
    terms.grants,
    modelOfWeights(terms.weights),
    shares.map(asAllocated),
  );
  const same = !isRefusal(again) && again.shares.every(({ amount }, n) => amount === shares[n]!.share);
  if (!same || digestOfAllocation(terms, shares) !== digest)
    throw new RuleBroken('fees.allocation-digest-differs');
  return digest;
}
