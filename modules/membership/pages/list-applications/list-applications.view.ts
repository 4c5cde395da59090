import { formatItalianDate, romeDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportLinks } from '#platform/forms/list-export';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type StatusKind, statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { APPLICATION_STATE_LABELS } from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';
import type { ListedApplication } from '../../queries/list-applications.ts';
import type { ApplicationState } from '../../rules/application-lifecycle.ts';

const STATE_KINDS: Readonly<Record<ApplicationState, StatusKind>> = {
  DRAFT: 'neutral',
  PENDING_DECLARED: 'warning',
  SUBMITTED: 'info',
  INTEGRATION_REQUESTED: 'warning',
  AWAITING_RESOLUTION: 'info',
  RESOLVED: 'info',
  READY_TO_SIGN: 'info',
  SIGNED: 'info',
  IN_FORCE: 'success',
  REJECTED: 'danger',
  WITHDRAWN: 'neutral',
  LAPSED: 'neutral',
};

/** The state of an application, in words. */
export const applicationTag = (state: ApplicationState): Html =>
  statusTag(STATE_KINDS[state], APPLICATION_STATE_LABELS[state]!);

/** A sentence on what the application is waiting for, when there is a day for it. */
function waiting(a: ListedApplication): string | null {
  if (a.state === 'RESOLVED' && a.executiveFrom) return `Esecutiva dal ${formatItalianDate(a.executiveFrom)}`;
  if (a.state === 'INTEGRATION_REQUESTED' && a.integrationDue)
    return `Risposta entro il ${formatItalianDate(a.integrationDue)}`;
  return null;
}

const COLUMNS: readonly Column<ListedApplication>[] = [
  {
    header: 'Domanda',
    sortKey: 'numero',
    nowrap: true,
    cell: (a) => html`<a href="${membershipLinks.application(a.id)}">n. ${a.number}</a>`,
  },
  {
    header: 'Ente',
    sortKey: 'ente',
    rowHeader: true,
    cell: (a) =>
      a.listed > 0
        ? html`${a.name} <span class="text-secondary text-nowrap">e ${a.listed} ${a.listed === 1 ? 'comune' : 'comuni'}</span>`
        : a.name,
  },
  { header: 'Convenzione', cell: (a) => a.conventionTitle },
  { header: 'Stato', sortKey: 'stato', cell: (a) => applicationTag(a.state) },
  { header: 'Scadenza', cell: waiting },
  {
    header: 'Aggiornata il',
    sortKey: 'aggiornata',
    nowrap: true,
    cell: (a) => formatItalianDate(romeDate(a.changedAt)),
  },
];

export const EXPORT_COLUMNS: readonly ExportColumn<ListedApplication>[] = [
  { header: 'Numero', kind: 'integer', value: (a) => a.number },
  { header: 'Ente', kind: 'text', value: (a) => a.name },
  { header: 'Convenzione', kind: 'text', value: (a) => a.conventionTitle },
  { header: 'Stato', kind: 'text', value: (a) => APPLICATION_STATE_LABELS[a.state] },
  { header: 'Comuni elencati', kind: 'integer', value: (a) => a.listed },
  { header: 'Delibera esecutiva dal', kind: 'date', value: (a) => a.executiveFrom },
  { header: 'Integrazione entro il', kind: 'date', value: (a) => a.integrationDue },
  { header: 'Presentata il', kind: 'date', value: (a) => romeDate(a.createdAt) },
  { header: 'Aggiornata il', kind: 'date', value: (a) => romeDate(a.changedAt) },
];

/** For the office that handles them: the step that the application awaits, one click away. */
const NEXT_STEP: Column<ListedApplication> = {
  header: 'Prossimo passo',
  cell: (a) => {
    const step =
      a.state === 'AWAITING_RESOLUTION'
        ? 'delibera'
        : a.state === 'READY_TO_SIGN'
          ? 'convenzione-firmata'
          : null;
    if (!step) return null;
    return html`<a href="${membershipLinks.applicationStep(a.id, step)}">${
      step === 'delibera' ? 'Registra la delibera' : 'Carica la convenzione firmata'
    }<span class="visually-hidden"> della domanda n. ${a.number}</span></a>`;
  },
};

export function listApplicationsView(options: {
  list: ListQuery;
  applications: Listed<ListedApplication>;
  conventions: readonly { id: string; title: string }[];
  mayOpen: boolean;
  mayHandle: boolean;
}): Html {
  const { list, applications, conventions, mayOpen, mayHandle } = options;
  const { q, stato, convenzione } = list.filters;
  const active = [
    q ? { label: `Cerca: ${q}`, removeHref: list.href({ q: null }) } : null,
    stato
      ? { label: APPLICATION_STATE_LABELS[stato] ?? stato, removeHref: list.href({ stato: null }) }
      : null,
    convenzione
      ? {
          label: conventions.find((c) => c.id === convenzione)?.title ?? 'Convenzione',
          removeHref: list.href({ convenzione: null }),
        }
      : null,
  ].filter((chip) => chip !== null);
  return html`${listToolbar({
    action: membershipLinks.applications(),
    filters: [
      textField({ name: 'q', label: 'Ente o numero', value: q, type: 'search' }),
      select({
        name: 'stato',
        label: 'Stato',
        value: stato,
        choices: Object.entries(APPLICATION_STATE_LABELS).map(([value, label]) => ({ value, label })),
        emptyLabel: 'Tutti',
      }),
      select({
        name: 'convenzione',
        label: 'Convenzione',
        value: convenzione,
        choices: conventions.map((c) => ({ value: c.id, label: c.title })),
        emptyLabel: 'Tutte',
      }),
    ],
    activeFilters: active,
    clearHref: membershipLinks.applications(),
    results: resultsOf(list, applications, ['domanda', 'domande']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: 'Domande di adesione',
    captionHidden: true,
    columns: mayHandle ? [...COLUMNS, NEXT_STEP] : COLUMNS,
    rows: applications.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({ title: 'Nessuna domanda corrisponde ai filtri', text: 'Togliere un filtro.' })
        : emptyState({
            title: 'Nessuna domanda di adesione',
            text: 'La domanda si presenta dall’area riservata dell’ente oppure, per suo conto, dal centro.',
            action: mayOpen
              ? buttonLink({ label: 'Nuova domanda di adesione', href: membershipLinks.newApplication() })
              : undefined,
          }),
  })}${pagesOf(list, applications, 'domande')}`;
}
