import { z } from 'zod';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { alert } from '#ui/alert';
import { buttonLink } from '#ui/button';
import { hidden } from '#ui/field';
import { form } from '#ui/form';
import { resetPassword } from '../../commands/reset-password.ts';
import { accessLinks } from '../../links.ts';
import { cookieNames } from '../../settings.ts';
import { resetIsOpen } from '../../store/password-resets.ts';
import { demandEqual, newPasswordFields, newPasswordShape } from '../new-password-fields.ts';
import { formStatus, problemSummary } from '../problem-summary.ts';

const input = z.object({ codice: z.string().max(100), ...newPasswordShape });
const CRUMBS = [{ label: 'Accesso', href: accessLinks.signIn() }, { label: 'Nuova password' }];

/** Opened by the link of the message. To open it uses nothing up: programs that visit links do no harm. */
export async function show(visit: Visit): Promise<Answer> {
  const token = visit.query.codice ?? '';
  if (await resetIsOpen(visit.database.installation, token, visit.now)) return render(visit, token, fresh());
  const content = html`${alert({ kind: 'warning', text: sentenceFor('access.reset-not-valid') })}${buttonLink({ label: 'Chiedi un nuovo collegamento', href: accessLinks.forgotten() })}`;
  return page('Nuova password', content, { breadcrumb: CRUMBS, status: 404 });
}

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async (typed) => {
      await resetPassword(visit, { token: typed.codice, password: demandEqual(typed) });
      return redirect(
        accessLinks.signIn(),
        'La password è stata cambiata e tutte le sessioni sono state chiuse. Accedere con la nuova password.',
        [{ name: cookieNames.session(), value: null }],
      );
    },
    (problems) => render(visit, visit.form.codice ?? '', problems),
  );
}

function render(visit: Visit, token: string, problems: Problems): Answer {
  const content = html`${problemSummary(problems)}${form({
    action: accessLinks.reset(),
    hiddenFields: html`${visit.hiddenFields()}${hidden('codice', token)}`,
    fields: newPasswordFields(problems),
    submitLabel: 'Cambia la password',
  })}`;
  return page('Nuova password', content, { breadcrumb: CRUMBS, ...formStatus(problems) });
}
