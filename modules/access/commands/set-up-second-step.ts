import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { seal } from '#platform/secrets';
import { newRecoveryCodes, plainRecoveryCode, totpStep } from '../rules/one-time-codes.ts';
import { lockAccount, storeRecoveryCodes, storeTotp } from '../store/accounts.ts';
import { endSessions } from '../store/sessions.ts';
import { checkOwnPassword } from './change-password.ts';
import { recoveryHash } from './confirm-sign-in.ts';

/*
 * None of these commands carries the request key: their answers are secrets, which are shown once and kept nowhere.
 * Sent twice, the second finds the state of the first and is refused.
 */

/**
 * Turns the second step on, once the authenticator has shown a right code; ends the other sessions.
 * @returns the recovery codes, to be shown once.
 * @throws RuleBroken `access.code-not-right`, `access.second-step-already-on`, `access.present-password-not-right`.
 */
export async function turnOnSecondStep(
  call: Call,
  input: { secret: string; code: string; password: string; sessionId: string | null },
): Promise<{ codes: readonly string[] }> {
  const accountId = await checkOwnPassword(call, input.password, 'password');
  const step = totpStep(input.secret, input.code, call.now);
  if (step === null) throw new RuleBroken('access.code-not-right', { field: 'codice' });
  const codes = newRecoveryCodes();
  await perform({ ...call, requestKey: null }, 'access.turn-on-second-step', async (tx) => {
    const account = await lockAccount(tx.db, accountId);
    if (!account || account.totpSecret) throw new RuleBroken('access.second-step-already-on');
    await storeTotp(tx.db, accountId, seal('totp', accountId, input.secret), step, call.now);
    await storeRecoveryCodes(tx.db, accountId, hashesOf(accountId, codes), call.now);
    await endSessions(tx.db, accountId, input.sessionId, call.now);
    tx.record({ action: 'access.second-step-on', target: 'account', targetId: accountId });
  });
  return { codes };
}

/** Replaces the recovery codes; the old ones open nothing any more. */
export async function renewRecoveryCodes(
  call: Call,
  input: { password: string },
): Promise<{ codes: readonly string[] }> {
  const accountId = await checkOwnPassword(call, input.password, 'password');
  const codes = newRecoveryCodes();
  await perform({ ...call, requestKey: null }, 'access.renew-recovery-codes', async (tx) => {
    const account = await lockAccount(tx.db, accountId);
    if (!account?.totpSecret) throw new RuleBroken('access.second-step-off');
    await storeRecoveryCodes(tx.db, accountId, hashesOf(accountId, codes), call.now);
    tx.record({ action: 'access.recovery-codes-renewed', target: 'account', targetId: accountId });
  });
  return { codes };
}

/** Turns the second step off. */
export async function turnOffSecondStep(call: Call, input: { password: string }): Promise<void> {
  const accountId = await checkOwnPassword(call, input.password, 'password');
  await perform({ ...call, requestKey: null }, 'access.turn-off-second-step', async (tx) => {
    const account = await lockAccount(tx.db, accountId);
    if (!account?.totpSecret) throw new RuleBroken('access.second-step-off');
    await storeTotp(tx.db, accountId, null, null, call.now);
    tx.record({ action: 'access.second-step-off', target: 'account', targetId: accountId });
  });
}

const hashesOf = (accountId: string, codes: readonly string[]): Buffer[] =>
  codes.map((code) => recoveryHash(accountId, plainRecoveryCode(code)));
