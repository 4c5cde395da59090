import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditConventions } from '../permissions.ts';
import {
  annulClassFor,
  endClassOn,
  type LockedClass,
  lockClass,
  lockClasses,
} from '../store/body-classes.ts';

interface Which {
  conventionId: string;
  classId: string;
}

/**
 * Says until which day a class holds. Fees already assessed keep the class with which they were computed.
 * @throws NotAllowed; NotFound; InvalidInput when the last day comes before the first; RuleBroken
 * `membership.class-annulled`, `membership.class-ended`.
 */
export async function endClass(call: Call, input: Which & { on: string }): Promise<void> {
  demand(call, mayEditConventions);
  await perform(
    call,
    'membership.end-class',
    async (tx) => {
      const given = await standing(tx, input);
      if (given.to !== null && given.to <= input.on)
        throw new RuleBroken('membership.class-ended', { on: given.to, field: 'al' });
      if (input.on < given.from)
        throw new InvalidInput({
          al: 'L’ultimo giorno non può precedere la decorrenza: se la classe è stata registrata per errore, scegliere di annullarla.',
        });
      await endClassOn(tx, given.id, input.on);
      record(tx, 'membership.class-ended', given, { on: input.on });
    },
    input,
  );
}

/**
 * Takes back a class that was recorded by mistake: it is as if it had never been given, and its row stays.
 * @throws NotAllowed; NotFound; InvalidInput without a reason; RuleBroken `membership.class-annulled`.
 */
export async function annulClass(call: Call, input: Which & { reason: string }): Promise<void> {
  demand(call, mayEditConventions);
  const reason = input.reason.trim();
  if (reason === '') throw new InvalidInput({ motivo: 'Indicare perché la classe è annullata.' });
  await perform(
    call,
    'membership.annul-class',
    async (tx) => {
      const given = await standing(tx, input);
      await annulClassFor(tx, given.id, reason);
      record(tx, 'membership.class-annulled', given, { reason });
    },
    input,
  );
}

async function standing(tx: Transaction, { conventionId, classId }: Which): Promise<LockedClass> {
  await lockClasses(tx, conventionId);
  const given = await lockClass(tx, conventionId, classId);
  if (given.annulled) throw new RuleBroken('membership.class-annulled');
  return given;
}

const record = (tx: Transaction, action: string, given: LockedClass, facts: Record<string, unknown>) =>
  tx.record({
    action,
    target: 'convention',
    targetId: given.conventionId,
    facts: { body: given.bodyName, bodyId: given.bodyId, class: given.bodyClass, from: given.from, ...facts },
  });
