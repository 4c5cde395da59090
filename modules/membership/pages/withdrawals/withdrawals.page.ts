import { formatItalianDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { emptyState } from '#ui/empty-state';
import { select } from '#ui/field';
import { section } from '#ui/heading';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type StatusKind, statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { WITHDRAWAL_STATE_LABELS } from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';
import { mayHandleWithdrawals, mayViewMembers } from '../../permissions.ts';
import { type ListedMember, listMembers } from '../../queries/list-members.ts';
import { type ListedWithdrawal, listWithdrawals, WITHDRAWAL_SORTS } from '../../queries/withdrawals.ts';
import type { WithdrawalState } from '../../rules/withdrawal.ts';
import { sections } from '../list-applications/sections.view.ts';

const KINDS: Readonly<Record<WithdrawalState, StatusKind>> = {
  ANNOUNCED: 'info',
  NOTIFIED: 'warning',
  IN_NOTICE: 'warning',
  CLOSED: 'neutral',
};

export const withdrawalTag = (state: WithdrawalState): Html =>
  statusTag(KINDS[state], WITHDRAWAL_STATE_LABELS[state]!);

const EXPORT_COLUMNS: readonly ExportColumn<ListedWithdrawal>[] = [
  { header: 'Ente', kind: 'text', value: (w) => w.name },
  { header: 'Convenzione', kind: 'text', value: (w) => w.conventionTitle },
  { header: 'Stato', kind: 'text', value: (w) => WITHDRAWAL_STATE_LABELS[w.state] },
  { header: 'Comunicato il', kind: 'date', value: (w) => w.announcedOn },
  { header: 'Notificato il', kind: 'date', value: (w) => w.notifiedOn },
  { header: 'Effetto dal', kind: 'date', value: (w) => w.effectiveOn },
];

/** The withdrawals from the conventions. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: WITHDRAWAL_SORTS,
    defaultDirection: 'desc',
    filters: ['stato'],
  });
  const { stato } = list.filters;
  const asked = exportAsked(visit, list);
  const found = await listWithdrawals(visit, { state: stato }, asked.page);
  if (asked.format)
    return exported(
      { name: `recessi-${visit.today}`, rows: found.rows, columns: EXPORT_COLUMNS },
      asked.format,
    );
  const day = (value: string | null) => (value ? formatItalianDate(value) : null);
  const view = html`${listToolbar({
    action: membershipLinks.withdrawals(),
    filters: select({
      name: 'stato',
      label: 'Stato',
      value: stato,
      choices: Object.entries(WITHDRAWAL_STATE_LABELS).map(([value, label]) => ({ value, label })),
      emptyLabel: 'Tutti',
    }),
    activeFilters: stato
      ? [{ label: WITHDRAWAL_STATE_LABELS[stato] ?? stato, removeHref: list.href({ stato: null }) }]
      : [],
    results: resultsOf(list, found, ['recesso', 'recessi']),
    exports: exportLinks(list),
  })}${dataTable<ListedWithdrawal>({
    caption: 'Recessi dalla convenzione',
    captionHidden: true,
    small: 'stack',
    rows: found.rows,
    sort: list.sorting,
    columns: [
      {
        header: 'Ente',
        sortKey: 'ente',
        rowHeader: true,
        cell: (w) => html`<a href="${membershipLinks.withdrawal(w.id)}">${w.name}</a>`,
      },
      { header: 'Convenzione', cell: (w) => w.conventionTitle },
      { header: 'Stato', cell: (w) => withdrawalTag(w.state) },
      { header: 'Comunicato il', sortKey: 'comunicato', nowrap: true, cell: (w) => day(w.announcedOn) },
      { header: 'Notificato il', nowrap: true, cell: (w) => day(w.notifiedOn) },
      { header: 'Effetto dal', sortKey: 'effetto', nowrap: true, cell: (w) => day(w.effectiveOn) },
    ],
    empty: emptyState({
      title: stato ? 'Nessun recesso in questo stato' : 'Nessun recesso',
      text: 'Il recesso si comunica dalla scheda dell’adesione. La disdetta di un singolo servizio è un’altra cosa e non riguarda l’adesione.',
    }),
  })}${pagesOf(list, found, 'recessi')}`;
  return page('Recessi', html`${sections(visit.actor, 'withdrawals')}${view}${await toRegularise(visit)}`, {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Recessi' }],
    wide: true,
  });
}

/** The derived adhesions that have lost their ground, with what to do about them: for the office that handles them. */
async function toRegularise(visit: Visit): Promise<Html | ''> {
  if (!may(visit.actor, mayHandleWithdrawals) || !may(visit.actor, mayViewMembers)) return '';
  const { rows } = await listMembers(
    visit,
    { on: visit.today, standing: 'TO_REGULARISE' },
    { sort: 'al', direction: 'asc', size: 50, offset: 0 },
  );
  if (rows.length === 0) return '';
  return section({
    title: 'Adesioni da regolarizzare',
    content: dataTable<ListedMember>({
      caption: 'Adesioni da regolarizzare',
      captionHidden: true,
      small: 'stack',
      rows,
      columns: [
        {
          header: 'Comune',
          rowHeader: true,
          cell: (m) => html`<a href="${membershipLinks.member(m.id)}">${m.name}</a>`,
        },
        { header: 'Aderiva tramite', cell: (m) => m.viaName },
        { header: 'Decade dopo il', nowrap: true, cell: (m) => formatItalianDate(m.validTo) },
        {
          header: 'Che cosa fare',
          cell: (m) =>
            html`<a href="${membershipLinks.memberStep(m.id, 'regolarizzazione')}">Regolarizza<span class="visually-hidden"> ${m.name}</span></a>`,
        },
      ],
    }),
  });
}
