import { z } from 'zod';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { textField } from '#ui/field';
import { form } from '#ui/form';
import { askPasswordReset } from '../../commands/reset-password.ts';
import { accessLinks } from '../../links.ts';
import { formStatus, problemSummary } from '../problem-summary.ts';
import { emailInput } from '../sign-in/sign-in.input.ts';

const input = z.object({ email: emailInput('Indicare il proprio indirizzo di posta elettronica.') });

/** Asks for a link to choose a new password. The answer is the same for every address. */
export const show = (visit: Visit): Answer => render(visit, fresh());

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async ({ email }) => {
      await askPasswordReset(visit, { email });
      return redirect(accessLinks.signIn(), {
        kind: 'info',
        text: 'Se l’indirizzo corrisponde a un accesso attivo, fra poco arriverà un messaggio con il collegamento per scegliere una nuova password. Il collegamento vale un’ora.',
      });
    },
    (problems) => render(visit, problems),
  );
}

function render(visit: Visit, problems: Problems): Answer {
  const content = html`${problemSummary(problems)}${form({
    action: accessLinks.forgotten(),
    hiddenFields: visit.hiddenFields(),
    fields: textField({
      name: 'email',
      label: 'Posta elettronica',
      type: 'email',
      autocomplete: 'username',
      required: true,
      width: 'long',
      value: problems.values.email,
      error: problems.errors.email,
    }),
    submitLabel: 'Invia il collegamento',
    cancelHref: accessLinks.signIn(),
  })}`;
  return page('Password dimenticata', content, {
    breadcrumb: [{ label: 'Accesso', href: accessLinks.signIn() }, { label: 'Password dimenticata' }],
    heading: { lead: 'Si riceverà un messaggio con il collegamento per scegliere una nuova password.' },
    ...formStatus(problems),
  });
}
