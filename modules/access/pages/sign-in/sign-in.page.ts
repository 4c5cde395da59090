import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, type CookieChange, page, redirect, type Visit } from '#platform/http/visit';
import type { SignedIn } from '../../commands/open-signed-session.ts';
import { signIn } from '../../commands/sign-in.ts';
import { signOut as signOutCommand } from '../../commands/sign-out.ts';
import { accessLinks } from '../../links.ts';
import { ownAddress } from '../../rules/own-address.ts';
import { cookieNames, DEVICE_SECONDS, STEP_MINUTES } from '../../settings.ts';
import { endSession } from '../../store/sessions.ts';
import { signInInput } from './sign-in.input.ts';
import { signInView } from './sign-in.view.ts';

export function show(visit: Visit): Answer {
  return visit.signedIn ? redirect(ownAddress(visit.query.dopo)) : render(visit, fresh());
}

export function submit(visit: Visit): Promise<Answer> {
  const after = ownAddress(visit.form.dopo);
  return submitForm(
    visit,
    signInInput,
    async (input) => {
      const deviceCookie = visit.cookies[cookieNames.device()];
      const outcome = await signIn(visit, { ...input, browser: visit.userAgent, deviceCookie });
      if (outcome.kind === 'second-step')
        return redirect(accessLinks.secondStep(after === '/' ? undefined : after), undefined, [
          { name: cookieNames.step(), value: outcome.token, maxAge: STEP_MINUTES * 60 },
        ]);
      return welcome(visit, outcome, after, outcome.failuresBefore);
    },
    (problems) => render(visit, problems),
  );
}

/** After a completed sign-in: the session that the browser had is ended, a new one has a new token. */
export async function welcome(
  visit: Visit,
  signedIn: SignedIn,
  after: string,
  failuresBefore = 0,
): Promise<Answer> {
  if (visit.sessionId) await endSession(visit.database.installation, visit.sessionId, visit.now);
  const cookies: CookieChange[] = [
    { name: cookieNames.session(), value: signedIn.token },
    { name: cookieNames.device(), value: signedIn.device, maxAge: DEVICE_SECONDS },
  ];
  if (visit.cookies[cookieNames.step()]) cookies.push({ name: cookieNames.step(), value: null });
  const to = after === '/' && signedIn.centres > 1 ? accessLinks.chooseCentre() : after;
  const warning =
    failuresBefore > 0
      ? {
          kind: 'warning' as const,
          text: `Nelle ultime 24 ore ci sono stati ${failuresBefore === 1 ? 'un tentativo di accesso non riuscito' : `${failuresBefore} tentativi di accesso non riusciti`} con questo indirizzo. Se non sono propri, cambiare la password e attivare la verifica in due passaggi.`,
        }
      : undefined;
  return redirect(to, warning, cookies);
}

/** Ends this session. */
export async function signOut(visit: Visit): Promise<Answer> {
  if (visit.sessionId) await signOutCommand(visit, visit.sessionId);
  return redirect('/', 'Si è usciti dal sistema.', [{ name: cookieNames.session(), value: null }]);
}

function render(visit: Visit, problems: Problems): Answer {
  const refused = Object.keys(problems.errors).length > 0;
  return page(
    'Accesso',
    signInView(visit.hiddenFields(), problems, ownAddress(visit.query.dopo ?? visit.form.dopo)),
    {
      breadcrumb: [{ label: 'Accesso' }],
      refused,
      status: refused ? problems.status : 200,
      heading: { lead: 'Riservato agli enti e al personale del centro.' },
    },
  );
}
