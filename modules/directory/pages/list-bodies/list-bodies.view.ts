import { formatItalianDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportLinks } from '#platform/forms/list-export';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { checkbox, select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { type ActiveFilter, listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable, rowMemory } from '#ui/table';
import { directoryLinks } from '../../links.ts';
import { CATEGORY_LABELS } from '../../messages.it.ts';
import type { ListedBody } from '../../queries/list-bodies.ts';

type Choices = readonly { value: string; label: string }[];

export interface ListBodiesPage {
  list: ListQuery;
  bodies: Listed<ListedBody>;
  provinces: Choices;
  associations: Choices;
  mayImport: boolean;
}

const CLUSTERS: Choices = [
  { value: 'S', label: 'S – meno di 5.000 abitanti' },
  { value: 'M', label: 'M – da 5.000 a 15.000' },
  { value: 'L', label: 'L – oltre 15.000' },
  { value: 'PICCOLO', label: 'Piccoli comuni – fino a 5.000 (L. 158/2017)' },
];
const RTD: Choices = [
  { value: 'con', label: 'Con RTD' },
  { value: 'senza', label: 'Senza RTD' },
];
const MISSING: Choices = [
  { value: 'popolazione', label: 'Senza popolazione' },
  { value: 'imprese', label: 'Senza imprese' },
];
const CATEGORIES: Choices = Object.entries(CATEGORY_LABELS).map(([value, label]) => ({ value, label }));

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
  { header: 'Provincia', sortKey: 'provincia', cell: (b) => b.province },
  {
    header: 'Abitanti',
    sortKey: 'abitanti',
    numeric: true,
    cell: (b) => (b.inhabitants === null ? null : formatInteger(b.inhabitants)),
  },
  { header: 'Al', nowrap: true, cell: (b) => (b.populationOn ? formatItalianDate(b.populationOn) : null) },
  {
    header: 'Imprese',
    sortKey: 'imprese',
    numeric: true,
    cell: (b) => (b.enterprises === null ? null : formatInteger(b.enterprises)),
  },
];

const written = rowMemory<ListedBody>((b) => b.id);

/** The columns of the file of the list. */
export const EXPORT_COLUMNS: readonly ExportColumn<ListedBody>[] = [
  { header: 'Ente', kind: 'text', value: (b) => b.name },
  { header: 'Categoria', kind: 'text', value: (b) => CATEGORY_LABELS[b.category] ?? b.category },
  { header: 'Codice IPA', kind: 'text', value: (b) => b.ipaCode },
  { header: 'Codice ISTAT', kind: 'text', value: (b) => b.istatCode },
  { header: 'Provincia', kind: 'text', value: (b) => b.province },
  { header: 'Abitanti', kind: 'integer', value: (b) => b.inhabitants },
  { header: 'Popolazione al', kind: 'date', value: (b) => b.populationOn },
  { header: 'Imprese', kind: 'integer', value: (b) => b.enterprises },
  { header: 'Cessato il', kind: 'date', value: (b) => b.ceasedOn },
];

export function listBodiesView(shown: ListBodiesPage): Html {
  const { list, bodies } = shown;
  const active = activeFilters(shown);
  return html`${listToolbar({
    action: directoryLinks.bodies(),
    filters: filterFields(shown),
    activeFilters: active,
    clearHref: directoryLinks.bodies(),
    results: resultsOf(list, bodies, ['ente', 'enti']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: 'Enti del territorio',
    captionHidden: true,
    columns: COLUMNS,
    memory: written,
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
            action: shown.mayImport
              ? buttonLink({ label: 'Importa un registro', href: directoryLinks.newImport() })
              : '',
          }),
  })}${pagesOf(list, bodies, 'enti')}`;
}

function filterFields({ list, provinces, associations }: ListBodiesPage): Html {
  const { filters } = list;
  const choice = (name: string, label: string, choices: Choices, emptyLabel = 'Tutti') =>
    select({ name, label, value: filters[name] ?? '', choices, emptyLabel });
  return html`${textField({ name: 'q', label: 'Nome o codice', value: filters.q ?? '', type: 'search' })}${choice('categoria', 'Categoria', CATEGORIES, 'Tutte')}${choice('cluster', 'Classe di popolazione', CLUSTERS, 'Tutte')}${
    provinces.length > 1 ? choice('provincia', 'Provincia', provinces, 'Tutte') : ''
  }${associations.length > 0 ? choice('associazione', 'Comuni associati in', associations) : ''}${choice('rtd', 'RTD', RTD)}${choice('mancanti', 'Dati mancanti', MISSING)}${checkbox(
    {
      name: 'cessati',
      label: 'Mostra anche gli enti cessati',
      value: '1',
      checked: filters.cessati === '1',
    },
  )}`;
}

function activeFilters({ list, provinces, associations }: ListBodiesPage): ActiveFilter[] {
  const named: Readonly<Record<string, { title: string; choices: Choices }>> = {
    categoria: { title: 'Categoria', choices: CATEGORIES },
    cluster: { title: 'Classe', choices: CLUSTERS },
    provincia: { title: 'Provincia', choices: provinces },
    associazione: { title: 'Associati in', choices: associations },
    rtd: { title: 'RTD', choices: RTD },
    mancanti: { title: 'Dati', choices: MISSING },
  };
  return Object.entries(list.filters).map(([name, value]) => {
    const known = named[name];
    const label = known
      ? `${known.title}: ${known.choices.find((choice) => choice.value === value)?.label ?? value}`
      : name === 'q'
        ? `Cerca: ${value}`
        : 'Anche cessati';
    return { label, removeHref: list.href({ [name]: null }) };
  });
}
