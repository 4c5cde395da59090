import { formatItalianDate, romeDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { type ListQuery, readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { select } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import {
  ALLOCATION_KIND_LABELS,
  ALLOCATION_STATE_LABELS,
  weightsInWords,
} from '../../allocation-words.it.ts';
import { feesLinks } from '../../links.ts';
import { mayDraftAllocations } from '../../permissions.ts';
import {
  ALLOCATION_SORTS,
  type ListedAllocation,
  listAllocations,
  listAllocationYears,
} from '../../queries/cost-allocations.ts';
import { feesPage, yearOf } from '../fees-page.ts';

const COLUMNS: readonly Column<ListedAllocation>[] = [
  { header: 'Numero', sortKey: 'anno', nowrap: true, cell: (a) => `${a.number}/${a.year}` },
  {
    header: 'Costo',
    sortKey: 'titolo',
    rowHeader: true,
    cell: (a) => html`<a href="${feesLinks.keptAllocation(a.id)}">${a.title}</a>`,
  },
  { header: 'Tipo', cell: (a) => ALLOCATION_KIND_LABELS[a.kind] },
  {
    header: 'Stato',
    cell: (a) => statusTag(ALLOCATION_STATE_LABELS[a.state].kind, ALLOCATION_STATE_LABELS[a.state].label),
  },
  { header: 'Enti', numeric: true, cell: (a) => formatInteger(a.bodies) },
  { header: 'Ripartito', sortKey: 'importo', numeric: true, nowrap: true, cell: (a) => formatEuro(a.net) },
  {
    header: 'Proposto',
    sortKey: 'data',
    cell: (a) => `${formatItalianDate(romeDate(a.draftedAt))}, ${a.draftedBy}`,
  },
];

const EXPORT_COLUMNS: readonly ExportColumn<ListedAllocation>[] = [
  { header: 'Numero', kind: 'text', value: (a) => `${a.number}/${a.year}` },
  { header: 'Costo', kind: 'text', value: (a) => a.title },
  { header: 'Tipo', kind: 'text', value: (a) => ALLOCATION_KIND_LABELS[a.kind] },
  { header: 'Stato', kind: 'text', value: (a) => ALLOCATION_STATE_LABELS[a.state].label },
  { header: 'Convenzione', kind: 'text', value: (a) => a.conventionTitle },
  { header: 'Pesi', kind: 'text', value: (a) => weightsInWords(a.weights, a.usageLabel) },
  { header: 'Enti', kind: 'integer', value: (a) => a.bodies },
  { header: 'Costo (€)', kind: 'euro', value: (a) => a.cost },
  { header: 'Contributi (€)', kind: 'euro', value: (a) => a.grants },
  { header: 'Ripartito (€)', kind: 'euro', value: (a) => a.net },
  { header: 'Proposto da', kind: 'text', value: (a) => a.draftedBy },
  { header: 'Proposto il', kind: 'date', value: (a) => romeDate(a.draftedAt) },
];

/** The allocations that are kept, the latest first. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: ALLOCATION_SORTS,
    defaultDirection: 'desc',
    filters: ['anno', 'stato', 'tipo'],
  });
  const { format, page } = exportAsked(visit, list);
  const { anno, stato, tipo } = list.filters;
  const found = await listAllocations(visit, { year: yearOf(anno), state: stato, kind: tipo }, page);
  if (format)
    return exported({ name: `riparti-${visit.today}`, rows: found.rows, columns: EXPORT_COLUMNS }, format);
  const draft = may(visit.actor, mayDraftAllocations)
    ? buttonLink({ label: 'Ripartisci un costo', href: feesLinks.allocation() })
    : '';
  const active = activeFilters(list);
  const content = html`${listToolbar({
    action: feesLinks.allocations(),
    filters: filterFields(list, await listAllocationYears(visit)),
    activeFilters: active,
    clearHref: feesLinks.allocations(),
    results: resultsOf(list, found, ['riparto', 'riparti']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: 'Riparti dei costi',
    captionHidden: true,
    columns: COLUMNS,
    rows: found.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({ title: 'Nessun riparto corrisponde ai filtri', text: 'Togliere un filtro.' })
        : emptyState({
            title: 'Nessun riparto',
            text: 'Un costo comune si ripartisce fra gli enti aderenti e si salva come proposta: la predispone il referente amministrativo-contabile, la approva il responsabile del centro.',
            action: draft,
          }),
  })}${pagesOf(list, found, 'riparti')}`;
  return feesPage(visit, 'Riparti dei costi', content, {
    wide: true,
    heading: {
      actions: draft || buttonLink({ label: 'Calcola una ripartizione', href: feesLinks.allocation() }),
    },
  });
}

function filterFields(list: ListQuery, years: readonly number[]) {
  const { anno, stato, tipo } = list.filters;
  return [
    select({
      name: 'anno',
      label: 'Anno',
      value: anno,
      emptyLabel: 'Tutti',
      choices: years.map((year) => ({ value: String(year), label: String(year) })),
    }),
    select({
      name: 'stato',
      label: 'Stato',
      value: stato,
      emptyLabel: 'Tutti',
      choices: Object.entries(ALLOCATION_STATE_LABELS).map(([value, { label }]) => ({ value, label })),
    }),
    select({
      name: 'tipo',
      label: 'Tipo',
      value: tipo,
      emptyLabel: 'Tutti',
      choices: Object.entries(ALLOCATION_KIND_LABELS).map(([value, label]) => ({ value, label })),
    }),
  ];
}

function activeFilters(list: ListQuery) {
  const { anno, stato, tipo } = list.filters;
  const state = ALLOCATION_STATE_LABELS[stato as keyof typeof ALLOCATION_STATE_LABELS]?.label;
  const kind = ALLOCATION_KIND_LABELS[tipo as keyof typeof ALLOCATION_KIND_LABELS];
  return [
    anno ? { label: `Anno: ${anno}`, removeHref: list.href({ anno: null }) } : null,
    stato ? { label: `Stato: ${state ?? stato}`, removeHref: list.href({ stato: null }) } : null,
    tipo ? { label: `Tipo: ${kind ?? tipo}`, removeHref: list.href({ tipo: null }) } : null,
  ].filter((filter) => filter !== null);
}
