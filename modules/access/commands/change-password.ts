import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotSignedIn, RuleBroken } from '#platform/errors';
import { passwordProblem } from '../rules/choose-password.ts';
import { hashPassword, passwordMatches } from '../rules/password.ts';
import { readAccount, storePassword } from '../store/accounts.ts';
import { attemptOn, clearAttempts, takeAttempt } from '../store/attempts.ts';
import { endSessions } from '../store/sessions.ts';

/**
 * Changes the own password and ends the other sessions.
 * @throws NotSignedIn; RuleBroken `access.present-password-not-right` or what is wrong with the new one; TooMany.
 */
export async function changePassword(
  call: Call,
  input: { present: string; next: string; sessionId: string | null },
): Promise<{ ended: number }> {
  const accountId = await checkOwnPassword(call, input.present, 'attuale');
  const account = await readAccount(call.db, accountId);
  const problem = passwordProblem(input.next, account?.email ?? '');
  if (problem) throw new RuleBroken(problem, { field: 'nuova' });
  const hash = await hashPassword(input.next);
  return perform({ ...call, requestKey: null }, 'access.change-password', async (tx) => {
    await storePassword(tx.db, accountId, hash, call.now);
    const ended = await endSessions(tx.db, accountId, input.sessionId, call.now);
    tx.record({
      action: 'access.password-changed',
      target: 'account',
      targetId: accountId,
      facts: { sessionsEnded: ended },
    });
    return { ended };
  });
}

/**
 * Asks again for the password before what matters; answers the account.
 * @param field the form's field that the refusal is said beside.
 * @throws NotSignedIn; RuleBroken `access.present-password-not-right`; TooMany.
 */
export async function checkOwnPassword(call: Call, password: string, field: string): Promise<string> {
  const { accountId } = call.actor;
  if (!accountId || call.actor.scopes) throw new NotSignedIn();
  const attempt = attemptOn('present-password', accountId, call.ip);
  await takeAttempt(call.database, attempt, call.now);
  const account = await readAccount(call.db, accountId);
  if (!(await passwordMatches(password, account?.passwordHash ?? null)))
    throw new RuleBroken('access.present-password-not-right', { field });
  await clearAttempts(call.database, attempt);
  return accountId;
}
