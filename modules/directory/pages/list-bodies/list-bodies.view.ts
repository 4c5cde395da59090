import { formatItalianDate } from '#platform/calendar';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { checkbox, select, textField } from '#ui/field';
import { listToolbar } from '#ui/list-toolbar';
import { pagination } from '#ui/pagination';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { directoryLinks } from '../../links.ts';
import { CATEGORY_LABELS } from '../../messages.it.ts';
import type { ListedBody } from '../../queries/list-bodies.ts';

const COLUMNS: readonly Column<ListedBody>[] = [
  {
    header: 'Ente',
    sortKey: 'nome',
    rowHeader: true,
    cell: (b) =>
      html`<a href="${directoryLinks.body(b.id)}">${b.name}</a>${b.ceasedOn ? html` ${statusTag('neutral', 'Cessato')}` : ''}`,
  },
  { header: 'Categoria', sortKey: 'categoria', cell: (b) => CATEGORY_LABELS[b.category] },
  { header: 'Codice IPA', nowrap: true, cell: (b) => b.ipaCode },
  { header: 'Codice ISTAT', nowrap: true, cell: (b) => b.istatCode },
  { header: 'Provincia', cell: (b) => b.province },
  {
    header: 'Abitanti',
    sortKey: 'abitanti',
    numeric: true,
    cell: (b) => (b.inhabitants === null ? null : formatInteger(b.inhabitants)),
  },
  { header: 'Al', nowrap: true, cell: (b) => (b.populationOn ? formatItalianDate(b.populationOn) : null) },
];

export function listBodiesView(list: ListQuery, bodies: Listed<ListedBody>): Html {
  const { q, categoria, cessati } = list.filters;
  const active = [
    q ? { label: `Cerca: ${q}`, removeHref: list.href({ q: null }) } : null,
    categoria
      ? { label: CATEGORY_LABELS[categoria] ?? categoria, removeHref: list.href({ categoria: null }) }
      : null,
    cessati ? { label: 'Anche cessati', removeHref: list.href({ cessati: null }) } : null,
  ].filter((chip) => chip !== null);
  return html`${listToolbar({
    action: directoryLinks.bodies(),
    filters: [
      textField({ name: 'q', label: 'Nome o codice', value: q, type: 'search' }),
      select({
        name: 'categoria',
        label: 'Categoria',
        value: categoria,
        choices: Object.entries(CATEGORY_LABELS).map(([value, label]) => ({ value, label })),
        emptyLabel: 'Tutte',
      }),
      checkbox({
        name: 'cessati',
        label: 'Mostra anche gli enti cessati',
        value: '1',
        checked: cessati === '1',
      }),
    ],
    activeFilters: active,
    clearHref: directoryLinks.bodies(),
    results: {
      from: bodies.total ? list.offset + 1 : 0,
      to: list.offset + bodies.rows.length,
      total: bodies.total,
      noun: ['ente', 'enti'],
    },
  })}${dataTable({
    caption: 'Enti del territorio',
    captionHidden: true,
    columns: COLUMNS,
    rows: bodies.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({
            title: 'Nessun ente corrisponde ai filtri',
            text: 'Togliere un filtro oppure cercare con una parte del nome o con il codice.',
          })
        : emptyState({
            title: 'L’anagrafe è vuota',
            text: 'Importare il registro dei comuni ISTAT o l’elenco degli enti di IndicePA.',
          }),
  })}${pagination({ page: list.page, pageCount: Math.ceil(bodies.total / list.size), href: (number) => list.href({ pagina: number }), noun: 'enti' })}`;
}
