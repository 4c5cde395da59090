import type { Call } from '#platform/call';
import { RuleBroken } from '#platform/errors';
import { keyedHash, unseal } from '#platform/secrets';
import { knownBrowser } from '../rules/known-browser.ts';
import { plainRecoveryCode, totpStep } from '../rules/one-time-codes.ts';
import { type Account, readAccount, useRecoveryCode, useTotpStep } from '../store/accounts.ts';
import { attemptOn, clearAttempts, takeAttempt } from '../store/attempts.ts';
import { closeStep, takeStepAttempt } from '../store/sign-in-steps.ts';
import { openSignedSession, type SignedIn } from './open-signed-session.ts';

/**
 * Completes a sign-in with the code of the authenticator or a recovery code.
 * @throws RuleBroken `access.step-expired` (begin again from the password), `access.code-not-right`,
 *   `access.code-already-used` when the same thirty seconds were used before; TooMany.
 */
export async function confirmSignIn(
  call: Call,
  input: { step: string; code: string; browser: string; deviceCookie?: string | undefined },
): Promise<SignedIn> {
  const { database, now } = call;
  const step = await takeStepAttempt(database.installation, input.step, now);
  const account = step && (await readAccount(database.installation, step.accountId));
  if (!step || !account?.totpSecret) throw new RuleBroken('access.step-expired');
  const device = knownBrowser(input.deviceCookie, account.id);
  // The password was right: here the account counts from everywhere, or many origins could try all the codes.
  const attempt = { ...attemptOn('second-step', account.id, call.ip, device), everywhere: true };
  await takeAttempt(database, attempt, now);
  const use = codeUse(account, input.code, now);
  if (!use) throw new RuleBroken('access.code-not-right', { field: 'codice' });
  const person = { accountId: account.id, name: account.name, email: account.email };
  const browser = { userAgent: input.browser, deviceCookie: input.deviceCookie };
  const opened = await openSignedSession(call, person, browser, {
    facts: { secondStep: use.kind },
    async first(tx) {
      if (!(await closeStep(tx.db, step.id, now))) throw new RuleBroken('access.step-expired');
      const fresh =
        use.kind === 'totp'
          ? await useTotpStep(tx.db, account.id, use.step)
          : await useRecoveryCode(tx.db, account.id, use.hash, now);
      if (!fresh)
        throw new RuleBroken(use.kind === 'totp' ? 'access.code-already-used' : 'access.code-not-right', {
          field: 'codice',
        });
      if (use.kind === 'recovery')
        tx.record({ action: 'access.recovery-code-used', target: 'account', targetId: account.id });
    },
  });
  await clearAttempts(database, attempt);
  return opened;
}

type CodeUse = { kind: 'totp'; step: number } | { kind: 'recovery'; hash: Buffer };

/** What a typed code may be: one of the authenticator, right now, or one of recovery (looked up when it is used). */
function codeUse(account: Account, code: string, now: Date): CodeUse | null {
  const secret = unseal('totp', account.id, account.totpSecret!);
  const step = secret ? totpStep(secret, code, now) : null;
  if (step !== null) return { kind: 'totp', step };
  const plain = plainRecoveryCode(code);
  return plain.length === 10 ? { kind: 'recovery', hash: recoveryHash(account.id, plain) } : null;
}

/** The hash under which a recovery code is kept. */
export const recoveryHash = (accountId: string, plain: string): Buffer =>
  keyedHash('recovery-code', `${accountId} ${plain}`);
