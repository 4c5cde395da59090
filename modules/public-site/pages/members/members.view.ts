import { formatItalianDate } from '#platform/calendar';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type Column, dataTable } from '#ui/table';
import { siteLinks } from '../../links.ts';
import { CATEGORIES, categoryLabel } from '../../messages.it.ts';
import type { PublicConvention } from '../../queries/list-conventions.ts';
import type { PublicMember } from '../../queries/list-members.ts';
import { csvHref } from './members.page.ts';

const columns = (slug: string): readonly Column<PublicMember>[] => [
  {
    header: 'Ente',
    sortKey: 'nome',
    rowHeader: true,
    cell: (m) => html`<a href="${siteLinks.member(slug, m.ipaCode ?? m.bodyId)}">${m.name}</a>`,
  },
  { header: 'Categoria', sortKey: 'categoria', cell: (m) => categoryLabel(m.category) },
  { header: 'Provincia', cell: (m) => m.province },
  {
    header: 'Abitanti',
    sortKey: 'abitanti',
    numeric: true,
    cell: (m) => (m.inhabitants === null ? null : formatInteger(m.inhabitants)),
  },
  { header: 'Aderisce dal', sortKey: 'adesione', nowrap: true, cell: (m) => formatItalianDate(m.since) },
  { header: 'Adesione', cell: (m) => (m.via ? `Attraverso ${m.via}` : 'Diretta') },
];

export function membersView(
  slug: string,
  list: ListQuery,
  members: Listed<PublicMember>,
  conventions: readonly PublicConvention[],
): Html {
  const { q, categoria, convenzione } = list.filters;
  const titleOf = (id: string) => conventions.find((c) => c.id === id)?.title ?? 'non più esistente';
  const active = [
    q ? { label: `Cerca: ${q}`, removeHref: list.href({ q: null }) } : null,
    categoria ? { label: categoryLabel(categoria), removeHref: list.href({ categoria: null }) } : null,
    convenzione
      ? { label: `Convenzione: ${titleOf(convenzione)}`, removeHref: list.href({ convenzione: null }) }
      : null,
  ].filter((chip) => chip !== null);
  return html`<p>${buttonLink({ label: 'Mostra sulla mappa', href: siteLinks.membersMap(slug), kind: 'secondary', icon: 'map-marker' })}</p>${listToolbar(
    {
      action: siteLinks.members(slug),
      filters: [
        textField({ name: 'q', label: 'Nome o codice', value: q, type: 'search' }),
        select({
          name: 'categoria',
          label: 'Categoria',
          value: categoria,
          choices: Object.entries(CATEGORIES).map(([value, [label]]) => ({ value, label })),
          emptyLabel: 'Tutte',
        }),
        ...(conventions.length > 1
          ? [
              select({
                name: 'convenzione',
                label: 'Convenzione',
                value: convenzione,
                choices: conventions.map((c) => ({ value: c.id, label: c.title })),
                emptyLabel: 'Tutte',
              }),
            ]
          : []),
      ],
      activeFilters: active,
      clearHref: siteLinks.members(slug),
      results: resultsOf(list, members, ['ente aderente', 'enti aderenti']),
      exports: [{ format: 'CSV', href: csvHref(slug, list) }],
    },
  )}${dataTable({
    caption: 'Enti aderenti',
    captionHidden: true,
    columns: columns(slug),
    rows: members.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({
            title: 'Nessun ente aderente corrisponde ai filtri',
            text: 'Togliere un filtro oppure cercare con una parte del nome o con il codice IPA o ISTAT.',
          })
        : emptyState({
            title: 'Nessun ente aderisce ancora al centro',
            text: html`Per aderire si vedano le <a href="${siteLinks.home(slug)}#come-aderire">istruzioni</a>.`,
          }),
  })}${pagesOf(list, members, 'enti aderenti')}`;
}
