import { z } from 'zod';
import { optionalText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { addGrant } from '../../commands/add-grant.ts';
import { accessLinks } from '../../links.ts';
import { bodiesToChoose } from '../../queries/bodies-to-choose.ts';
import { getPerson } from '../../queries/get-person.ts';
import { rolesToGive } from '../../rules/who-may-give.ts';
import { grantOf, grantShape } from '../grant-input.ts';
import { formStatus } from '../problem-summary.ts';
import { showPersonView } from './show-person.view.ts';

const input = z.object({ ...grantShape, motivo: optionalText(300) });

/** A person with its roles, in force and ended. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh());

/** Gives another role. */
export function submit(visit: Visit): Promise<Answer> {
  const accountId = visit.params.id!;
  return submitForm(
    visit,
    input,
    async (typed) => {
      await addGrant(visit, { accountId, ...grantOf(typed), reason: typed.motivo });
      return redirect(accessLinks.person(accountId), 'Il profilo è stato assegnato.');
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const person = await getPerson(visit, visit.params.id!);
  const giving = rolesToGive(visit.actor).length > 0 && person.accountId !== visit.actor.accountId;
  const bodies = giving ? await bodiesToChoose(visit) : null;
  return page(person.name, showPersonView(visit, person, bodies, problems), {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Persone e profili', href: accessLinks.people() },
      { label: person.name },
    ],
    heading: { eyebrow: 'Persona', lead: person.email },
    ...formStatus(problems),
  });
}
