import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { submitButton } from '#ui/button';
import { errorSummary } from '#ui/error-summary';
import { fieldset, hidden, select, textArea, textField } from '#ui/field';
import { form } from '#ui/form';
import { CONTENT_LABELS, MANDATORY_CONTENTS } from '../../contents.it.ts';
import { membershipLinks } from '../../links.ts';
import type { TemplateSheet } from '../../queries/list-templates.ts';
import { MOST_ARTICLES } from './edit-template.input.ts';

const SPARE_LINES = 2;

const CONTENT_CHOICES = Object.entries(CONTENT_LABELS).map(([value, label]) => ({
  value,
  label: MANDATORY_CONTENTS.includes(value) ? `${label} (obbligatorio)` : label,
}));

export function editTemplateView(
  hiddenFields: Html,
  template: TemplateSheet | null,
  problems: Problems,
): Html {
  const { errors, values } = problems;
  const lines = Math.min(lastLine(values) + 1 + SPARE_LINES, MOST_ARTICLES);
  return html`${errorSummary(Object.entries(errors).map(([field, message]) => ({ field: field || undefined, message })))}${form(
    {
      action: template ? membershipLinks.editTemplate(template.id) : membershipLinks.newTemplate(),
      hiddenFields: html`${hiddenFields}${template ? hidden('versione', values.versione ?? template.rowVersion) : ''}`,
      intro: 'Per togliere un articolo basta svuotarne titolo e testo.',
      fields: [
        textField({
          name: 'titolo',
          label: 'Titolo dello schema',
          required: true,
          value: values.titolo,
          error: errors.titolo,
          width: 'long',
        }),
        template
          ? ''
          : textField({
              name: 'codice',
              label: 'Codice',
              hint: 'Lo stesso per tutte le versioni: lettere minuscole, cifre e trattini, ad esempio «convenzione-ict».',
              required: true,
              value: values.codice,
              error: errors.codice,
              width: 'medium',
            }),
        Array.from({ length: lines }, (_, index) => articleFields(index, problems)),
      ],
      submitLabel: 'Salva',
      otherButtons: template
        ? submitButton({
            label: 'Salva e aggiungi altri articoli',
            kind: 'secondary',
            name: 'azione',
            value: 'altri',
          })
        : '',
      cancelHref: template ? membershipLinks.template(template.id) : membershipLinks.conventions(),
    },
  )}`;
}

function articleFields(index: number, { errors, values }: Problems): Html {
  const [heading, content, text] = [`titolo-${index}`, `contenuto-${index}`, `testo-${index}`];
  return fieldset({
    legend: `Articolo ${index + 1}`,
    content: [
      textField({
        name: heading,
        label: 'Titolo dell’articolo',
        value: values[heading],
        error: errors[heading],
        width: 'long',
      }),
      select({
        name: content,
        label: 'Che cosa regola',
        value: values[content],
        choices: CONTENT_CHOICES,
        emptyLabel: 'Scegliere',
        error: errors[content],
        width: 'long',
      }),
      textArea({ name: text, label: 'Testo', rows: 4, value: values[text], error: errors[text] }),
    ],
  });
}

function lastLine(values: Readonly<Record<string, string>>): number {
  let last = -1;
  for (const name of Object.keys(values)) {
    const index = Number(/^(?:titolo|testo)-(\d+)$/.exec(name)?.[1] ?? -1);
    if (index > last && values[name] !== '' && index < MOST_ARTICLES) last = index;
  }
  return last;
}
