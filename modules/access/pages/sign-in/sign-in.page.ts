import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { signIn } from '../../commands/sign-in.ts';
import { endSession } from '../../store/sessions.ts';
import { signInInput } from './sign-in.input.ts';
import { signInView } from './sign-in.view.ts';

const cookieName = (visit: Visit): string =>
  Object.keys(visit.cookies).find((name) => name === '__Host-broletto') ?? 'broletto-sessione';

export function show(visit: Visit): Answer {
  return visit.signedIn ? redirect('/') : render(visit, fresh());
}

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    signInInput,
    async (input) => {
      const { token } = await signIn(visit, { ...input, browser: visit.userAgent });
      return redirect(safeTarget(visit.form.dopo), undefined, [{ name: cookieName(visit), value: token }]);
    },
    (problems) => render(visit, problems),
  );
}

/** Ends this session. */
export async function signOut(visit: Visit): Promise<Answer> {
  if (visit.sessionId) await endSession(visit.db, visit.sessionId, visit.now);
  return redirect('/', 'Si è usciti dal sistema.', [{ name: cookieName(visit), value: null }]);
}

function render(visit: Visit, problems: Problems): Answer {
  const refused = Object.keys(problems.errors).length > 0;
  return page(
    'Accesso',
    signInView(visit.hiddenFields(), problems, safeTarget(visit.query.dopo ?? visit.form.dopo)),
    {
      breadcrumb: [{ label: 'Accesso' }],
      refused,
      status: refused ? problems.status : 200,
    },
  );
}

/** Where to go after signing in: only to a page of ours. */
const safeTarget = (target: string | undefined): string =>
  target && /^\/(?![/\\])/.test(target) ? target : '/';
