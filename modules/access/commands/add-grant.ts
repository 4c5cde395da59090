import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditGrants } from '../permissions.ts';
import { mayGive } from '../rules/who-may-give.ts';
import { insertGrant, nameOfLivingBody } from '../store/grants.ts';

/**
 * Gives another role to a person that the centre already knows; who is not known is invited.
 * @throws NotAllowed; NotFound `person`, `body`; RuleBroken `access.not-to-oneself`, `access.already-granted`.
 */
export async function addGrant(
  call: Call,
  input: { accountId: string; role: string; bodyId: string | null; reason: string | null },
): Promise<{ grantId: string }> {
  demand(call, mayEditGrants, input.bodyId ?? undefined);
  if (!mayGive(call.actor, input.role, input.bodyId)) throw new NotAllowed(mayEditGrants.id);
  if (input.accountId === call.actor.accountId)
    throw new RuleBroken('access.not-to-oneself', { field: 'ruolo' });
  if (!isId(input.accountId)) throw new NotFound('person', input.accountId);
  return perform(
    call,
    'access.add-grant',
    async (tx) => {
      const { centreId, now, actor } = call;
      const known =
        await sql`select 1 from access.accounts a where a.id = ${input.accountId} and a.closed_at is null
        and exists (select from access.grants g where g.centre_id = ${centreId} and g.account_id = a.id)`.execute(
          tx.db,
        );
      if (known.rows.length === 0) throw new NotFound('person', input.accountId);
      if (input.bodyId) await nameOfLivingBody(tx.db, centreId, input.bodyId);
      const grantId = await insertGrant(tx.db, { ...input, centreId, by: actor.name, now });
      if (!grantId) throw new RuleBroken('access.already-granted', { field: 'ruolo' });
      const { accountId, role, bodyId } = input;
      tx.record({
        action: 'access.grant-given',
        target: 'account',
        targetId: accountId,
        reason: input.reason,
        facts: { role, bodyId, grantId },
      });
      await tx.announce('access.grant-given', { accountId, role, bodyId });
      return { grantId };
    },
    input,
  );
}
