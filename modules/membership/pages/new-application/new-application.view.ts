import { CATEGORY_LABELS } from '#directory';
import { formatItalianDate } from '#platform/calendar';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { alert } from '#ui/alert';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { checkboxes, dateField, hidden, select, textField } from '#ui/field';
import { form } from '#ui/form';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { membershipLinks } from '../../links.ts';
import type { ApplicantChoice, AssociateChoice } from '../../queries/applicant-choices.ts';

/** For which body: a search at the desk, the delegating bodies in the portal. */
export function chooseApplicantView(words: string, applicants: readonly ApplicantChoice[]): Html {
  return html`<p class="lead">Scegliere l’ente per cui si presenta la domanda.</p><form class="form-block mb-4" method="get" role="search" aria-label="Ricerca dell’ente" action="${membershipLinks.newApplication()}">${textField(
    { name: 'q', label: 'Nome o codice dell’ente', value: words, type: 'search', width: 'long' },
  )}<div class="button-row"><button class="btn btn-primary" type="submit">Cerca</button></div></form>${dataTable(
    {
      caption: 'Enti per cui si può presentare la domanda',
      rows: applicants,
      small: 'stack',
      columns: [
        { header: 'Ente', rowHeader: true, cell: (b) => b.name },
        { header: 'Categoria', cell: (b) => CATEGORY_LABELS[b.category] },
        { header: 'Adesione', cell: (b) => (b.member ? statusTag('success', 'Già aderente') : null) },
        {
          header: 'Scelta',
          headerHidden: true,
          cell: (b) =>
            buttonLink({
              label: 'Scegli',
              about: b.name,
              href: `${membershipLinks.newApplication()}?ente=${b.id}`,
              kind: 'secondary',
              size: 'sm',
            }),
        },
      ],
      empty: emptyState({
        title: 'Nessun ente trovato',
        text: 'Cercare con una parte del nome, oppure verificare che l’ente sia nell’anagrafe.',
      }),
    },
  )}`;
}

export function newApplicationView(options: {
  hiddenFields: Html;
  problems: Problems;
  body: ApplicantChoice;
  conventions: readonly { id: string; title: string; validFrom: string; validTo: string }[];
  associates: readonly AssociateChoice[];
}): Html {
  const { problems, body, conventions, associates } = options;
  const { errors, values } = problems;
  if (conventions.length === 0)
    return emptyState({
      title: 'Nessuna convenzione a cui aderire',
      text: 'Il centro non ha ancora una convenzione in vigore o di prossimo inizio.',
    });
  return html`${errorSummary(Object.entries(errors).map(([field, message]) => ({ field: field || undefined, message })))}${
    body.member
      ? alert({
          kind: 'info',
          text: 'L’ente è già aderente: una nuova domanda serve per passare a una nuova convenzione o per regolarizzare un’adesione derivata.',
        })
      : ''
  }${form({
    action: membershipLinks.newApplication(),
    hiddenFields: html`${options.hiddenFields}${hidden('ente', body.id)}`,
    fields: [
      select({
        name: 'convenzione',
        label: 'Convenzione a cui aderire',
        required: true,
        value: values.convenzione ?? (conventions.length === 1 ? conventions[0]!.id : ''),
        choices: conventions.map((c) => ({
          value: c.id,
          label: `${c.title} (${formatItalianDate(c.validFrom)} – ${formatItalianDate(c.validTo)})`,
        })),
        emptyLabel: 'Scegliere',
        error: errors.convenzione,
      }),
      dateField({
        name: 'decorrenza',
        label: 'Decorrenza richiesta',
        hint: 'Facoltativa, nel formato gg/mm/aaaa. Se manca, l’adesione decorre dalla firma.',
        value: values.decorrenza,
        error: errors.decorrenza,
      }),
      associates.length > 0
        ? checkboxes({
            name: 'comuni',
            label: 'Comuni per cui l’associazione aderisce',
            hint: 'Solo i comuni scelti diventano aderenti. Ciascuno deve aver delegato l’associazione ad approvare la convenzione.',
            values: problems.valuesAll('comuni'),
            choices: associates.map((a) => ({
              value: a.id,
              label: a.name,
              disabled: a.member || !a.delegated,
              hint: a.member
                ? 'Già aderente.'
                : a.delegated
                  ? undefined
                  : 'Manca la delega ad approvare la convenzione.',
            })),
            error: errors.comuni,
          })
        : '',
    ],
    submitLabel: 'Predisponi la domanda',
    cancelHref: membershipLinks.applications(),
  })}`;
}
