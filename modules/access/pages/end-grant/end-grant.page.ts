import { z } from 'zod';
import { NotFound } from '#platform/errors';
import { requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { confirmPanel } from '#ui/confirm';
import { textField } from '#ui/field';
import { endGrant } from '../../commands/end-grant.ts';
import { accessLinks } from '../../links.ts';
import { getPerson } from '../../queries/get-person.ts';
import { grantInWords } from '../list-people/list-people.view.ts';
import { formStatus, problemSummary } from '../problem-summary.ts';

const input = z.object({
  motivo: requiredText('Indicare il motivo: resta nella storia della persona.', 300),
});

/** Before a role is ended: what happens, and the reason. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh());

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async ({ motivo }) => {
      await endGrant(visit, { grantId: visit.params.grant!, reason: motivo });
      return redirect(accessLinks.person(visit.params.id!), 'Il profilo è stato terminato.');
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const person = await getPerson(visit, visit.params.id!);
  const grant = person.grants.find((g) => g.id === visit.params.grant && !g.endedAt);
  if (!grant) throw new NotFound('grant', visit.params.grant);
  const content = html`${problemSummary(problems)}${confirmPanel({
    question: `Terminare il profilo «${grantInWords(grant)}» di ${person.name}?`,
    consequences:
      'La persona non potrà più operare con questo profilo fin dalla prossima pagina. Ciò che ha già fatto resta registrato e il profilo resta nella sua storia.',
    action: accessLinks.endGrant(person.accountId, grant.id),
    hiddenFields: visit.hiddenFields(),
    fields: textField({
      name: 'motivo',
      label: 'Motivo',
      required: true,
      width: 'full',
      maxlength: 300,
      value: problems.values.motivo,
      error: problems.errors.motivo,
    }),
    confirmLabel: 'Termina il profilo',
    cancelHref: accessLinks.person(person.accountId),
    danger: true,
  })}`;
  return page('Termine di un profilo', content, {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Persone e profili', href: accessLinks.people() },
      { label: person.name, href: accessLinks.person(person.accountId) },
      { label: 'Termine di un profilo' },
    ],
    ...formStatus(problems),
  });
}
