import { formatInstant, parseItalianDate } from '#platform/calendar';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { labelFor } from '#platform/messages';
import { details } from '#ui/details';
import { emptyState } from '#ui/empty-state';
import { dateField, select, textField } from '#ui/field';
import { pagesOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type Column, dataTable } from '#ui/table';
import { accessLinks } from '../../links.ts';
import type { AuditEvent } from '../../queries/list-audit-events.ts';

/** An action in Italian: each room says its own as `audit.<action>`. */
export const actionLabel = (action: string): string => labelFor(`audit.${action}`, action);
export const targetLabel = (target: string): string => labelFor(`audit-target.${target}`, target);

/** Facts as `name: value`, for reading and for CSV. */
export const factsInWords = (facts: Readonly<Record<string, unknown>>): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) =>
        `${labelFor(`audit-fact.${name}`, name)}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    )
    .join('; ');

const COLUMNS: readonly Column<AuditEvent>[] = [
  { header: 'N.', numeric: true, cell: (e) => e.seq },
  { header: 'Data e ora', nowrap: true, cell: (e) => formatInstant(e.at) },
  {
    header: 'Azione',
    rowHeader: true,
    cell: (e) =>
      html`${actionLabel(e.action)}${e.reason ? html`<br><span class="fw-normal">Motivo: ${e.reason}</span>` : ''}`,
  },
  {
    header: 'Persona',
    cell: (e) =>
      html`${e.actorName}${e.onBehalfOfBody ? html`<br>${e.actingBody ? `${e.actingBody}, ` : ''}per conto di ${e.onBehalfOfBody}` : ''}`,
  },
  { header: 'Oggetto', cell: (e) => targetLabel(e.target) },
  {
    header: 'Altri dati',
    cell: (e) =>
      details({
        summary: 'Mostra',
        content: html`<p class="mb-0">Codice: ${e.action}</p>${e.targetId ? html`<p class="mb-0">Identificativo: <a href="${accessLinks.audit()}?oggetto=${e.target}&amp;id=${encodeURIComponent(e.targetId)}">${e.targetId}</a></p>` : ''}${factsInWords(e.facts) ? html`<p class="mb-0">${factsInWords(e.facts)}</p>` : ''}${e.ip ? html`<p class="mb-0">Origine: ${e.ip}</p>` : ''}`,
      }),
  },
];

/** The most events that are counted. */
const MOST_COUNTED = 10_000;

export function auditView(list: ListQuery, events: Listed<AuditEvent>, actions: readonly string[]): Html {
  const { azione, persona, dal, al, oggetto, id } = list.filters;
  const active = [
    azione ? { label: actionLabel(azione), removeHref: list.href({ azione: null }) } : null,
    persona ? { label: `Persona: ${persona}`, removeHref: list.href({ persona: null }) } : null,
    dal ? { label: `Dal ${dal}`, removeHref: list.href({ dal: null }) } : null,
    al ? { label: `Al ${al}`, removeHref: list.href({ al: null }) } : null,
    oggetto || id
      ? {
          label: `Oggetto: ${oggetto ? targetLabel(oggetto) : ''} ${id ?? ''}`,
          removeHref: list.href({ oggetto: null, id: null }),
        }
      : null,
  ].filter((chip) => chip !== null);
  const query = list.href({}).split('?')[1];
  const wrongDay = (text: string | undefined) =>
    text && !parseItalianDate(text) ? 'La data non esiste: scriverla come 21/11/2026.' : undefined;
  return html`${listToolbar({
    action: accessLinks.audit(),
    filters: [
      select({
        name: 'azione',
        label: 'Azione',
        value: azione,
        emptyLabel: 'Tutte',
        choices: actions
          .map((action) => ({ value: action, label: actionLabel(action) }))
          .sort((a, b) => a.label.localeCompare(b.label, 'it')),
      }),
      textField({ name: 'persona', label: 'Persona', value: persona, type: 'search' }),
      dateField({ name: 'dal', label: 'Dal', value: dal, hint: undefined, error: wrongDay(dal) }),
      dateField({ name: 'al', label: 'Al', value: al, hint: undefined, error: wrongDay(al) }),
    ],
    activeFilters: active,
    clearHref: accessLinks.audit(),
    results: {
      from: events.total ? list.offset + 1 : 0,
      to: list.offset + events.rows.length,
      total: events.total,
      noun: events.total >= MOST_COUNTED ? ['evento', 'eventi o più'] : ['evento', 'eventi'],
    },
    exports: [{ format: 'CSV', href: accessLinks.auditCsv(query ? `?${query}` : '') }],
  })}${dataTable({
    caption: 'Registro degli eventi',
    captionHidden: true,
    columns: COLUMNS,
    rows: events.rows,
    small: 'stack',
    empty: emptyState({
      title: active.length > 0 ? 'Nessun evento corrisponde ai filtri' : 'Nessun evento registrato',
      text:
        active.length > 0
          ? 'Togliere un filtro o allargare le date.'
          : 'Gli eventi compaiono qui man mano che si opera.',
      icon: 'list',
    }),
  })}${pagesOf(list, events, 'eventi')}`;
}
