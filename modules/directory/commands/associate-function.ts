import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotFound, RuleBroken } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import {
  crossingFunction,
  endFunction,
  insertFunction,
  lockFunction,
} from '../store/associated-functions.ts';
import { lockBody } from '../store/public-bodies.ts';

export interface AssociatedFunction {
  /** RTD and ICT are two facts: one never follows from the other. [fact 8] */
  function: 'RTD' | 'ICT';
  associationId: string | null;
  act: string | null;
  from: string;
  to: string | null;
}

/**
 * Records that a body exercises a function in associated form.
 * @throws NotAllowed; NotFound; RuleBroken `directory.end-before-beginning`, `directory.function-already-associated`.
 */
export async function associateFunction(
  call: Call,
  bodyId: string,
  fact: AssociatedFunction,
): Promise<{ id: string }> {
  demand(call, mayEditBodies);
  const { from, to } = fact;
  if (to && to < from) throw new RuleBroken('directory.end-before-beginning', { field: 'to' });
  return perform(
    call,
    'directory.associate-function',
    async (tx) => {
      await lockBody(tx.db, call.centreId, bodyId);
      if (fact.associationId) await lockBody(tx.db, call.centreId, fact.associationId);
      if (await crossingFunction(tx.db, call.centreId, bodyId, fact.function, from, to))
        throw new RuleBroken('directory.function-already-associated', { field: 'from' });
      const id = await insertFunction(tx.db, call.centreId, {
        bodyId,
        function: fact.function,
        associationId: fact.associationId,
        act: fact.act,
        validFrom: from,
        validTo: to,
        recordedAt: call.now,
      });
      tx.record({
        action: 'directory.function-associated',
        target: 'body',
        targetId: bodyId,
        reason: fact.act,
        facts: { ...fact },
      });
      return { id };
    },
    { bodyId, fact },
  );
}

/**
 * Ends the associated form of a function; `on` is its last day.
 * @throws NotAllowed; NotFound; RuleBroken `directory.role-already-ended`, `directory.end-before-beginning`.
 */
export async function endAssociatedFunction(call: Call, id: string, on: string): Promise<{ bodyId: string }> {
  demand(call, mayEditBodies);
  return perform(
    call,
    'directory.end-associated-function',
    async (tx) => {
      const row = isId(id) ? await lockFunction(tx.db, call.centreId, id) : null;
      if (!row) throw new NotFound('associated-function', id);
      if (row.validTo) throw new RuleBroken('directory.role-already-ended');
      if (on < row.validFrom) throw new RuleBroken('directory.end-before-beginning', { field: 'on' });
      await endFunction(tx.db, call.centreId, id, on);
      tx.record({
        action: 'directory.associated-function-ended',
        target: 'body',
        targetId: row.bodyId,
        facts: { function: row.function, on },
      });
      return { bodyId: row.bodyId };
    },
    { id, on },
  );
}
