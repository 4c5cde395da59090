import { formatInstant } from '#platform/calendar';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { emptyState } from '#ui/empty-state';
import { select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type StatusKind, statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { notificationLinks } from '../../links.ts';
import { CHANNEL_LABELS, STATE_LABELS } from '../../messages.it.ts';
import type { ListedMessage } from '../../queries/list-messages.ts';

const STATE_KIND: Record<ListedMessage['state'], StatusKind> = {
  QUEUED: 'info',
  SENT: 'success',
  FOLDER: 'neutral',
  FAILED: 'danger',
  NOT_SENT: 'warning',
};

/** The state of a message, in words. */
export const messageState = (state: ListedMessage['state']): Html =>
  statusTag(STATE_KIND[state], STATE_LABELS[state]);

const COLUMNS: readonly Column<ListedMessage>[] = [
  { header: 'Data', sortKey: 'data', nowrap: true, cell: (m) => formatInstant(m.queuedAt) },
  {
    header: 'Oggetto',
    sortKey: 'oggetto',
    rowHeader: true,
    cell: (m) => html`<a href="${notificationLinks.message(m.id)}">${m.subject}</a>`,
  },
  { header: 'Destinatario', sortKey: 'destinatario', cell: (m) => m.recipient },
  { header: 'Canale', cell: (m) => CHANNEL_LABELS[m.channel] },
  { header: 'Stato', cell: (m) => messageState(m.state) },
];

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export function listMessagesView(list: ListQuery, messages: Listed<ListedMessage>): Html {
  const { q, stato, canale } = list.filters;
  const active = [
    q ? { label: `Cerca: ${q}`, removeHref: list.href({ q: null }) } : null,
    stato
      ? {
          label: STATE_LABELS[stato as keyof typeof STATE_LABELS] ?? stato,
          removeHref: list.href({ stato: null }),
        }
      : null,
    canale
      ? {
          label: CHANNEL_LABELS[canale as keyof typeof CHANNEL_LABELS] ?? canale,
          removeHref: list.href({ canale: null }),
        }
      : null,
  ].filter((chip) => chip !== null);
  const query = list.href({}).split('?')[1];
  return html`${listToolbar({
    action: notificationLinks.messages(),
    filters: [
      textField({ name: 'q', label: 'Destinatario o oggetto', value: q, type: 'search' }),
      select({
        name: 'stato',
        label: 'Stato',
        value: stato,
        choices: choicesOf(STATE_LABELS),
        emptyLabel: 'Tutti',
      }),
      select({
        name: 'canale',
        label: 'Canale',
        value: canale,
        choices: choicesOf(CHANNEL_LABELS),
        emptyLabel: 'Tutti',
      }),
    ],
    activeFilters: active,
    clearHref: notificationLinks.messages(),
    results: resultsOf(list, messages, ['messaggio', 'messaggi']),
    exports: [{ format: 'CSV', href: notificationLinks.messagesCsv(query ? `?${query}` : '') }],
  })}${dataTable({
    caption: 'Messaggi inviati',
    captionHidden: true,
    columns: COLUMNS,
    rows: messages.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({
            title: 'Nessun messaggio corrisponde ai filtri',
            text: 'Togliere un filtro oppure cercare una parte dell’indirizzo.',
          })
        : emptyState({
            title: 'Nessun messaggio inviato',
            text: 'Qui compaiono gli inviti, gli avvisi e le comunicazioni che il sistema invia per conto del centro.',
            icon: 'mail',
          }),
  })}${pagesOf(list, messages, 'messaggi')}`;
}
