import { formatItalianDate } from '#platform/calendar';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink, postButton } from '#ui/button';
import { errorSummary } from '#ui/error-summary';
import { dateField, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { missingContents } from '../../commands/approve-template.ts';
import { CONTENT_LABELS, SUGGESTED_CONTENTS } from '../../contents.it.ts';
import { membershipLinks } from '../../links.ts';
import { mayApproveTemplates, mayEditConventions } from '../../permissions.ts';
import type { TemplateSheet } from '../../queries/list-templates.ts';
import type { Article } from '../../store/templates.ts';

export function templateView(visit: Visit, template: TemplateSheet, problems: Problems): Html {
  const errors = Object.entries(problems.errors).map(([field, message]) => ({
    field: field || undefined,
    message,
  }));
  return html`${errorSummary(errors)}${template.approvedOn ? '' : completeness(template)}${actions(visit, template)}${section(
    { title: 'Articoli', content: articlesView(template.articles) },
  )}${
    !template.approvedOn && may(visit.actor, mayApproveTemplates)
      ? section({
          title: 'Registra l’approvazione',
          content: approval(visit.hiddenFields(), template, problems),
        })
      : ''
  }${template.versions.length > 0 ? section({ title: 'Altre versioni', content: versions(template) }) : ''}`;
}

/** The articles as they are read, numbered in their order. */
export const articlesView = (articles: readonly Article[]): Html =>
  articles.length === 0
    ? html`<p>Lo schema non ha ancora articoli.</p>`
    : html`${articles.map(
        (article, index) =>
          html`<section class="mb-4"><h3 class="h5">Art. ${index + 1} – ${article.heading}</h3>${article.text
            .split(/\n{2,}/)
            .map((paragraph) => html`<p>${paragraph}</p>`)}</section>`,
      )}`;

/** What the law asks for and is missing; what we suggest. */
function completeness(template: TemplateSheet): Html {
  const missing = missingContents(template.articles);
  const regulated = new Set(template.articles.map((a) => a.content));
  const suggested = SUGGESTED_CONTENTS.filter((content) => !regulated.has(content));
  const names = (contents: readonly string[]) => contents.map((c) => CONTENT_LABELS[c]).join('; ');
  return html`${
    missing.length > 0
      ? alert({
          kind: 'warning',
          title: 'Mancano contenuti obbligatori',
          text: `Senza di essi lo schema non può essere approvato (art. 30, comma 2, TUEL): ${names(missing)}.`,
        })
      : alert({ kind: 'success', text: 'Tutti i contenuti obbligatori sono regolati.' })
  }${suggested.length > 0 ? html`<p class="form-text">Di solito una convenzione regola anche: ${names(suggested)}.</p>` : ''}`;
}

function actions(visit: Visit, template: TemplateSheet): Html | '' {
  if (!may(visit.actor, mayEditConventions)) return '';
  if (!template.approvedOn)
    return buttonGroup([
      buttonLink({ label: 'Modifica gli articoli', href: membershipLinks.editTemplate(template.id) }),
    ]);
  return buttonGroup([
    buttonLink({
      label: 'Apri una convenzione con questo schema',
      href: membershipLinks.newConvention(template.id),
    }),
    postButton({
      label: 'Crea una nuova versione',
      kind: 'secondary',
      action: membershipLinks.newTemplateVersion(template.id),
      hiddenFields: visit.hiddenFields(),
    }),
  ]);
}

const approval = (hiddenFields: Html, template: TemplateSheet, { errors, values }: Problems): Html =>
  form({
    action: membershipLinks.approveTemplate(template.id),
    hiddenFields,
    intro: 'Dopo l’approvazione questa versione non si modifica più.',
    fields: [
      textField({
        name: 'atto',
        label: 'Atto del tavolo che approva lo schema',
        hint: 'Ad esempio «Decisione del tavolo strategico n. 4/2026».',
        required: true,
        value: values.atto,
        error: errors.atto,
        width: 'long',
      }),
      dateField({
        name: 'data',
        label: 'Data dell’atto',
        required: true,
        value: values.data,
        error: errors.data,
      }),
    ],
    submitLabel: 'Registra l’approvazione',
  });

const versions = (template: TemplateSheet): Html =>
  html`<ul>${template.versions.map(
    (v) =>
      html`<li><a href="${membershipLinks.template(v.id)}">Versione ${v.version}</a>, ${v.approvedOn ? `approvata il ${formatItalianDate(v.approvedOn)}` : 'bozza'}</li>`,
  )}</ul>`;
