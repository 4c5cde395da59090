import { writeCsv } from '#platform/files/csv-write';
import { html } from '#platform/html';
import { type Answer, file, page, type Visit } from '#platform/http/visit';
import { labelFor } from '#platform/messages';
import type { Reach } from '#platform/permission';
import { buttonLink, printButton } from '#ui/button';
import { details } from '#ui/details';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { accessLinks } from '../../links.ts';
import { DELEGATION_SCOPES } from '../../messages.it.ts';
import { type MatrixRow, permissionMatrix } from '../../queries/permission-matrix.ts';
import { ROLES, type Role, roleLabel } from '../../rules/roles.ts';

const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** How far a role reaches, in words; nothing for who may not. */
export function reachInWords(reach: Reach | undefined): string {
  if (reach === undefined) return '';
  if (reach === 'centre') return 'Centro';
  if (reach === 'own') return 'Ente';
  if (reach === 'delegated') return 'Deleganti';
  return `Deleganti (${DELEGATION_SCOPES[reach.delegatedWith] ?? reach.delegatedWith})`;
}

/** What the short words of the table mean. */
const legend = () =>
  details({
    summary: 'Come si legge la matrice',
    open: true,
    content: html`<p>La matrice è quella applicata dal sistema in questo momento: ogni pagina e ogni operazione la consulta. <strong>Centro</strong>: per tutti gli enti del centro. <strong>Ente</strong>: solo per il proprio ente. <strong>Deleganti</strong>: per il proprio ente e per quelli che lo hanno delegato (fra parentesi l’ambito richiesto). Un trattino: non consentito.</p><ul class="list-inline mb-0">${ROLE_NAMES.map(
      (role) => html`<li class="list-inline-item"><strong>${role}</strong> ${roleLabel(role)}</li>`,
    )}</ul>`,
  });

const roomLabel = (room: string): string => labelFor(`room.${room}`, room);

/** Who may what: the whole matrix as it is in force, room by room. */
export function show(visit: Visit): Answer {
  const groups = permissionMatrix(visit);
  const content = html`${legend()}${groups.map((group) =>
    section({
      title: roomLabel(group.room),
      content: dataTable<MatrixRow>({
        caption: `Permessi: ${roomLabel(group.room)}`,
        captionHidden: true,
        id: `permessi-${group.room}`,
        rows: group.rows,
        columns: [
          {
            header: 'Permesso',
            rowHeader: true,
            cell: (row) =>
              html`${row.label}<br><span class="fw-normal text-secondary">${row.kind === 'read' ? 'consultazione' : 'modifica'}</span>`,
          },
          ...ROLE_NAMES.map((role) => ({
            header: role,
            cell: (row: MatrixRow) => reachInWords(row.cells[role]),
          })),
        ],
      }),
    }),
  )}`;
  return page('Matrice dei permessi', content, {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Persone e profili', href: accessLinks.people() },
      { label: 'Matrice dei permessi' },
    ],
    wide: true,
    heading: {
      lead: 'Che cosa può fare ciascun profilo, e per quali enti.',
      actions: [
        buttonLink({
          label: 'Scarica CSV',
          href: accessLinks.matrixCsv(),
          kind: 'secondary',
          icon: 'download',
        }),
        printButton('Stampa la matrice'),
      ],
    },
  });
}

/** The same as CSV. */
export function csv(visit: Visit): Answer {
  const rows = permissionMatrix(visit).flatMap((group) =>
    group.rows.map((row) => [
      roomLabel(group.room),
      row.label,
      row.kind === 'read' ? 'consultazione' : 'modifica',
      ...ROLE_NAMES.map((role) => reachInWords(row.cells[role])),
      row.id,
    ]),
  );
  const header = ['Area', 'Permesso', 'Tipo', ...ROLE_NAMES.map(roleLabel), 'Codice'];
  return file('matrice-dei-permessi.csv', 'text/csv; charset=utf-8', writeCsv(header, rows));
}
