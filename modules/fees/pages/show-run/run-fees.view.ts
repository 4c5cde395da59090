import { CATEGORY_LABELS } from '#directory';
import { formatItalianDate } from '#platform/calendar';
import { exportLinks } from '#platform/forms/list-export';
import { type Html, html } from '#platform/html';
import { formatEuro, formatInteger } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { checkbox, select, textField } from '#ui/field';
import { section } from '#ui/heading';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type Column, dataTable, rowMemory } from '#ui/table';
import { CLUSTER_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import type { ListedAssessment } from '../../queries/list-assessments.ts';
import type { RunViewParts } from './show-run.view.ts';

const COLUMNS: readonly Column<ListedAssessment>[] = [
  {
    header: 'Ente',
    sortKey: 'ente',
    rowHeader: true,
    cell: (f) => html`<a href="${feesLinks.assessment(f.id)}">${f.name}</a>`,
  },
  { header: 'Categoria', cell: (f) => CATEGORY_LABELS[f.category] },
  {
    header: 'Abitanti',
    sortKey: 'abitanti',
    numeric: true,
    cell: (f) => (f.inhabitants === null ? null : formatInteger(f.inhabitants)),
  },
  {
    header: 'Parte dell’anno',
    nowrap: true,
    cell: (f) => (f.amountCents < f.yearlyCents ? `dal ${formatItalianDate(f.effectiveFrom)}` : null),
  },
  {
    header: 'Quota dovuta',
    sortKey: 'quota',
    numeric: true,
    nowrap: true,
    cell: (f) => formatEuro(f.amountCents),
  },
];

const written = rowMemory<ListedAssessment>((f) => f.id);

/** The fees of a run, filtered, sorted and paged. */
export function runFees({ list, fees, run, groups }: RunViewParts): Html {
  const { q, categoria, classe, parte } = list.filters;
  const active = [
    q ? { label: `Cerca: ${q}`, removeHref: list.href({ q: null }) } : null,
    categoria
      ? { label: CATEGORY_LABELS[categoria] ?? categoria, removeHref: list.href({ categoria: null }) }
      : null,
    classe ? { label: CLUSTER_LABELS[classe] ?? classe, removeHref: list.href({ classe: null }) } : null,
    parte ? { label: 'Solo parte dell’anno', removeHref: list.href({ parte: null }) } : null,
  ].filter((chip) => chip !== null);
  return section({
    title: 'Quote degli enti',
    id: 'quote',
    content: html`${listToolbar({
      action: feesLinks.run(run.id),
      filters: [
        textField({ name: 'q', label: 'Nome o codice', value: q, type: 'search' }),
        select({
          name: 'categoria',
          label: 'Categoria',
          value: categoria,
          emptyLabel: 'Tutte',
          choices: groups.categories.map(({ group }) => ({
            value: group,
            label: CATEGORY_LABELS[group] ?? group,
          })),
        }),
        select({
          name: 'classe',
          label: 'Classe',
          value: classe,
          emptyLabel: 'Tutte',
          choices: Object.entries(CLUSTER_LABELS).map(([value, label]) => ({ value, label })),
        }),
        checkbox({ name: 'parte', label: 'Solo per parte dell’anno', value: '1', checked: parte === '1' }),
      ],
      activeFilters: active,
      clearHref: feesLinks.run(run.id),
      results: resultsOf(list, fees, ['quota', 'quote']),
      exports: exportLinks(list),
    })}${dataTable({
      caption: 'Quote degli enti',
      captionHidden: true,
      columns: COLUMNS,
      memory: written,
      rows: fees.rows,
      sort: list.sorting,
      small: 'stack',
      empty: emptyState({
        title: active.length > 0 ? 'Nessuna quota corrisponde ai filtri' : 'Ancora nessuna quota',
        text: active.length > 0 ? 'Togliere un filtro.' : 'Le quote compaiono mentre l’accertamento procede.',
      }),
    })}${pagesOf(list, fees, 'quote')}`,
  });
}
