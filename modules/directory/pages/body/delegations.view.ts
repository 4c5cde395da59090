import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { directoryLinks } from '../../links.ts';
import { SCOPE_LABELS } from '../../messages.it.ts';
import type { ShownBody } from '../../queries/get-body.ts';
import type { ListedDelegation } from '../../queries/list-body-delegations.ts';

export function delegationsView(
  visit: Visit,
  body: ShownBody,
  delegations: readonly ListedDelegation[],
  editable: boolean,
): Html {
  const part = (title: string, rows: readonly ListedDelegation[], empty: string) =>
    section({
      title,
      content: dataTable({
        caption: title,
        captionHidden: true,
        columns: columnsFor(visit, body, editable),
        rows,
        small: 'stack',
        empty: emptyState({ title: 'Nessuna delega', text: empty }),
      }),
    });
  return html`<p class="text-secondary">Ogni funzione si delega per nome, con il suo atto. Far parte di un’unione non delega nulla di per sé.</p>${part(
    'Funzioni delegate ad altri',
    delegations.filter((d) => d.given),
    'L’ente agisce da sé per ogni funzione.',
  )}${part(
    'Funzioni ricevute in delega',
    delegations.filter((d) => !d.given),
    'Nessun ente ha delegato funzioni a questo.',
  )}`;
}

const columnsFor = (
  visit: Visit,
  body: ShownBody,
  editable: boolean,
): readonly Column<ListedDelegation>[] => [
  {
    header: 'Ente',
    rowHeader: true,
    cell: (d) => html`<a href="${directoryLinks.body(d.bodyId)}">${d.name}</a>`,
  },
  {
    header: 'Funzioni',
    cell: (d) =>
      html`<ul class="list-unstyled mb-0">${d.scopes.map((scope) => html`<li>${SCOPE_LABELS[scope] ?? scope}</li>`)}</ul>`,
  },
  { header: 'Atto', cell: (d) => d.sourceAct },
  {
    header: 'Periodo',
    cell: (d) =>
      d.to ? `${formatItalianDate(d.from)} – ${formatItalianDate(d.to)}` : `dal ${formatItalianDate(d.from)}`,
  },
  { header: 'Stato', cell: (d) => state(d, visit.today) },
  ...(editable
    ? [
        {
          header: 'Azioni',
          headerHidden: true,
          cell: (d: ListedDelegation) =>
            d.revokedAt === null
              ? buttonLink({
                  label: 'Revoca',
                  kind: 'secondary',
                  size: 'sm',
                  about: `la delega: ${d.name}`,
                  href: directoryLinks.bodyPart(body.id, `deleghe/${d.id}/revoca`),
                })
              : null,
        },
      ]
    : []),
];

function state(d: ListedDelegation, today: string): Html {
  if (d.revokedAt) return statusTag('danger', `Revocata il ${formatInstant(d.revokedAt)}`);
  if (d.from > today) return statusTag('info', 'Futura');
  return d.to !== null && d.to < today ? statusTag('neutral', 'Scaduta') : statusTag('success', 'In vigore');
}
