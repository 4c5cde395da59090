import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { NotAllowed } from '#platform/errors';
import { newId } from '#platform/ids';
import { hashPassword } from '../rules/password.ts';

/**
 * Opens an account with a password and a first grant, without an invitation: for the terminal and the demonstration.
 * An account that exists already for the address gets the grant and keeps its password.
 * @throws NotAllowed unless an administrator of the installation (or the terminal) does it.
 */
export async function openAccount(
  call: Call,
  input: {
    email: string;
    name: string;
    password: string;
    role: string | null;
    bodyId: string | null;
    administrator?: boolean;
    demonstration?: boolean;
  },
): Promise<{ accountId: string }> {
  if (!call.actor.administrator) throw new NotAllowed('access.open-account');
  const hash = await hashPassword(input.password);
  const email = input.email.trim().toLowerCase();
  return perform(call, 'access.open-account', async (tx) => {
    const known = await sql<{
      id: string;
    }>`select id from access.accounts where email = ${email} and closed_at is null for update`.execute(tx.db);
    const accountId = known.rows[0]?.id ?? newId();
    if (!known.rows[0]) {
      await sql`insert into access.accounts (id, email, name, password_hash, password_changed_at, created_at, demonstration)
        values (${accountId}, ${email}, ${input.name}, ${hash}, ${call.now}, ${call.now}, ${input.demonstration ?? false})`.execute(
        tx.db,
      );
    }
    if (input.administrator)
      await sql`insert into access.installation_administrators (account_id, since) values (${accountId}, ${call.now}) on conflict (account_id) do update set until = null`.execute(
        tx.db,
      );
    if (input.role) {
      await sql`insert into access.grants (centre_id, id, account_id, role, body_id, granted_by, granted_at)
        values (${call.centreId}, ${newId()}, ${accountId}, ${input.role}, ${input.bodyId}, ${call.actor.name}, ${call.now}) on conflict do nothing`.execute(
        tx.db,
      );
    }
    tx.record({
      action: 'access.account-opened',
      target: 'account',
      targetId: accountId,
      facts: { role: input.role, administrator: input.administrator ?? false },
    });
    return { accountId };
  });
}
