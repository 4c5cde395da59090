import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { SCOPE_LABELS } from '../messages.it.ts';
import { mayEditBodies } from '../permissions.ts';
import { insertDelegation, lockDelegation, revokeDelegationRow } from '../store/function-delegations.ts';
import { lockBody } from '../store/public-bodies.ts';

export interface NewDelegation {
  fromBodyId: string;
  toBodyId: string;
  /** Separate flags, none by default. [P3] */
  scopes: readonly string[];
  /** The act that delegates: "Delibera C.C. 12 del 3/2/2026". */
  sourceAct: string;
  from: string;
  to: string | null;
}

/**
 * Records that a body delegates functions to another, each by name, with the act that does it. From then on, who acts
 * for the delegated body acts for this one too, within those functions. [P2, P3]
 * @throws NotAllowed; NotFound; InvalidInput; RuleBroken `directory.delegates-to-itself`, `directory.end-before-beginning`.
 */
export async function delegateFunctions(
  call: Call,
  delegation: NewDelegation,
): Promise<{ delegationId: string }> {
  demand(call, mayEditBodies);
  const { fromBodyId, toBodyId, scopes, sourceAct, from, to } = delegation;
  if (scopes.length === 0 || scopes.some((scope) => !(scope in SCOPE_LABELS)))
    throw new InvalidInput({ scopes: 'Scegliere almeno una funzione delegata.' });
  if (fromBodyId === toBodyId) throw new RuleBroken('directory.delegates-to-itself', { field: 'toBodyId' });
  if (to && to < from) throw new RuleBroken('directory.end-before-beginning', { field: 'to' });
  return perform(
    call,
    'directory.delegate-functions',
    async (tx) => {
      const giver = await lockBody(tx.db, call.centreId, fromBodyId);
      const taker = await lockBody(tx.db, call.centreId, toBodyId);
      if (giver.ceasedOn || taker.ceasedOn)
        throw new RuleBroken('directory.body-ceased', { field: 'toBodyId' });
      const delegationId = await insertDelegation(tx.db, call.centreId, {
        fromBodyId,
        toBodyId,
        scopes: [...new Set(scopes)].sort(),
        sourceAct,
        validFrom: from,
        validTo: to,
        recordedAt: call.now,
        recordedBy: call.actor.name,
      });
      tx.record({
        action: 'directory.functions-delegated',
        target: 'body',
        targetId: fromBodyId,
        delegationId,
        reason: sourceAct,
        facts: { toBodyId, to: taker.name, scopes, from, until: to },
      });
      await tx.announce('directory.functions-delegated', { delegationId, fromBodyId, toBodyId, scopes });
      return { delegationId };
    },
    delegation,
  );
}

/**
 * Revokes a delegation at once; what was done with it stays done.
 * @throws NotAllowed; NotFound; RuleBroken `directory.delegation-revoked`.
 */
export async function revokeDelegation(
  call: Call,
  delegationId: string,
  reason: string,
): Promise<{ fromBodyId: string }> {
  demand(call, mayEditBodies);
  return perform(
    call,
    'directory.revoke-delegation',
    async (tx) => {
      const row = isId(delegationId) ? await lockDelegation(tx.db, call.centreId, delegationId) : null;
      if (!row) throw new NotFound('delegation', delegationId);
      if (row.revokedAt) throw new RuleBroken('directory.delegation-revoked');
      await revokeDelegationRow(tx.db, call.centreId, delegationId, call.now, call.actor.name);
      const { fromBodyId, toBodyId } = row;
      tx.record({
        action: 'directory.delegation-revoked',
        target: 'body',
        targetId: fromBodyId,
        delegationId,
        reason,
        facts: { toBodyId, scopes: row.scopes },
      });
      await tx.announce('directory.delegation-revoked', { delegationId, fromBodyId, toBodyId });
      return { fromBodyId };
    },
    { delegationId, reason },
  );
}
