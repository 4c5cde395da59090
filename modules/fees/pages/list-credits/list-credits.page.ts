import { formatItalianDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { emptyState } from '#ui/empty-state';
import { select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type Column, dataTable } from '#ui/table';
import { feesLinks } from '../../links.ts';
import { mayRecordPayments } from '../../permissions.ts';
import { CREDIT_SORTS, type Credit, listCredits } from '../../queries/list-credits.ts';
import { listFeeYears } from '../../queries/list-notices.ts';
import { creditTabs } from '../credit-tabs.ts';
import { feesPage, yearOf } from '../fees-page.ts';

const COLUMNS: readonly Column<Credit>[] = [
  {
    header: 'Avviso',
    rowHeader: true,
    nowrap: true,
    cell: (c) => html`<a href="${feesLinks.notice(c.noticeId)}">n. ${c.number}/${c.year}</a>`,
  },
  { header: 'Ente che paga', sortKey: 'ente', cell: (c) => c.payerName },
  { header: 'Quote', numeric: true, cell: (c) => String(c.feeYear) },
  { header: 'Credito dal', sortKey: 'dal', nowrap: true, cell: (c) => formatItalianDate(c.since) },
  {
    header: 'Credito',
    sortKey: 'importo',
    numeric: true,
    nowrap: true,
    cell: (c) => formatEuro(c.creditCents),
  },
  {
    header: 'Atti da approvare',
    numeric: true,
    nowrap: true,
    cell: (c) => (c.waitingCents === 0 ? null : formatEuro(c.waitingCents)),
  },
];

/** What is still free can be given back or set off. */
const ACTIONS: Column<Credit> = {
  header: 'Azioni',
  headerHidden: true,
  cell: (c) =>
    c.waitingCents >= c.creditCents
      ? html``
      : html`<a href="${feesLinks.refund(c.noticeId)}">Restituisci<span class="visually-hidden"> il credito dell’avviso n. ${c.number}/${c.year}</span></a> · <a href="${feesLinks.offset(c.noticeId)}">Compensa<span class="visually-hidden"> il credito dell’avviso n. ${c.number}/${c.year}</span></a>`,
};

const EXPORT_COLUMNS: readonly ExportColumn<Credit>[] = [
  { header: 'Avviso', kind: 'text', value: (c) => `${c.number}/${c.year}` },
  { header: 'Ente che paga', kind: 'text', value: (c) => c.payerName },
  { header: 'Quote', kind: 'integer', value: (c) => c.feeYear },
  { header: 'Credito dal', kind: 'date', value: (c) => c.since },
  { header: 'Credito (€)', kind: 'euro', value: (c) => c.creditCents },
  { header: 'Atti da approvare (€)', kind: 'euro', value: (c) => c.waitingCents },
];

/** The notices on which more was paid than is due, the oldest credits first. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: CREDIT_SORTS, filters: ['q', 'anno'] });
  const { q, anno } = list.filters;
  const { format, page } = exportAsked(visit, list);
  const credits = await listCredits(visit, { words: q, feeYear: yearOf(anno) }, page);
  if (format)
    return exported({ name: `crediti-${visit.today}`, rows: credits.rows, columns: EXPORT_COLUMNS }, format);
  const filtered = Boolean(q || anno);
  const content = html`${creditTabs('credits')}${listToolbar({
    action: feesLinks.credits(),
    filters: [
      textField({ name: 'q', label: 'Ente', value: q, type: 'search' }),
      select({
        name: 'anno',
        label: 'Quote dell’anno',
        value: anno,
        emptyLabel: 'Tutti',
        choices: (await listFeeYears(visit)).map((year) => ({ value: String(year), label: String(year) })),
      }),
    ],
    clearHref: feesLinks.credits(),
    results: resultsOf(list, credits, ['credito', 'crediti']),
    exports: exportLinks(list),
  })}${credits.total > 0 ? html`<p>Crediti per <strong>${formatEuro(credits.sumCents)}</strong> in tutto.</p>` : ''}${dataTable(
    {
      caption: 'Crediti',
      captionHidden: true,
      rows: credits.rows,
      columns: may(visit.actor, mayRecordPayments) ? [...COLUMNS, ACTIONS] : COLUMNS,
      sort: list.sorting,
      small: 'stack',
      empty: filtered
        ? emptyState({ title: 'Nessun credito corrisponde ai filtri', text: 'Togliere un filtro.' })
        : emptyState({
            title: 'Nessun credito',
            text: 'Un credito nasce quando un ente versa più del dovuto, o quando una rettifica riduce un avviso già pagato.',
          }),
    },
  )}${pagesOf(list, credits, 'crediti')}`;
  return feesPage(visit, 'Crediti', content, { wide: true });
}
