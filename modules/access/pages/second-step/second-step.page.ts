import { z } from 'zod';
import { requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { confirmSignIn } from '../../commands/confirm-sign-in.ts';
import { accessLinks } from '../../links.ts';
import { ownAddress } from '../../rules/own-address.ts';
import { cookieNames } from '../../settings.ts';
import { stepIsOpen } from '../../store/sign-in-steps.ts';
import { formStatus } from '../problem-summary.ts';
import { welcome } from '../sign-in/sign-in.page.ts';
import { secondStepView } from './second-step.view.ts';

const input = z.object({ codice: requiredText('Indicare il codice.', 40) });

/** The second step of a sign-in: the code of the authenticator, or one of recovery. */
export async function show(visit: Visit): Promise<Answer> {
  const step = visit.cookies[cookieNames.step()];
  if (!step || !(await stepIsOpen(visit.database.installation, step, visit.now)))
    return redirect(accessLinks.signIn(visit.query.dopo));
  return render(visit, fresh());
}

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async ({ codice }) => {
      const signedIn = await confirmSignIn(visit, {
        step: visit.cookies[cookieNames.step()] ?? '',
        code: codice,
        browser: visit.userAgent,
        deviceCookie: visit.cookies[cookieNames.device()],
      });
      return welcome(visit, signedIn, ownAddress(visit.form.dopo));
    },
    (problems) => render(visit, problems),
  );
}

function render(visit: Visit, problems: Problems): Answer {
  return page(
    'Verifica in due passaggi',
    secondStepView(visit.hiddenFields(), problems, ownAddress(visit.query.dopo ?? visit.form.dopo)),
    {
      breadcrumb: [{ label: 'Accesso', href: accessLinks.signIn() }, { label: 'Verifica' }],
      ...formStatus(problems),
      heading: { lead: 'La password è corretta. Per completare l’accesso indicare il codice.' },
    },
  );
}
