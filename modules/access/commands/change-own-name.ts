import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { NotSignedIn } from '#platform/errors';

/** Changes the name by which the own account is shown. @throws NotSignedIn. */
export async function changeOwnName(call: Call, input: { name: string }): Promise<void> {
  const { accountId } = call.actor;
  if (!accountId || call.actor.scopes) throw new NotSignedIn();
  await perform(
    call,
    'access.change-own-name',
    async (tx) => {
      await sql`update access.accounts set name = ${input.name} where id = ${accountId}`.execute(tx.db);
      tx.record({
        action: 'access.name-changed',
        target: 'account',
        targetId: accountId,
        before: call.actor.name,
        after: input.name,
      });
    },
    input,
  );
}
