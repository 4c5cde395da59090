import { NotAllowed } from '#platform/errors';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { may } from '#platform/permission';
import { ASSOCIATIONS, draftApplication } from '../../commands/draft-application.ts';
import { membershipLinks } from '../../links.ts';
import { mayApply } from '../../permissions.ts';
import { applicantChoices, associateChoices } from '../../queries/applicant-choices.ts';
import { conventionChoices } from '../../queries/list-conventions.ts';
import { newApplicationInput } from './new-application.input.ts';
import { chooseApplicantView, newApplicationView } from './new-application.view.ts';

/** A new application: first for which body (when there is a choice), then its data. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh());

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    newApplicationInput,
    async (input) => {
      const { applicationId } = await draftApplication(visit, {
        bodyId: input.ente,
        conventionId: input.convenzione,
        listedBodyIds: input.comuni,
        wantedFrom: input.decorrenza,
      });
      return redirect(
        membershipLinks.application(applicationId),
        'La domanda è stata predisposta in bozza: controllarla e presentarla.',
      );
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const words = visit.query.q?.trim() ?? '';
  const chosen = problems.values.ente ?? visit.query.ente;
  const refused = Object.keys(problems.errors).length > 0;
  const breadcrumb = [
    { label: 'Scrivania', href: '/' },
    { label: 'Domande di adesione', href: membershipLinks.applications() },
    { label: 'Nuova domanda' },
  ];
  const applicants = await applicantChoices(visit, isId(chosen) ? '' : words);
  const only = applicants.length === 1 && !words ? applicants[0] : undefined;
  const body = isId(chosen) ? await chosenBody(visit, chosen) : only;
  if (!body) return page('Nuova domanda di adesione', chooseApplicantView(words, applicants), { breadcrumb });
  const [conventions, associates] = await Promise.all([
    conventionChoices(visit),
    ASSOCIATIONS.includes(body.category) ? associateChoices(visit, body.id) : [],
  ]);
  return page(
    'Nuova domanda di adesione',
    newApplicationView({
      hiddenFields: visit.hiddenFields(),
      problems,
      body,
      conventions: conventions.filter((c) => c.validTo >= visit.today),
      associates,
    }),
    {
      breadcrumb,
      refused,
      status: refused ? problems.status : 200,
      heading: { eyebrow: body.name },
    },
  );
}

async function chosenBody(visit: Visit, id: string) {
  if (!may(visit.actor, mayApply, id)) throw new NotAllowed(mayApply.id);
  return (await applicantChoices(visit, '', id))[0];
}
