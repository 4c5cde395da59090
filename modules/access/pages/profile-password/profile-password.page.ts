import { z } from 'zod';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { passwordField } from '#ui/field';
import { form } from '#ui/form';
import { changePassword } from '../../commands/change-password.ts';
import { accessLinks } from '../../links.ts';
import { demandEqual, newPasswordFields, newPasswordShape } from '../new-password-fields.ts';
import { formStatus, problemSummary } from '../problem-summary.ts';
import { profilePage } from '../profile/profile-frame.ts';

const input = z.object({
  attuale: z.string().min(1, 'Indicare la password attuale.').max(1000, 'La password è troppo lunga.'),
  ...newPasswordShape,
});

/** Changes the own password; the other sessions end. */
export const show = (visit: Visit): Answer => render(visit, fresh());

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async (typed) => {
      await changePassword(visit, {
        present: typed.attuale,
        next: demandEqual(typed),
        sessionId: visit.sessionId,
      });
      return redirect(
        accessLinks.profile(),
        'La password è stata cambiata. Le sessioni aperte su altri dispositivi sono state chiuse.',
      );
    },
    (problems) => render(visit, problems),
  );
}

function render(visit: Visit, problems: Problems): Answer {
  const content = html`${problemSummary(problems)}${form({
    action: accessLinks.profilePassword(),
    hiddenFields: visit.hiddenFields(),
    fields: html`${passwordField({
      name: 'attuale',
      label: 'Password attuale',
      autocomplete: 'current-password',
      required: true,
      width: 'long',
      error: problems.errors.attuale,
    })}${newPasswordFields(problems)}`,
    submitLabel: 'Cambia la password',
    cancelHref: accessLinks.profile(),
  })}`;
  return profilePage(visit, 'Cambio della password', content, formStatus(problems));
}
