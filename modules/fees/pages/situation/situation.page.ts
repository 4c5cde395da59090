import { formatItalianDate, parseItalianDate, partsOf } from '#platform/calendar';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { type ListQuery, readListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { decimal, formatDecimalText, formatEuro, formatInteger } from '#platform/money';
import { barChart } from '#ui/chart';
import { emptyState } from '#ui/empty-state';
import { checkbox, dateField, hidden, select, textField } from '#ui/field';
import { figureTiles } from '#ui/figure-tile';
import { section } from '#ui/heading';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { dataTable } from '#ui/table';
import { tabs } from '#ui/tabs';
import { CLOSING_STATE_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import {
  type DebtorSituation,
  feeSituation,
  listDebtors,
  listPayers,
  type PayerSituation,
  SITUATION_SORTS,
  type Situation,
} from '../../queries/fee-situation.ts';
import { listFeeYears } from '../../queries/list-notices.ts';
import { findClosingOf } from '../../queries/year-closings.ts';
import { feesPage, yearOf } from '../fees-page.ts';

/** How the fees of a year stand on a day: assessed, noticed, collected, overdue; by payer or by debtor. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: SITUATION_SORTS,
    filters: ['anno', 'al', 'per', 'q', 'aperti'],
  });
  const years = await listFeeYears(visit);
  const year = yearOf(list.filters.anno) ?? years[0] ?? partsOf(visit.today).year;
  const on = (list.filters.al && parseItalianDate(list.filters.al)) || visit.today;
  const byDebtor = list.filters.per === 'debitore';
  const { format, page } = exportAsked(visit, list);
  const { q, aperti } = list.filters;
  const payers = byDebtor
    ? null
    : await listPayers(visit, year, on, { words: q, onlyOpen: aperti === '1' }, page);
  const debtors = byDebtor ? await listDebtors(visit, year, on, { words: q }, page) : null;
  if (format && payers)
    return exported(
      { name: `situazione-${year}-al-${on}`, rows: payers.rows, columns: PAYER_EXPORT },
      format,
    );
  if (format && debtors)
    return exported(
      { name: `situazione-debitori-${year}-al-${on}`, rows: debtors.rows, columns: DEBTOR_EXPORT },
      format,
    );
  const situation = await feeSituation(visit, year, on);
  const closing = await findClosingOf(visit, year);
  const content = html`${chooser(visit, list, years, year, on)}${
    closing
      ? html`<p>${CLOSING_STATE_LABELS[closing.state]!.label}: <a href="${feesLinks.closing(closing.id)}">rendiconto delle quote ${year}</a>.</p>`
      : ''
  }${totals(situation)}${tabs({
    label: 'Dettaglio',
    tabs: [
      {
        label: 'Per ente che paga',
        href: list.href({ per: null, ordine: null, verso: null }),
        current: !byDebtor,
      },
      {
        label: 'Per debitore',
        href: list.href({ per: 'debitore', ordine: null, verso: null }),
        current: byDebtor,
      },
    ],
  })}${details(list, year, on, payers, debtors)}`;
  return feesPage(visit, `Situazione delle quote ${year}`, content, {
    wide: true,
    heading: { lead: `Al ${formatItalianDate(on)}` },
  });
}

const PAYER_EXPORT = [
  { header: 'Ente che paga', kind: 'text' as const, value: (p: PayerSituation) => p.name },
  { header: 'Avvisi', kind: 'integer' as const, value: (p: PayerSituation) => p.notices },
  { header: 'Dovuto (€)', kind: 'euro' as const, value: (p: PayerSituation) => p.due },
  { header: 'Versato (€)', kind: 'euro' as const, value: (p: PayerSituation) => p.paid },
  { header: 'Da versare (€)', kind: 'euro' as const, value: (p: PayerSituation) => p.open },
  { header: 'Credito (€)', kind: 'euro' as const, value: (p: PayerSituation) => p.credit },
  { header: 'Giorni di ritardo', kind: 'integer' as const, value: (p: PayerSituation) => p.late },
];
const DEBTOR_EXPORT = [
  { header: 'Debitore', kind: 'text' as const, value: (d: DebtorSituation) => d.name },
  { header: 'Chi paga', kind: 'text' as const, value: (d: DebtorSituation) => d.payers },
  { header: 'Dovuto (€)', kind: 'euro' as const, value: (d: DebtorSituation) => d.due },
  { header: 'Ancora aperto (€)', kind: 'euro' as const, value: (d: DebtorSituation) => d.open },
];

function chooser(visit: Visit, list: ListQuery, years: readonly number[], year: number, on: string): Html {
  const { href } = list;
  const closing = `31/12/${year}`;
  return html`<form class="list-filters" method="get" action="${feesLinks.situation()}" aria-label="Anno e data"><div class="list-filters-fields">${[
    select({
      name: 'anno',
      label: 'Quote dell’anno',
      value: String(year),
      choices: [...new Set([year, ...years])].map((y) => ({ value: String(y), label: String(y) })),
      submitOnChange: true,
    }),
    dateField({
      name: 'al',
      label: 'Al',
      value: list.filters.al ?? formatItalianDate(visit.today),
      hint: 'gg/mm/aaaa',
    }),
  ]}<div class="list-filters-submit"><button class="btn btn-primary" type="submit">Mostra</button></div></div></form>${
    visit.today > `${year}-12-31` && on !== `${year}-12-31`
      ? html`<p><a href="${href({ al: closing, anno: year })}">Saldo di chiusura al ${closing}</a></p>`
      : ''
  }`;
}

function totals(s: Situation): Html {
  const tiles = figureTiles([
    { figure: formatEuro(s.assessed), label: 'Accertato', note: `${formatInteger(s.assessedBodies)} enti` },
    {
      figure: formatEuro(s.noticed),
      label: 'Richiesto con avvisi',
      note:
        s.corrected === 0
          ? `${formatInteger(s.notices)} avvisi`
          : `${formatInteger(s.notices)} avvisi; rettifiche ${formatEuro(s.corrected)}`,
    },
    { figure: formatEuro(s.paid), label: 'Versato', note: rate(s) },
    {
      figure: formatEuro(s.open),
      label: 'Da versare',
      note: s.credit > 0 ? `crediti degli enti ${formatEuro(s.credit)}` : undefined,
    },
    {
      figure: formatEuro(s.overdue),
      label: 'Scaduto',
      note: `${formatInteger(s.overdueNotices)} avvisi`,
      ...(s.overdue > 0 ? { kind: 'danger' as const } : {}),
    },
  ]);
  if (s.overdue === 0) return tiles;
  const bars = ['Fino a 30 giorni', 'Da 31 a 60 giorni', 'Da 61 a 90 giorni', 'Oltre 90 giorni'].map(
    (label, i) => ({ label, value: s.ageing[i] ?? 0, text: formatEuro(s.ageing[i] ?? 0) }),
  );
  return html`${tiles}${barChart({
    title: 'Scaduto per giorni di ritardo',
    description: `Importi scaduti e non versati al ${formatItalianDate(s.on)}, per giorni trascorsi dalla scadenza.`,
    bars,
    labelHeader: 'Ritardo',
    valueHeader: 'Scaduto',
  })}`;
}

/** "riscosso 83,4% di 12.000,00 € dovuti": the rate always says of what. [G] Credits are not collected fees. */
function rate({ paid, credit, due }: Situation): string {
  if (due === 0) return 'nulla è dovuto';
  const percent = decimal(paid - credit)
    .times(100)
    .div(due)
    .round(1)
    .toFixed(1);
  return `riscosso il ${formatDecimalText(percent)}% di ${formatEuro(due)} dovuti`;
}

function details(
  list: ListQuery,
  year: number,
  on: string,
  payers: Awaited<ReturnType<typeof listPayers>> | null,
  debtors: Awaited<ReturnType<typeof listDebtors>> | null,
): Html {
  const { q, aperti, al, per } = list.filters;
  const listed = payers ?? debtors!;
  const empty = emptyState({
    title: q || aperti ? 'Nessun ente corrisponde' : 'Nessun avviso per quest’anno',
    text: q || aperti ? 'Togliere un filtro.' : 'La situazione si vede dopo l’emissione degli avvisi.',
  });
  const table = payers
    ? dataTable<PayerSituation>({
        caption: `Situazione per ente che paga al ${formatItalianDate(on)}`,
        captionHidden: true,
        rows: payers.rows,
        sort: list.sorting,
        small: 'stack',
        columns: [
          {
            header: 'Ente che paga',
            sortKey: 'ente',
            rowHeader: true,
            cell: (p) =>
              html`<a href="${feesLinks.notices()}?anno=${year}&q=${encodeURIComponent(p.name)}">${p.name}</a>`,
          },
          {
            header: 'Dovuto',
            sortKey: 'dovuto',
            numeric: true,
            nowrap: true,
            cell: (p) => formatEuro(p.due),
          },
          {
            header: 'Versato',
            numeric: true,
            nowrap: true,
            cell: (p) => (p.paid === 0 ? null : formatEuro(p.paid)),
          },
          {
            header: 'Da versare',
            sortKey: 'aperto',
            numeric: true,
            nowrap: true,
            cell: (p) =>
              p.credit > 0 ? `credito ${formatEuro(p.credit)}` : p.open === 0 ? null : formatEuro(p.open),
          },
          {
            header: 'Giorni di ritardo',
            sortKey: 'ritardo',
            numeric: true,
            cell: (p) => (p.late === null ? null : formatInteger(p.late)),
          },
        ],
        empty,
      })
    : dataTable<DebtorSituation>({
        caption: `Situazione per debitore al ${formatItalianDate(on)}`,
        captionHidden: true,
        rows: debtors!.rows,
        small: 'stack',
        columns: [
          { header: 'Debitore', rowHeader: true, cell: (d) => d.name },
          { header: 'Chi paga', cell: (d) => (d.payers === d.name ? 'L’ente stesso' : d.payers) },
          { header: 'Dovuto', numeric: true, nowrap: true, cell: (d) => formatEuro(d.due) },
          {
            header: 'Ancora aperto',
            numeric: true,
            nowrap: true,
            cell: (d) => (d.open === 0 ? null : formatEuro(d.open)),
          },
        ],
        empty,
      });
  return section({
    title: payers ? 'Per ente che paga' : 'Per debitore',
    content: html`${listToolbar({
      action: feesLinks.situation(),
      hiddenFields: [hidden('anno', year), al ? hidden('al', al) : '', per ? hidden('per', per) : ''],
      filters: [
        textField({ name: 'q', label: 'Ente', value: q, type: 'search' }),
        payers
          ? checkbox({
              name: 'aperti',
              label: 'Solo con importi da versare',
              value: '1',
              checked: aperti === '1',
            })
          : '',
      ],
      activeFilters: q ? [{ label: `Cerca: ${q}`, removeHref: list.href({ q: null }) }] : [],
      results: resultsOf(list, listed, ['ente', 'enti']),
      exports: exportLinks(list),
    })}${table}${pagesOf(list, listed, 'enti')}`,
  });
}
