import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { directoryLinks } from '../../links.ts';
import { CATEGORY_LABELS } from '../../messages.it.ts';
import type { ShownBody } from '../../queries/get-body.ts';
import type { ListedAssociate } from '../../queries/list-body-associations.ts';

export function associationsView(
  visit: Visit,
  body: ShownBody,
  associates: readonly ListedAssociate[],
  editable: boolean,
): Html {
  const members = associates.filter((a) => a.isMember);
  const memberOf = associates.filter((a) => !a.isMember);
  const columns = columnsFor(visit, body, editable);
  const isAssociation =
    members.length > 0 || ['UNIONE', 'CM', 'COMUNITA_ISOLANA', 'CONSORZIO'].includes(body.category);
  const inForce = members.filter((m) => m.to === null || m.to >= visit.today);
  const people = inForce.reduce((sum, m) => sum + (m.inhabitants ?? 0), 0);
  return html`${
    isAssociation
      ? section({
          title: 'Comuni associati',
          content: html`${
            inForce.length > 0
              ? html`<p>${inForce.length} ${inForce.length === 1 ? 'comune associato' : 'comuni associati'} oggi${people > 0 ? `, ${formatInteger(people)} abitanti in tutto` : ''}.</p>`
              : ''
          }${table('Comuni associati', columns, members, 'Nessun comune associato', 'Aggiungere i comuni a mano oppure importare l’elenco dei membri.')}`,
        })
      : ''
  }${
    body.category === 'COMUNE' || memberOf.length > 0
      ? section({
          title: 'Forme associative di cui fa parte',
          content: table(
            'Forme associative',
            columns,
            memberOf,
            'Nessuna forma associativa',
            'Il comune non risulta in unioni, comunità montane o consorzi.',
          ),
        })
      : ''
  }${!isAssociation && body.category !== 'COMUNE' && memberOf.length === 0 ? emptyState({ title: 'Nessuna associazione', text: 'Le associazioni riguardano i comuni e le loro forme associative.' }) : ''}`;
}

const table = (
  caption: string,
  columns: readonly Column<ListedAssociate>[],
  rows: readonly ListedAssociate[],
  title: string,
  text: string,
): Html =>
  dataTable({
    caption,
    captionHidden: true,
    columns,
    rows,
    small: 'stack',
    empty: emptyState({ title, text }),
  });

const columnsFor = (visit: Visit, body: ShownBody, editable: boolean): readonly Column<ListedAssociate>[] => [
  {
    header: 'Ente',
    rowHeader: true,
    cell: (a) => html`<a href="${directoryLinks.body(a.bodyId)}">${a.name}</a>`,
  },
  { header: 'Categoria', cell: (a) => CATEGORY_LABELS[a.category] ?? a.category },
  { header: 'Dal', nowrap: true, cell: (a) => (a.fromKnown ? formatItalianDate(a.from) : 'data non nota') },
  { header: 'Al', nowrap: true, cell: (a) => (a.to ? formatItalianDate(a.to) : null) },
  { header: 'Stato', cell: (a) => state(a, visit.today) },
  { header: 'Fonte', cell: (a) => a.source },
  ...(editable
    ? [
        {
          header: 'Azioni',
          headerHidden: true,
          cell: (a: ListedAssociate) =>
            a.to === null
              ? buttonLink({
                  label: 'Termina',
                  kind: 'secondary',
                  size: 'sm',
                  about: `l’appartenenza: ${a.name}`,
                  href: directoryLinks.bodyPart(body.id, `associazioni/${a.id}/termine`),
                })
              : null,
        },
      ]
    : []),
];

function state({ from, to }: ListedAssociate, today: string): Html {
  if (from > today) return statusTag('info', 'Futura');
  return to !== null && to < today ? statusTag('neutral', 'Terminata') : statusTag('success', 'In corso');
}
