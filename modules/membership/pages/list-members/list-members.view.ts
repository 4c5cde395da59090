import { CATEGORY_LABELS } from '#directory';
import { formatItalianDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportLinks } from '#platform/forms/list-export';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html, htmlMemory } from '#platform/html';
import { emptyState } from '#ui/empty-state';
import { dateField, select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type StatusKind, statusTag } from '#ui/status-tag';
import { type Column, dataTable, rowMemory } from '#ui/table';
import { CLUSTER_LABELS, KIND_LABELS, MEMBER_STATE_LABELS } from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';
import type { ListedMember, MemberFilter, MemberState } from '../../queries/list-members.ts';

export const MEMBER_STATE_KINDS: Readonly<Record<MemberState, StatusKind>> = {
  IN_FORCE: 'success',
  TO_REGULARISE: 'warning',
  IN_NOTICE: 'warning',
  ENDED: 'neutral',
  FUTURE: 'info',
};

// Made once: the same five words stand in every row.
const STATE_TAGS = Object.fromEntries(
  (Object.keys(MEMBER_STATE_KINDS) as MemberState[]).map((state) => [
    state,
    statusTag(MEMBER_STATE_KINDS[state], MEMBER_STATE_LABELS[state]!),
  ]),
) as Readonly<Record<MemberState, Html>>;

const COLUMNS: readonly Column<ListedMember>[] = [
  {
    header: 'Ente',
    sortKey: 'nome',
    rowHeader: true,
    cell: (m) => html`<a href="${membershipLinks.member(m.id)}">${m.name}</a>`,
  },
  { header: 'Categoria', sortKey: 'categoria', cell: (m) => CATEGORY_LABELS[m.category] },
  { header: 'Convenzione', cell: (m) => m.conventionTitle },
  {
    header: 'Adesione',
    cell: (m) => (m.viaName === null ? 'Diretta' : `Tramite ${m.viaName}`),
  },
  { header: 'Dal', sortKey: 'dal', nowrap: true, cell: (m) => formatItalianDate(m.validFrom) },
  { header: 'Al', sortKey: 'al', nowrap: true, cell: (m) => formatItalianDate(m.validTo) },
  { header: 'Stato', cell: (m) => STATE_TAGS[m.state] },
];

export const EXPORT_COLUMNS: readonly ExportColumn<ListedMember>[] = [
  { header: 'Ente', kind: 'text', value: (m) => m.name },
  { header: 'Categoria', kind: 'text', value: (m) => CATEGORY_LABELS[m.category] },
  { header: 'Convenzione', kind: 'text', value: (m) => m.conventionTitle },
  { header: 'Tipo di adesione', kind: 'text', value: (m) => KIND_LABELS[m.kind] },
  { header: 'Tramite', kind: 'text', value: (m) => m.viaName },
  { header: 'Dal', kind: 'date', value: (m) => m.validFrom },
  { header: 'Al', kind: 'date', value: (m) => m.validTo },
  { header: 'Stato', kind: 'text', value: (m) => MEMBER_STATE_LABELS[m.state] },
];

const choices = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const CATEGORY_CHOICES = choices(CATEGORY_LABELS);
const CLUSTER_CHOICES = choices(CLUSTER_LABELS);
const KIND_CHOICES = choices(KIND_LABELS);
const STANDING_CHOICES = choices({
  TO_REGULARISE: 'Da regolarizzare',
  IN_NOTICE: 'In preavviso di recesso',
  ENDED: 'Cessate prima di quella data',
  FUTURE: 'Non ancora in vigore a quella data',
});

export function listMembersView(options: {
  list: ListQuery;
  filter: MemberFilter;
  members: Listed<ListedMember>;
  conventions: readonly { id: string; title: string }[];
  today: string;
}): Html {
  const { list, filter, members, conventions, today } = options;
  const { q, categoria, fascia, convenzione, tipo, stato } = list.filters;
  const chip = (name: string, label: string | undefined) =>
    list.filters[name] && label ? [{ label, removeHref: list.href({ [name]: null }) }] : [];
  const active = [
    ...chip('q', `Cerca: ${q}`),
    ...(filter.on === today ? [] : chip('al', `Al ${formatItalianDate(filter.on)}`)),
    ...chip('categoria', CATEGORY_LABELS[categoria ?? '']),
    ...chip('fascia', CLUSTER_LABELS[fascia ?? '']),
    ...chip('convenzione', conventions.find((c) => c.id === convenzione)?.title),
    ...chip('tipo', KIND_LABELS[tipo ?? '']),
    ...chip('stato', STANDING_CHOICES.find((s) => s.value === stato)?.label),
  ];
  return html`${listToolbar({
    action: membershipLinks.members(),
    filters: filterFields(list.filters, filter.on, conventions),
    activeFilters: active,
    clearHref: membershipLinks.members(),
    results: resultsOf(list, members, ['adesione', 'adesioni']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: `Enti aderenti al ${formatItalianDate(filter.on)}`,
    captionHidden: true,
    columns: COLUMNS,
    rows: members.rows,
    sort: list.sorting,
    small: 'stack',
    memory: written,
    empty:
      active.length > 0
        ? emptyState({
            title: 'Nessuna adesione corrisponde ai filtri',
            text: 'Togliere un filtro, cambiare la data oppure cercare con una parte del nome.',
          })
        : emptyState({
            title: 'Nessun ente aderente',
            text: 'Caricare le adesioni già in essere dagli atti del centro, oppure registrare una domanda di adesione.',
          }),
  })}${pagesOf(list, members, 'adesioni')}`;
}

const made = htmlMemory();
const written = rowMemory<ListedMember>((m) => m.id);

/** The fields of the filter: those of the same answers over the same conventions are remembered. */
function filterFields(
  filters: ListQuery['filters'],
  on: string,
  conventions: readonly { id: string; title: string }[],
): Html {
  const { q, categoria, fascia, convenzione, tipo, stato } = filters;
  const words = JSON.stringify([on, q, categoria, fascia, convenzione, tipo, stato]);
  return made(
    conventions,
    words,
    () =>
      html`${[
        textField({ name: 'q', label: 'Nome o codice', value: q, type: 'search' }),
        dateField({
          name: 'al',
          label: 'Alla data',
          hint: undefined,
          placeholder: 'gg/mm/aaaa',
          value: formatItalianDate(on),
        }),
        select({
          name: 'categoria',
          label: 'Categoria',
          value: categoria,
          choices: CATEGORY_CHOICES,
          emptyLabel: 'Tutte',
        }),
        select({
          name: 'fascia',
          label: 'Fascia del comune',
          value: fascia,
          choices: CLUSTER_CHOICES,
          emptyLabel: 'Tutte',
        }),
        select({
          name: 'convenzione',
          label: 'Convenzione',
          value: convenzione,
          choices: conventions.map((c) => ({ value: c.id, label: c.title })),
          emptyLabel: 'Tutte',
        }),
        select({
          name: 'tipo',
          label: 'Tipo',
          value: tipo,
          choices: KIND_CHOICES,
          emptyLabel: 'Dirette e derivate',
        }),
        select({
          name: 'stato',
          label: 'Stato',
          value: stato,
          choices: STANDING_CHOICES,
          emptyLabel: 'In vigore',
        }),
      ]}`,
  );
}
