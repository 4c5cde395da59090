import { z } from 'zod';
import { requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { seal, unseal } from '#platform/secrets';
import {
  renewRecoveryCodes,
  turnOffSecondStep,
  turnOnSecondStep,
} from '../../commands/set-up-second-step.ts';
import { accessLinks } from '../../links.ts';
import { ownAccount } from '../../queries/own-account.ts';
import { newTotpSecret } from '../../rules/one-time-codes.ts';
import { formStatus } from '../problem-summary.ts';
import { profilePage } from '../profile/profile-frame.ts';
import { codesView, onView, setUpView } from './profile-second-step.view.ts';

const TITLE = 'Verifica in due passaggi';
const password = z.string().min(1, 'Indicare la propria password.').max(1000, 'La password è troppo lunga.');
const setUpInput = z.object({
  chiave: z.string().max(500),
  codice: requiredText('Indicare il codice mostrato dall’applicazione.', 40),
  password,
});
const passwordInput = z.object({ password });

/** The second step of the own account: turned on, renewed, turned off. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh());

/** Turns it on. The new secret travels in the form, sealed for this account, until the first code proves it was read. */
export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    setUpInput,
    async (typed) => {
      const secret = unseal('totp-set-up', visit.actor.accountId ?? '', typed.chiave);
      if (!secret) return redirect(accessLinks.profileTotp());
      const { codes } = await turnOnSecondStep(visit, {
        secret,
        code: typed.codice,
        password: typed.password,
        sessionId: visit.sessionId,
      });
      return profilePage(visit, TITLE, codesView(codes));
    },
    (problems) => render(visit, problems),
  );
}

/** New recovery codes in the place of the old ones. */
export function renewCodes(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    passwordInput,
    async (typed) => profilePage(visit, TITLE, codesView((await renewRecoveryCodes(visit, typed)).codes)),
    (problems) => render(visit, problems),
  );
}

export function turnOff(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    passwordInput,
    async (typed) => {
      await turnOffSecondStep(visit, typed);
      return redirect(accessLinks.profileTotp(), {
        kind: 'warning',
        text: 'La verifica in due passaggi è stata disattivata.',
      });
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const account = await ownAccount(visit);
  if (account.secondStepSince)
    return profilePage(visit, TITLE, onView(visit.hiddenFields(), account, problems), formStatus(problems));
  const accountId = visit.actor.accountId ?? '';
  const kept = problems.values.chiave ? unseal('totp-set-up', accountId, problems.values.chiave) : null;
  const secret = kept ?? newTotpSecret();
  const content = await setUpView(
    {
      hiddenFields: visit.hiddenFields(),
      secret,
      sealed: seal('totp-set-up', accountId, secret),
      account: account.email,
      issuer: visit.centre?.shortName ?? 'Broletto',
    },
    problems,
  );
  return profilePage(visit, TITLE, content, formStatus(problems));
}
