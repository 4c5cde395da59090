import { CATEGORY_LABELS, directoryLinks } from '#directory';
import { formatInstant, formatItalianDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportLinks } from '#platform/forms/list-export';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { emptyState } from '#ui/empty-state';
import { checkbox, dateField, select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { membershipLinks } from '../../links.ts';
import type { ListedClass } from '../../queries/list-classes.ts';
import type { ListedConvention } from '../../queries/list-conventions.ts';

export const EXPORT_COLUMNS: readonly ExportColumn<ListedClass>[] = [
  { header: 'Ente', kind: 'text', value: (c) => c.name },
  { header: 'Categoria', kind: 'text', value: (c) => CATEGORY_LABELS[c.category] },
  { header: 'Classe', kind: 'text', value: (c) => c.bodyClass },
  { header: 'Dal', kind: 'date', value: (c) => c.from },
  { header: 'Al', kind: 'date', value: (c) => c.to },
  { header: 'Atto', kind: 'text', value: (c) => c.act },
  { header: 'Annullata', kind: 'text', value: (c) => c.annulmentReason },
];

const COLUMNS: readonly Column<ListedClass>[] = [
  {
    header: 'Ente',
    sortKey: 'ente',
    rowHeader: true,
    cell: (c) => html`<a href="${directoryLinks.body(c.bodyId)}">${c.name}</a>`,
  },
  { header: 'Categoria', cell: (c) => CATEGORY_LABELS[c.category] },
  {
    header: 'Classe',
    sortKey: 'classe',
    cell: (c) =>
      c.annulledBy
        ? html`<s>${c.bodyClass}</s> ${statusTag('neutral', 'Annullata')}<br><span class="text-secondary">${c.annulmentReason}</span>`
        : c.bodyClass,
  },
  { header: 'Dal', sortKey: 'dal', nowrap: true, cell: (c) => formatItalianDate(c.from) },
  { header: 'Al', nowrap: true, cell: (c) => (c.to ? formatItalianDate(c.to) : 'in corso') },
  { header: 'Atto', cell: (c) => c.act },
  { header: 'Registrata', cell: (c) => `${formatInstant(c.recordedAt)}, ${c.recordedBy}` },
];

const endColumn = (conventionId: string): Column<ListedClass> => ({
  header: 'Azioni',
  headerHidden: true,
  cell: (c) =>
    c.annulledBy
      ? null
      : html`<a href="${membershipLinks.classEnd(conventionId, c.id)}">Termina o annulla<span class="visually-hidden"> la classe di ${c.name}</span></a>`,
});

export function classesView(options: {
  convention: ListedConvention;
  list: ListQuery;
  on: string;
  classes: Listed<ListedClass>;
  names: readonly string[];
  mayEdit: boolean;
}): Html {
  const { convention, list, on, classes, names, mayEdit } = options;
  const { q, classe, al, storia } = list.filters;
  const chip = (name: string, label: string) =>
    list.filters[name] ? [{ label, removeHref: list.href({ [name]: null }) }] : [];
  const active = [
    ...chip('q', `Cerca: ${q}`),
    ...chip('classe', `Classe: ${classe}`),
    ...chip('al', `Al ${formatItalianDate(on)}`),
    ...chip('storia', 'Anche passate, future e annullate'),
  ];
  return html`${listToolbar({
    action: membershipLinks.classes(convention.id),
    filters: [
      textField({ name: 'q', label: 'Nome o codice', value: q, type: 'search' }),
      select({
        name: 'classe',
        label: 'Classe',
        value: classe,
        choices: names.map((name) => ({ value: name, label: name })),
        emptyLabel: 'Tutte',
      }),
      dateField({
        name: 'al',
        label: 'Alla data',
        hint: undefined,
        placeholder: 'gg/mm/aaaa',
        value: al ? formatItalianDate(on) : '',
      }),
      checkbox({
        name: 'storia',
        label: 'Anche passate, future e annullate',
        value: 'si',
        checked: Boolean(storia),
      }),
    ],
    activeFilters: active,
    clearHref: membershipLinks.classes(convention.id),
    results: resultsOf(list, classes, ['classe', 'classi']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: 'Classi degli enti',
    captionHidden: true,
    columns: mayEdit ? [...COLUMNS, endColumn(convention.id)] : COLUMNS,
    rows: classes.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({
            title: 'Nessuna classe corrisponde ai filtri',
            text: 'Togliere un filtro, oppure cercare con una parte del nome.',
          })
        : emptyState({
            title: 'Nessuna classe assegnata',
            text: 'Servono soltanto se la tariffa della convenzione distingue gli enti per classe.',
          }),
  })}${pagesOf(list, classes, 'classi')}`;
}
