import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { passwordMatches } from '../rules/password.ts';
import { openSession } from '../store/sessions.ts';

/**
 * Opens a session for whoever knows the password of the account.
 * @throws RuleBroken `access.credentials-not-right`, whatever is wrong: the answer does not tell which accounts exist.
 */
export async function signIn(
  call: Call,
  input: { email: string; password: string; browser: string },
): Promise<{ token: string }> {
  const { rows } = await sql<{
    id: string;
    password_hash: string | null;
  }>`select id, password_hash from access.accounts where email = ${input.email} and closed_at is null`.execute(
    call.db,
  );
  const account = rows[0];
  const matches = await passwordMatches(input.password, account?.password_hash ?? null);
  if (!account || !matches) throw new RuleBroken('access.credentials-not-right');
  const centres = await sql<{
    centre_id: string;
  }>`select centre_id from access.centres_of(${account.id})`.execute(call.db);
  return perform({ ...call, requestKey: null }, 'access.sign-in', async (tx) => {
    const { token, id } = await openSession(tx.db, {
      accountId: account.id,
      centreId: centres.rows[0]?.centre_id ?? null,
      browser: input.browser,
      now: call.now,
    });
    tx.record({ action: 'access.signed-in', target: 'session', targetId: id });
    return { token };
  });
}
