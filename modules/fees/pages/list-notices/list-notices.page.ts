import { formatItalianDate } from '#platform/calendar';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { formatEuro } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { hidden, select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { NOTICE_STATES } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { type ListedNotice, listFeeYears, listNotices, NOTICE_SORTS } from '../../queries/list-notices.ts';
import { feesPage, yearOf } from '../fees-page.ts';

export const NOTICE_COLUMNS: readonly Column<ListedNotice>[] = [
  {
    header: 'Avviso',
    sortKey: 'numero',
    rowHeader: true,
    nowrap: true,
    cell: (n) => html`<a href="${feesLinks.notice(n.id)}">n. ${n.number}/${n.year}</a>`,
  },
  { header: 'Ente che paga', sortKey: 'pagatore', cell: (n) => n.payerName },
  { header: 'Quote', numeric: true, cell: (n) => String(n.feeYear) },
  { header: 'Scadenza', sortKey: 'scadenza', nowrap: true, cell: (n) => formatItalianDate(n.dueOn) },
  {
    header: 'Dovuto',
    sortKey: 'importo',
    numeric: true,
    nowrap: true,
    cell: (n) => formatEuro(n.totalCents),
  },
  {
    header: 'Versato',
    numeric: true,
    nowrap: true,
    cell: (n) => (n.paidCents === 0 ? null : formatEuro(n.paidCents)),
  },
  {
    header: 'Da versare',
    sortKey: 'residuo',
    numeric: true,
    nowrap: true,
    cell: (n) =>
      n.paidCents > n.totalCents
        ? html`credito ${formatEuro(n.paidCents - n.totalCents)}`
        : n.paidCents === n.totalCents
          ? null
          : formatEuro(n.totalCents - n.paidCents),
  },
  { header: 'Stato', cell: (n) => statusTag(NOTICE_STATES[n.state]!.kind, NOTICE_STATES[n.state]!.label) },
];

const STATE_CHOICES = [
  ...Object.entries(NOTICE_STATES).map(([value, { label }]) => ({ value, label })),
  { value: 'OVERPAID', label: 'Con un credito' },
];

/** The payment notices, searched by payer or number, filtered by year and state. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: NOTICE_SORTS,
    defaultDirection: 'desc',
    filters: ['q', 'anno', 'stato', 'accertamento'],
  });
  const { q, anno, stato, accertamento } = list.filters;
  const { format, page } = exportAsked(visit, list);
  const notices = await listNotices(
    visit,
    { words: q, feeYear: yearOf(anno), state: stato, ...(isId(accertamento) ? { runId: accertamento } : {}) },
    page,
  );
  if (format)
    return exported(
      {
        name: `avvisi-${visit.today}`,
        rows: notices.rows,
        columns: [
          { header: 'Numero', kind: 'integer', value: (n) => n.number },
          { header: 'Anno', kind: 'text', value: (n) => n.year },
          { header: 'Quote dell’anno', kind: 'text', value: (n) => n.feeYear },
          { header: 'Ente che paga', kind: 'text', value: (n) => n.payerName },
          { header: 'Emesso il', kind: 'date', value: (n) => n.issuedOn },
          { header: 'Scadenza', kind: 'date', value: (n) => n.dueOn },
          { header: 'Dovuto (€)', kind: 'euro', value: (n) => n.totalCents },
          { header: 'Versato (€)', kind: 'euro', value: (n) => n.paidCents },
          { header: 'Da versare (€)', kind: 'euro', value: (n) => n.totalCents - n.paidCents },
          { header: 'Stato', kind: 'text', value: (n) => NOTICE_STATES[n.state]!.label },
        ],
      },
      format,
    );
  const years = await listFeeYears(visit);
  const active = [
    q ? { label: `Cerca: ${q}`, removeHref: list.href({ q: null }) } : null,
    anno ? { label: `Quote ${anno}`, removeHref: list.href({ anno: null }) } : null,
    stato
      ? {
          label: STATE_CHOICES.find((c) => c.value === stato)?.label ?? stato,
          removeHref: list.href({ stato: null }),
        }
      : null,
    accertamento ? { label: 'Di un accertamento', removeHref: list.href({ accertamento: null }) } : null,
  ].filter((chip) => chip !== null);
  const content = html`${listToolbar({
    action: feesLinks.notices(),
    hiddenFields: accertamento ? hidden('accertamento', accertamento) : '',
    filters: [
      textField({ name: 'q', label: 'Ente o numero', hint: 'Ad esempio 12/2026', value: q, type: 'search' }),
      select({
        name: 'anno',
        label: 'Quote dell’anno',
        value: anno,
        emptyLabel: 'Tutti',
        choices: years.map((y) => ({ value: String(y), label: String(y) })),
      }),
      select({ name: 'stato', label: 'Stato', value: stato, emptyLabel: 'Tutti', choices: STATE_CHOICES }),
    ],
    activeFilters: active,
    clearHref: feesLinks.notices(),
    results: resultsOf(list, notices, ['avviso', 'avvisi']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: 'Avvisi di versamento',
    captionHidden: true,
    columns: NOTICE_COLUMNS,
    rows: notices.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({
            title: 'Nessun avviso corrisponde ai filtri',
            text: 'Togliere un filtro oppure cercare con una parte del nome.',
          })
        : emptyState({
            title: 'Nessun avviso di versamento',
            text: 'Gli avvisi si emettono da un accertamento approvato.',
          }),
  })}${pagesOf(list, notices, 'avvisi')}`;
  return feesPage(visit, 'Avvisi di versamento', content, { wide: true });
}
