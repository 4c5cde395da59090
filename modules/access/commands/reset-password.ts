import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { enqueue, perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { tokenHash } from '../queries/recognise-visitors.ts';
import { passwordProblem } from '../rules/choose-password.ts';
import { hashPassword } from '../rules/password.ts';
import { RESET_ORIGIN } from '../rules/sign-in-limits.ts';
import { lockAccount, storePassword } from '../store/accounts.ts';
import { attemptOn, takeAttempt } from '../store/attempts.ts';
import { useReset } from '../store/password-resets.ts';
import { endSessions } from '../store/sessions.ts';
import { callAs } from './open-signed-session.ts';

/**
 * Asks for a link to choose a new password. Whether the account exists is looked up later, in a job: neither the
 * answer nor the time it takes tells.
 * @throws TooMany when this origin asks too often.
 */
export async function askPasswordReset(call: Call, input: { email: string }): Promise<void> {
  // The address is left out of the count: by itself it would let one stop another's resets.
  const attempt = { ...attemptOn('reset', '', call.ip), pair: RESET_ORIGIN, origins: RESET_ORIGIN };
  await takeAttempt(call.database, attempt, call.now);
  const db = call.database.forCentre(call.centreId);
  await enqueue(db, call.centreId, { task: 'access.send-reset', payload: { email: input.email } });
}

/**
 * Chooses a new password by the link of the message; ends every session. The link works once.
 * @throws RuleBroken `access.reset-not-valid` when the link is unknown, used or expired; what is wrong with the password.
 */
export async function resetPassword(call: Call, input: { token: string; password: string }): Promise<void> {
  const hash = await hashPassword(input.password);
  const { rows } = await sql<{
    account_id: string;
  }>`select account_id from access.password_resets where token_hash = ${tokenHash(input.token)}`.execute(
    call.database.installation,
  );
  const accountId = rows[0]?.account_id;
  if (!accountId) throw new RuleBroken('access.reset-not-valid');
  const person = { accountId, name: 'Titolare dell’account', email: '' };
  const own = callAs({ ...call, requestKey: null }, person, call.centreId);
  await perform(own, 'access.reset-password', async (tx) => {
    const account = await lockAccount(tx.db, accountId);
    if (!account || !(await useReset(tx.db, input.token, accountId, call.now)))
      throw new RuleBroken('access.reset-not-valid');
    const problem = passwordProblem(input.password, account.email);
    if (problem) throw new RuleBroken(problem, { field: 'nuova' });
    await storePassword(tx.db, accountId, hash, call.now);
    const ended = await endSessions(tx.db, accountId, null, call.now);
    tx.record({
      action: 'access.password-reset',
      target: 'account',
      targetId: accountId,
      facts: { sessionsEnded: ended },
    });
  });
}
