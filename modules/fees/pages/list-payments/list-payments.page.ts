import { formatItalianDate, parseItalianDate } from '#platform/calendar';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { dateField, select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type Column, dataTable } from '#ui/table';
import { MOVEMENT_LABELS } from '../../credit-messages.it.ts';
import { CHANNEL_LABELS, channelOf } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayFollowFees } from '../../permissions.ts';
import { type ListedPayment, listPayments, PAYMENT_SORTS } from '../../queries/list-payments.ts';
import type { MovementKind } from '../../rules/credit.ts';
import { feesPage } from '../fees-page.ts';

const typeOf = (p: ListedPayment) =>
  p.creditActId
    ? html`<a href="${feesLinks.creditAct(p.creditActId)}">${MOVEMENT_LABELS[p.kind]}<span class="visually-hidden"> del ${formatItalianDate(p.paidOn)}, ${p.payerName}</span></a>`
    : MOVEMENT_LABELS[p.kind];

const COLUMNS: readonly Column<ListedPayment>[] = [
  { header: 'Data', sortKey: 'data', nowrap: true, cell: (p) => formatItalianDate(p.paidOn) },
  { header: 'Ente che paga', sortKey: 'pagatore', rowHeader: true, cell: (p) => p.payerName },
  {
    header: 'Avviso',
    nowrap: true,
    cell: (p) => html`<a href="${feesLinks.notice(p.noticeId)}">n. ${p.number}/${p.year}</a>`,
  },
  { header: 'Tipo', cell: typeOf },
  { header: 'Canale', cell: (p) => channelOf(p) },
  { header: 'Riferimento', cell: (p) => p.reference },
  { header: 'Note', cell: (p) => (p.reversed ? 'Stornato' : null) },
  {
    header: 'Importo',
    sortKey: 'importo',
    numeric: true,
    nowrap: true,
    cell: (p) => formatEuro(p.amountCents),
  },
];

/** The payments recorded, the latest first. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: PAYMENT_SORTS,
    defaultDirection: 'desc',
    filters: ['q', 'tipo', 'canale', 'dal', 'al'],
  });
  const { q, tipo, canale, dal, al } = list.filters;
  const { format, page } = exportAsked(visit, list);
  const day = (text: string | undefined) => (text ? (parseItalianDate(text) ?? undefined) : undefined);
  const payments = await listPayments(
    visit,
    { words: q, kind: tipo, channel: canale, from: day(dal), to: day(al) },
    page,
  );
  if (format)
    return exported(
      {
        name: `versamenti-${visit.today}`,
        rows: payments.rows,
        columns: [
          { header: 'Data', kind: 'date', value: (p) => p.paidOn },
          { header: 'Ente che paga', kind: 'text', value: (p) => p.payerName },
          { header: 'Avviso', kind: 'text', value: (p) => `${p.number}/${p.year}` },
          { header: 'Tipo', kind: 'text', value: (p) => MOVEMENT_LABELS[p.kind] },
          { header: 'Canale', kind: 'text', value: (p) => channelOf(p) },
          { header: 'Riferimento', kind: 'text', value: (p) => p.reference },
          { header: 'Importo (€)', kind: 'euro', value: (p) => p.amountCents },
          {
            header: 'Note',
            kind: 'text',
            value: (p) => (p.reversed ? 'Stornato' : ''),
          },
        ],
      },
      format,
    );
  const bank = may(visit.actor, mayFollowFees)
    ? buttonLink({ label: 'File della banca', href: feesLinks.bankFiles(), icon: 'upload' })
    : '';
  const active = [
    q ? { label: `Cerca: ${q}`, removeHref: list.href({ q: null }) } : null,
    tipo
      ? { label: MOVEMENT_LABELS[tipo as MovementKind] ?? tipo, removeHref: list.href({ tipo: null }) }
      : null,
    canale ? { label: CHANNEL_LABELS[canale] ?? canale, removeHref: list.href({ canale: null }) } : null,
    dal ? { label: `Dal ${dal}`, removeHref: list.href({ dal: null }) } : null,
    al ? { label: `Al ${al}`, removeHref: list.href({ al: null }) } : null,
  ].filter((chip) => chip !== null);
  const content = html`${listToolbar({
    action: feesLinks.payments(),
    filters: [
      textField({ name: 'q', label: 'Ente o riferimento', value: q, type: 'search' }),
      select({
        name: 'tipo',
        label: 'Tipo',
        value: tipo,
        emptyLabel: 'Tutti',
        choices: Object.entries(MOVEMENT_LABELS).map(([value, label]) => ({ value, label })),
      }),
      select({
        name: 'canale',
        label: 'Canale',
        value: canale,
        emptyLabel: 'Tutti',
        choices: Object.entries(CHANNEL_LABELS).map(([value, label]) => ({ value, label })),
      }),
      dateField({ name: 'dal', label: 'Dal', value: dal, hint: 'gg/mm/aaaa' }),
      dateField({ name: 'al', label: 'Al', value: al, hint: 'gg/mm/aaaa' }),
    ],
    activeFilters: active,
    clearHref: feesLinks.payments(),
    results: resultsOf(list, payments, ['versamento', 'versamenti']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: 'Versamenti',
    captionHidden: true,
    columns: COLUMNS,
    rows: payments.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({ title: 'Nessun versamento corrisponde ai filtri', text: 'Togliere un filtro.' })
        : emptyState({
            title: 'Nessun versamento',
            text: 'I versamenti si registrano dalla pagina dell’avviso oppure caricando il file della banca.',
            action: bank,
          }),
  })}${pagesOf(list, payments, 'versamenti')}`;
  return feesPage(visit, 'Versamenti', content, { wide: true, heading: { actions: bank } });
}
