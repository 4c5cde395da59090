import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { RuleBroken } from '#platform/errors';
import { requiredDate, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { statusTag } from '#ui/status-tag';
import { approveTemplate } from '../../commands/approve-template.ts';
import { draftNextVersion } from '../../commands/draft-template.ts';
import { membershipLinks } from '../../links.ts';
import { getTemplate } from '../../queries/list-templates.ts';
import { templateView } from './template.view.ts';

/** A version of a template: its articles, what is missing, its approval. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh());

const approvalInput = z.object({
  atto: requiredText('Indicare l’atto con cui il tavolo approva lo schema.', 300),
  data: requiredDate('Indicare la data dell’atto.'),
});

export function approve(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    approvalInput,
    async (input) => {
      await approveTemplate(visit, { templateId: visit.params.id!, act: input.atto, on: input.data });
      return redirect(membershipLinks.template(visit.params.id!), 'L’approvazione è stata registrata.');
    },
    (problems) => render(visit, problems),
  );
}

/** Begins the next version, with the same articles. */
export async function nextVersion(visit: Visit): Promise<Answer> {
  try {
    const { templateId } = await draftNextVersion(visit, { templateId: visit.params.id! });
    return redirect(
      membershipLinks.editTemplate(templateId),
      'La nuova versione è in bozza: modificarne gli articoli.',
    );
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    return render(visit, {
      ...fresh(),
      status: 409,
      errors: { '': sentenceFor(error.code, error.facts) },
    });
  }
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const template = await getTemplate(visit, visit.params.id!);
  const refused = Object.keys(problems.errors).length > 0;
  return page(template.title, templateView(visit, template, problems), {
    status: refused ? problems.status : 200,
    refused,
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Convenzioni', href: membershipLinks.conventions() },
      { label: `${template.title}, versione ${template.version}` },
    ],
    heading: {
      eyebrow: `Schema di convenzione «${template.code}», versione ${template.version}`,
      status: template.approvedOn ? statusTag('success', 'Approvato') : statusTag('neutral', 'Bozza'),
      lead: template.approvedOn
        ? `${template.approvedAct} del ${formatItalianDate(template.approvedOn)}`
        : undefined,
    },
  });
}
