import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotFound, RuleBroken } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { erasePersonData, holdsAnyRole, lockPerson } from '../store/people.ts';

/**
 * Erases the data of a person who holds no office any more. The offices held stay in the history of the bodies,
 * without a name; the audit keeps the identifier alone.
 * @throws NotAllowed; NotFound; RuleBroken `directory.person-erased`, `directory.person-still-needed`.
 */
export async function erasePerson(call: Call, personId: string, reason: string): Promise<void> {
  demand(call, mayEditBodies);
  await perform(
    call,
    'directory.erase-person',
    async (tx) => {
      const person = isId(personId) ? await lockPerson(tx.db, call.centreId, personId) : null;
      if (!person) throw new NotFound('person', personId);
      if (person.erasedAt) throw new RuleBroken('directory.person-erased');
      if (await holdsAnyRole(tx.db, call.centreId, personId, call.today))
        throw new RuleBroken('directory.person-still-needed');
      await erasePersonData(tx.db, call.centreId, personId, call.now);
      tx.record({ action: 'directory.person-erased', target: 'person', targetId: personId, reason });
      await tx.announce('directory.person-erased', { personId });
    },
    { personId, reason },
  );
}
