import { z } from 'zod';
import { requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { textField } from '#ui/field';
import { form } from '#ui/form';
import { invitePerson } from '../../commands/invite-person.ts';
import { accessLinks } from '../../links.ts';
import { bodiesToChoose } from '../../queries/bodies-to-choose.ts';
import { INVITATION_DAYS } from '../../settings.ts';
import { grantFields } from '../grant-fields.ts';
import { grantOf, grantShape } from '../grant-input.ts';
import { formStatus, problemSummary } from '../problem-summary.ts';
import { emailInput } from '../sign-in/sign-in.input.ts';

const input = z.object({
  nome: requiredText('Indicare nome e cognome della persona.', 120),
  email: emailInput('Indicare l’indirizzo di posta elettronica della persona.'),
  ...grantShape,
});

/** Invites a person to a role. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh({ ente: visit.query.ente ?? '' }));

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async (typed) => {
      await invitePerson(visit, { name: typed.nome, email: typed.email, ...grantOf(typed) });
      return redirect(accessLinks.invitations(), `L’invito per ${typed.email} è in invio.`);
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const content = html`${problemSummary(problems)}${form({
    action: accessLinks.invite(),
    hiddenFields: visit.hiddenFields(),
    fields: html`${textField({
      name: 'nome',
      label: 'Nome e cognome',
      required: true,
      width: 'long',
      value: problems.values.nome,
      error: problems.errors.nome,
    })}${textField({
      name: 'email',
      label: 'Posta elettronica',
      type: 'email',
      hint: 'L’indirizzo personale di lavoro: ciascuno accede con il proprio.',
      required: true,
      width: 'long',
      value: problems.values.email,
      error: problems.errors.email,
    })}${grantFields(visit, await bodiesToChoose(visit), problems)}`,
    submitLabel: 'Invia l’invito',
    cancelHref: accessLinks.people(),
  })}`;
  return page('Invito di una persona', content, {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Persone e profili', href: accessLinks.people() },
      { label: 'Invito di una persona' },
    ],
    heading: {
      lead: `La persona riceve un messaggio con un collegamento personale, valido ${INVITATION_DAYS} giorni, con cui sceglie la password.`,
    },
    ...formStatus(problems),
  });
}
