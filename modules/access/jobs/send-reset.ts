import { sendMessage } from '#notifications';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { absoluteUrl } from '#platform/installation';
import type { Job } from '#platform/jobs/job';
import { callAs } from '../commands/open-signed-session.ts';
import { accessLinks } from '../links.ts';
import { resetText } from '../messages.it.ts';
import { findAccount, lockAccount } from '../store/accounts.ts';
import { openReset } from '../store/password-resets.ts';

/** Sends the link to choose a new password, when the address has an account; else does nothing. */
export const sendReset: Job = {
  task: 'access.send-reset',
  async run(call, payload) {
    const account = await findAccount(call.database.installation, String(payload.email));
    if (!account) return;
    const { rows } = await sql<{
      centre_id: string;
    }>`select centre_id from access.centres_of(${account.id})`.execute(call.database.installation);
    const centreId =
      rows.find((row) => row.centre_id === call.centreId)?.centre_id ?? rows[0]?.centre_id ?? call.centreId;
    const person = { accountId: account.id, name: account.name, email: account.email };
    await perform(
      { ...callAs(call, person, centreId), requestKey: null },
      'access.send-reset',
      async (tx) => {
        await lockAccount(tx.db, account.id);
        const token = await openReset(tx.db, account.id, call.now);
        if (!token) return;
        await sendMessage(tx, {
          channel: 'EMAIL',
          kind: 'access.password-reset',
          recipient: account.email,
          ...resetText(account.name),
          secrets: { collegamento: absoluteUrl(accessLinks.reset(token)) },
        });
        tx.record({ action: 'access.password-reset-asked', target: 'account', targetId: account.id });
      },
    );
  },
};
