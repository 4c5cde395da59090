import { formatInstant } from '#platform/calendar';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { checkbox, select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { accessLinks } from '../../links.ts';
import type { ListedPerson } from '../../queries/list-people.ts';
import { ROLES, roleLabel } from '../../rules/roles.ts';

/** «Legale rappresentante, Comune di Alfa». */
export const grantInWords = (grant: { role: string; bodyName: string | null }): string =>
  grant.bodyName ? `${roleLabel(grant.role)}, ${grant.bodyName}` : roleLabel(grant.role);

const COLUMNS: readonly Column<ListedPerson>[] = [
  {
    header: 'Nome',
    sortKey: 'nome',
    rowHeader: true,
    cell: (p) => html`<a href="${accessLinks.person(p.accountId)}">${p.name}</a>`,
  },
  { header: 'Posta elettronica', sortKey: 'posta', cell: (p) => p.email },
  {
    header: 'Profili',
    cell: (p) =>
      p.grants.length === 0
        ? statusTag('neutral', 'Nessun profilo attivo')
        : html`<ul class="list-unstyled mb-0">${p.grants.map((grant) => html`<li>${grantInWords(grant)}</li>`)}</ul>`,
  },
  {
    header: 'Due passaggi',
    cell: (p) => (p.secondStep ? statusTag('success', 'Attiva') : statusTag('neutral', 'Non attiva')),
  },
  {
    header: 'Ultimo accesso',
    sortKey: 'accesso',
    nowrap: true,
    cell: (p) => (p.lastSignIn ? formatInstant(new Date(p.lastSignIn)) : null),
  },
];

export function listPeopleView(list: ListQuery, people: Listed<ListedPerson>, inviting: boolean): Html {
  const { q, profilo, cessati } = list.filters;
  const active = [
    q ? { label: `Cerca: ${q}`, removeHref: list.href({ q: null }) } : null,
    profilo ? { label: roleLabel(profilo), removeHref: list.href({ profilo: null }) } : null,
    cessati ? { label: 'Anche senza profili', removeHref: list.href({ cessati: null }) } : null,
  ].filter((chip) => chip !== null);
  const query = list.href({}).split('?')[1];
  return html`${listToolbar({
    action: accessLinks.people(),
    filters: [
      textField({ name: 'q', label: 'Nome, indirizzo o ente', value: q, type: 'search' }),
      select({
        name: 'profilo',
        label: 'Profilo',
        value: profilo,
        emptyLabel: 'Tutti',
        choices: Object.entries(ROLES).map(([value, role]) => ({ value, label: role.label })),
      }),
      checkbox({
        name: 'cessati',
        label: 'Anche chi non ha più profili',
        value: '1',
        checked: cessati === '1',
      }),
    ],
    activeFilters: active,
    clearHref: accessLinks.people(),
    results: resultsOf(list, people, ['persona', 'persone']),
    exports: [{ format: 'CSV', href: accessLinks.peopleCsv(query ? `?${query}` : '') }],
  })}${dataTable({
    caption: 'Persone e profili',
    captionHidden: true,
    columns: COLUMNS,
    rows: people.rows,
    sort: list.sorting,
    small: 'stack',
    empty:
      active.length > 0
        ? emptyState({
            title: 'Nessuna persona corrisponde ai filtri',
            text: 'Togliere un filtro oppure cercare una parte del nome.',
          })
        : emptyState({
            title: 'Nessuna persona ha un profilo',
            text: 'Invitare le persone che lavorano per il centro e i referenti degli enti.',
            icon: 'user',
            action: inviting ? buttonLink({ label: 'Invita una persona', href: accessLinks.invite() }) : null,
          }),
  })}${pagesOf(list, people, 'persone')}`;
}
