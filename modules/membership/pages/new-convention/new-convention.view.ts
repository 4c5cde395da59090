import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import {
  type Choice,
  checkbox,
  dateField,
  fieldset,
  numberField,
  select,
  textArea,
  textField,
} from '#ui/field';
import { form } from '#ui/form';
import { FEE_MODEL_LABELS, PRO_RATA_LABELS, READING_LABELS } from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';

const choices = (labels: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export function newConventionView(
  hiddenFields: Html,
  problems: Problems,
  templates: readonly Choice[],
): Html {
  const { errors, values } = problems;
  if (templates.length === 0)
    return emptyState({
      title: 'Nessuno schema approvato',
      text: 'Scrivere lo schema, completarne gli articoli e registrare l’atto con cui il tavolo lo approva.',
      action: buttonLink({ label: 'Vai alle convenzioni', href: membershipLinks.conventions() }),
    });
  const field = (name: string, label: string) => ({
    name,
    label,
    value: values[name],
    error: errors[name],
  });
  const box = (name: string, label: string, hint: string) =>
    checkbox({ name, label, hint, value: '1', checked: values[name] === '1' });
  return html`${errorSummary(Object.entries(errors).map(([name, message]) => ({ field: name || undefined, message })))}${form(
    {
      action: membershipLinks.newConvention(),
      hiddenFields,
      fields: [
        select({
          ...field('schema', 'Schema di convenzione'),
          required: true,
          choices: templates,
          emptyLabel: 'Scegliere',
        }),
        textField({
          ...field('titolo', 'Titolo'),
          hint: 'Ad esempio «Convenzione 2026–2036».',
          required: true,
          width: 'long',
        }),
        dateField({ ...field('dal', 'In vigore dal'), required: true }),
        dateField({ ...field('al', 'Fino al'), hint: 'Ultimo giorno compreso.', required: true }),
        fieldset({
          legend: 'Condizioni',
          content: [
            select({
              ...field('quote', 'Modello delle quote'),
              required: true,
              choices: choices(FEE_MODEL_LABELS),
              width: 'long',
            }),
            numberField({
              ...field('preavviso', 'Preavviso di recesso'),
              required: true,
              suffix: 'giorni',
            }),
            select({
              ...field('esecutivita', 'Quando una delibera è esecutiva'),
              hint: 'Lettura dell’art. 134, comma 3, TUEL seguita dal centro.',
              required: true,
              choices: choices(READING_LABELS),
              width: 'long',
            }),
            box(
              'listino',
              'Gli enti non aderenti possono acquistare a prezzo di listino',
              'Salvo i servizi riservati agli aderenti.',
            ),
            box(
              'obbligatoria',
              'Adesione obbligatoria',
              'Per gli enti a cui la norma o lo statuto la impone.',
            ),
            box(
              'fondamentali',
              'Riguarda funzioni fondamentali di comuni obbligati all’esercizio associato',
              'In tal caso la durata minima è di tre anni.',
            ),
          ],
        }),
        fieldset({
          legend: 'Quote e versamenti',
          content: [
            select({
              ...field('prorata', 'Quota di chi entra durante l’anno'),
              required: true,
              choices: choices(PRO_RATA_LABELS),
              width: 'long',
            }),
            box(
              'quotaForma',
              'Un’Unione o Comunità montana aderente versa anche la quota propria',
              'Oltre a quelle dei comuni per cui paga.',
            ),
            textArea({
              ...field('versamento', 'Come si versa'),
              hint: 'Conto di tesoreria, IBAN, causale: ogni riga compare nell’avviso di versamento. Si può aggiornare in seguito.',
              rows: 3,
            }),
          ],
        }),
        textField({
          ...field('atto', 'Atto dell’ente gestore che approva la convenzione'),
          hint: 'Organo e numero.',
          required: true,
          width: 'long',
        }),
        dateField({ ...field('attoDel', 'Data dell’atto'), required: true }),
      ],
      submitLabel: 'Apri la convenzione',
      cancelHref: membershipLinks.conventions(),
    },
  )}`;
}
