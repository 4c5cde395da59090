import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { directoryLinks } from '../../links.ts';
import { ROLE_LABELS } from '../../messages.it.ts';
import type { ShownBody } from '../../queries/get-body.ts';
import type { ListedAssignment, ListedFunction } from '../../queries/list-body-people.ts';

export interface PeopleRights {
  edit: boolean;
  contacts: boolean;
}

export function peopleView(
  visit: Visit,
  body: ShownBody,
  people: readonly ListedAssignment[],
  functions: readonly ListedFunction[],
  rights: PeopleRights,
): Html {
  const hasRtd = people.some((p) => p.role === 'RTD' && inForce(p, visit.today));
  return html`${
    !hasRtd && !body.ceasedOn
      ? html`<p>${statusTag('warning', 'RTD non nominato')} Senza RTD la maturità digitale dell’ente non può superare il livello medio.</p>`
      : ''
  }${section({
    title: 'Incarichi',
    content: dataTable({
      caption: 'Incarichi',
      captionHidden: true,
      columns: assignmentColumns(visit, body, rights),
      rows: people,
      small: 'stack',
      empty: emptyState({
        title: 'Nessun incarico',
        text: 'Registrare il legale rappresentante, l’RTD, il DPO e i referenti.',
      }),
    }),
  })}${section({
    title: 'Funzioni in forma associata',
    content: html`<p class="text-secondary">RTD associato e funzione ICT associata sono due fatti distinti: l’uno non comporta l’altra.</p>${dataTable(
      {
        caption: 'Funzioni in forma associata',
        captionHidden: true,
        columns: functionColumns(visit, body, rights.edit),
        rows: functions,
        small: 'stack',
        empty: emptyState({
          title: 'Nessuna funzione in forma associata',
          text: 'L’ente esercita da solo RTD e ICT, oppure il dato non è ancora noto.',
        }),
      },
    )}`,
  })}`;
}

const inForce = (dated: { from: string; to: string | null }, today: string): boolean =>
  dated.from <= today && (dated.to === null || dated.to >= today);

const state = (dated: { from: string; to: string | null }, today: string): Html =>
  inForce(dated, today)
    ? statusTag('success', 'In corso')
    : dated.from > today
      ? statusTag('info', 'Futuro')
      : statusTag('neutral', 'Terminato');

const period = (dated: { from: string; to: string | null }): string =>
  dated.to
    ? `${formatItalianDate(dated.from)} – ${formatItalianDate(dated.to)}`
    : `dal ${formatItalianDate(dated.from)}`;

const assignmentColumns = (
  visit: Visit,
  body: ShownBody,
  rights: PeopleRights,
): readonly Column<ListedAssignment>[] => [
  {
    header: 'Persona',
    rowHeader: true,
    cell: (p) => (rights.edit ? html`<a href="${directoryLinks.person(p.personId)}">${p.name}</a>` : p.name),
  },
  {
    header: 'Incarico',
    cell: (p) =>
      html`${ROLE_LABELS[p.role] ?? p.role}${p.associated ? html`<br><span class="text-secondary">in forma associata presso ${p.host}</span>` : ''}`,
  },
  ...(rights.contacts
    ? [
        {
          header: 'Recapiti',
          cell: (p: ListedAssignment) => [p.email, p.phone].filter(Boolean).join(', ') || null,
        },
      ]
    : []),
  { header: 'Atto', cell: (p) => p.act },
  { header: 'Periodo', cell: (p) => period(p) },
  { header: 'Stato', cell: (p) => state(p, visit.today) },
  ...(rights.edit
    ? [endColumn<ListedAssignment>(body, 'persone/incarichi', (p) => `l’incarico di ${p.name}`)]
    : []),
];

const functionColumns = (visit: Visit, body: ShownBody, edit: boolean): readonly Column<ListedFunction>[] => [
  {
    header: 'Funzione',
    rowHeader: true,
    cell: (f) => (f.function === 'RTD' ? 'Responsabile per la transizione al digitale' : 'Funzione ICT'),
  },
  { header: 'Presso', cell: (f) => f.association },
  { header: 'Atto', cell: (f) => f.act },
  { header: 'Periodo', cell: (f) => period(f) },
  { header: 'Stato', cell: (f) => state(f, visit.today) },
  ...(edit ? [endColumn<ListedFunction>(body, 'persone/funzioni', (f) => `la funzione ${f.function}`)] : []),
];

function endColumn<Row extends { id: string; to: string | null }>(
  body: ShownBody,
  part: string,
  about: (row: Row) => string,
): Column<Row> {
  return {
    header: 'Azioni',
    headerHidden: true,
    cell: (row) =>
      row.to === null
        ? buttonLink({
            label: 'Termina',
            kind: 'secondary',
            size: 'sm',
            about: about(row),
            href: directoryLinks.bodyPart(body.id, `${part}/${row.id}/termine`),
          })
        : null,
  };
}
