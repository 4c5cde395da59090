import { InvalidInput } from '#platform/errors';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { draftTemplate, editTemplate } from '../../commands/draft-template.ts';
import { CONTENT_LABELS, MANDATORY_CONTENTS, SUGGESTED_CONTENTS } from '../../contents.it.ts';
import { membershipLinks } from '../../links.ts';
import { getTemplate, type TemplateSheet } from '../../queries/list-templates.ts';
import type { Article } from '../../store/templates.ts';
import { readArticles, templateHead } from './edit-template.input.ts';
import { editTemplateView } from './edit-template.view.ts';

/** A new template: the usual articles are proposed, to be written. */
export const showNew = (visit: Visit): Answer => render(visit, null, fresh(values('', proposed())));

export function create(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    templateHead,
    async (head) => {
      const { templateId } = await draftTemplate(visit, {
        code: head.codice,
        title: head.titolo,
        articles: articlesOf(visit),
      });
      return redirect(membershipLinks.template(templateId), 'Lo schema è stato salvato in bozza.');
    },
    (problems) => render(visit, null, problems),
  );
}

/** The articles of a draft. */
export async function show(visit: Visit): Promise<Answer> {
  const template = await getTemplate(visit, visit.params.id!);
  if (template.approvedOn)
    return redirect(membershipLinks.template(template.id), {
      kind: 'info',
      text: 'Questa versione è approvata e non si modifica più: creare una nuova versione.',
    });
  return render(visit, template, fresh(values(template.title, template.articles)));
}

export async function submit(visit: Visit): Promise<Answer> {
  const template = await getTemplate(visit, visit.params.id!);
  return submitForm(
    visit,
    templateHead.omit({ codice: true }),
    async (head) => {
      const rowVersion = Number(visit.form.versione) || undefined;
      await editTemplate(visit, {
        templateId: template.id,
        rowVersion,
        title: head.titolo,
        articles: articlesOf(visit),
      });
      return visit.form.azione === 'altri'
        ? redirect(membershipLinks.editTemplate(template.id), 'La bozza è salvata: aggiungere gli articoli.')
        : redirect(membershipLinks.template(template.id), 'Lo schema è stato salvato.');
    },
    (problems) => render(visit, template, problems),
  );
}

function articlesOf(visit: Visit): Article[] {
  const { articles, errors } = readArticles(visit.form);
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors);
  return articles;
}

const proposed = (): Article[] =>
  [...MANDATORY_CONTENTS, ...SUGGESTED_CONTENTS].map((content) => ({
    content,
    heading: CONTENT_LABELS[content]!,
    text: '',
  }));

function values(title: string, articles: readonly Article[]): Record<string, string> {
  const out: Record<string, string> = { titolo: title };
  articles.forEach((article, index) => {
    out[`titolo-${index}`] = article.heading;
    out[`contenuto-${index}`] = article.content;
    out[`testo-${index}`] = article.text;
  });
  return out;
}

function render(visit: Visit, template: TemplateSheet | null, problems: Problems): Answer {
  const refused = Object.keys(problems.errors).length > 0;
  const title = template ? 'Articoli dello schema' : 'Nuovo schema di convenzione';
  return page(title, editTemplateView(visit.hiddenFields(), template, problems), {
    status: refused ? problems.status : 200,
    refused,
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Convenzioni', href: membershipLinks.conventions() },
      ...(template ? [{ label: template.title, href: membershipLinks.template(template.id) }] : []),
      { label: title },
    ],
    heading: template
      ? { eyebrow: `«${template.code}», versione ${template.version}` }
      : {
          lead: 'Gli articoli proposti si possono cambiare, togliere e aggiungere; lo schema si può salvare anche incompleto.',
        },
  });
}
