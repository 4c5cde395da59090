import { formatInstant } from '#platform/calendar';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { descriptionList } from '#ui/description-list';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { select, textArea } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { siteLinks } from '../../links.ts';
import { REPORT_STATES } from '../../messages.it.ts';
import type { Report } from '../../queries/list-reports.ts';

const MOST_SHOWN = 120;
const stateTag = (state: string): Html =>
  statusTag(state === 'OPEN' ? 'warning' : 'neutral', REPORT_STATES[state] ?? state);

export function reportsView(list: ListQuery, reports: Listed<Report>): Html {
  const { stato } = list.filters;
  return html`${listToolbar({
    action: siteLinks.reports(),
    filters: select({
      name: 'stato',
      label: 'Stato',
      value: stato,
      choices: Object.entries(REPORT_STATES).map(([value, label]) => ({ value, label })),
      emptyLabel: 'Tutte',
    }),
    activeFilters: stato
      ? [{ label: REPORT_STATES[stato] ?? stato, removeHref: list.href({ stato: null }) }]
      : [],
    results: resultsOf(list, reports, ['segnalazione', 'segnalazioni']),
  })}${dataTable({
    caption: 'Segnalazioni di disservizio',
    captionHidden: true,
    rows: reports.rows,
    sort: list.sorting,
    small: 'stack',
    columns: [
      {
        header: 'Numero',
        sortKey: 'numero',
        rowHeader: true,
        nowrap: true,
        cell: (r) => html`<a href="${siteLinks.reportAtTheDesk(r.id)}">N. ${r.number}</a>`,
      },
      { header: 'Ricevuta', sortKey: 'data', nowrap: true, cell: (r) => formatInstant(r.receivedAt) },
      {
        header: 'Che cosa non funziona',
        cell: (r) => (r.what.length > MOST_SHOWN ? `${r.what.slice(0, MOST_SHOWN)}…` : r.what),
      },
      { header: 'Stato', cell: (r) => stateTag(r.state) },
    ],
    empty: emptyState({
      title: stato ? 'Nessuna segnalazione in questo stato' : 'Nessuna segnalazione',
      text: 'Le segnalazioni inviate dal sito pubblico compaiono qui.',
    }),
  })}${pagesOf(list, reports, 'segnalazioni')}`;
}

export function reportDeskView(report: Report, hiddenFields: Html | null, problems: Problems): Html {
  return html`${errorSummary(Object.entries(problems.errors).map(([field, message]) => (field ? { field, message } : { message })))}${descriptionList(
    [
      { term: 'Stato', value: stateTag(report.state) },
      {
        term: 'Che cosa non funziona',
        value: html`${report.what.split(/\n+/).map((line, index) => html`${index > 0 ? html`<br>` : ''}${line}`)}`,
      },
      { term: 'Pagina o servizio', value: report.pageAddress },
      {
        term: 'Posta per la risposta',
        value: report.email && html`<a href="mailto:${report.email}">${report.email}</a>`,
      },
      report.outcome && { term: 'Esito', value: report.outcome },
      report.closedAt && {
        term: 'Chiusa',
        value: `${formatInstant(report.closedAt)}, da ${report.closedBy}`,
      },
    ],
  )}${
    hiddenFields
      ? section({
          title: 'Chiudere la segnalazione',
          content: form({
            action: `${siteLinks.reportAtTheDesk(report.id)}/chiusura`,
            hiddenFields,
            fields: textArea({
              name: 'esito',
              label: 'Che cosa è stato fatto',
              required: true,
              maxlength: 2000,
              value: problems.values.esito ?? '',
              ...(problems.errors.esito ? { error: problems.errors.esito } : {}),
            }),
            submitLabel: 'Chiudi la segnalazione',
          }),
        })
      : ''
  }`;
}
