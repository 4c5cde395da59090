import { z } from 'zod';
import { requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { alert } from '#ui/alert';
import { acceptAsMyself, acceptWithNewAccount } from '../../commands/accept-invitation.ts';
import { accessLinks } from '../../links.ts';
import { findOpenInvitation } from '../../queries/find-invitation.ts';
import { cookieNames } from '../../settings.ts';
import { demandEqual, newPasswordShape } from '../new-password-fields.ts';
import { formStatus } from '../problem-summary.ts';
import { welcome } from '../sign-in/sign-in.page.ts';
import { acceptInvitationView } from './accept-invitation.view.ts';

const input = z.object({
  codice: z.string().max(100),
  nome: requiredText('Indicare nome e cognome.', 120),
  ...newPasswordShape,
});
const CRUMBS = [{ label: 'Invito' }];

/** Opened by the link of an invitation. To open it accepts nothing. */
export const show = (visit: Visit): Promise<Answer> => render(visit, visit.query.codice ?? '', fresh());

/** Accepts: with a new account, or for the account that is signed in. */
export async function submit(visit: Visit): Promise<Answer> {
  const token = visit.form.codice ?? '';
  if (visit.form.azione === 'accetta') {
    await acceptAsMyself(visit, { token, sessionId: visit.sessionId });
    return redirect(accessLinks.home(), 'L’invito è stato accettato: il nuovo profilo è attivo.');
  }
  return submitForm(
    visit,
    input,
    async (typed) => {
      const signedIn = await acceptWithNewAccount(visit, {
        token,
        name: typed.nome,
        password: demandEqual(typed),
        browser: visit.userAgent,
        deviceCookie: visit.cookies[cookieNames.device()],
      });
      return welcome(visit, signedIn, accessLinks.home());
    },
    (problems) => render(visit, token, problems),
  );
}

async function render(visit: Visit, token: string, problems: Problems): Promise<Answer> {
  const invitation = await findOpenInvitation(visit, token);
  if (!invitation)
    return page('Invito', alert({ kind: 'warning', text: sentenceFor('access.invitation-not-valid') }), {
      breadcrumb: CRUMBS,
      status: 404,
    });
  return page('Invito', acceptInvitationView(visit, invitation, token, problems), {
    breadcrumb: CRUMBS,
    heading: { lead: invitation.centreName },
    ...formStatus(problems),
  });
}
