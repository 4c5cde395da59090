import type { Call } from '#platform/call';
import { RuleBroken } from '#platform/errors';
import { knownBrowser } from '../rules/known-browser.ts';
import { passwordMatches } from '../rules/password.ts';
import { findAccount } from '../store/accounts.ts';
import { attemptOn, clearAttempts, countFailures, takeAttempt } from '../store/attempts.ts';
import { openStep } from '../store/sign-in-steps.ts';
import { openSignedSession, type SignedIn } from './open-signed-session.ts';

export type SignInOutcome =
  | ({ kind: 'signed-in'; failuresBefore: number } & SignedIn)
  | { kind: 'second-step'; token: string };

/**
 * Opens a session for whoever knows the password of the account, or the second step when the account has one.
 * The same work is done, in the same time, for addresses without an account.
 * @throws RuleBroken `access.credentials-not-right`, whatever is wrong: the answer does not tell which accounts exist;
 *   TooMany when the budget of this browser, or of this origin, is spent.
 */
export async function signIn(
  call: Call,
  input: { email: string; password: string; browser: string; deviceCookie?: string | undefined },
): Promise<SignInOutcome> {
  const { database, now } = call;
  const account = await findAccount(database.installation, input.email);
  const device = knownBrowser(input.deviceCookie, account?.id ?? null);
  const attempt = attemptOn('sign-in', input.email, call.ip, device);
  await takeAttempt(database, attempt, now);
  const matches = await passwordMatches(input.password, account?.passwordHash ?? null);
  if (!account || !matches) throw new RuleBroken('access.credentials-not-right');
  // This attempt was written down too; it is not a failure.
  const failuresBefore = (await countFailures(database, attempt.address)) - 1;
  await clearAttempts(database, attempt);
  if (account.totpSecret)
    return { kind: 'second-step', token: await openStep(database.installation, account.id, now) };
  const person = { accountId: account.id, name: account.name, email: account.email };
  const browser = { userAgent: input.browser, deviceCookie: input.deviceCookie };
  const opened = await openSignedSession(call, person, browser, { facts: { failuresBefore } });
  return { kind: 'signed-in', failuresBefore, ...opened };
}
