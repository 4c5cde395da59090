import { formatInstant } from '#platform/calendar';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { buttonLink, postButton } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type StatusKind, statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { resendInvitation, withdrawInvitation } from '../../commands/invite-person.ts';
import { accessLinks } from '../../links.ts';
import { INVITATION_STATES } from '../../messages.it.ts';
import { INVITATION_SORTS, type ListedInvitation, listInvitations } from '../../queries/list-invitations.ts';
import { grantInWords } from '../list-people/list-people.view.ts';

const KINDS: Record<ListedInvitation['state'], StatusKind> = {
  OPEN: 'info',
  EXPIRED: 'warning',
  ACCEPTED: 'success',
  WITHDRAWN: 'neutral',
};

/** The invitations of the centre and what became of each. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: INVITATION_SORTS,
    defaultDirection: 'desc',
    filters: ['q', 'stato'],
  });
  const { q, stato } = list.filters;
  const invitations = await listInvitations(visit, { words: q, state: stato }, list);
  const content = html`${listToolbar({
    action: accessLinks.invitations(),
    filters: [
      textField({ name: 'q', label: 'Nome o indirizzo', value: q, type: 'search' }),
      select({
        name: 'stato',
        label: 'Stato',
        value: stato,
        emptyLabel: 'Tutti',
        choices: Object.entries(INVITATION_STATES).map(([value, label]) => ({ value, label })),
      }),
    ],
    ...(q || stato ? { clearHref: accessLinks.invitations() } : {}),
    results: resultsOf(list, invitations, ['invito', 'inviti']),
  })}${dataTable<ListedInvitation>({
    caption: 'Inviti',
    captionHidden: true,
    small: 'stack',
    sort: list.sorting,
    rows: invitations.rows,
    empty: emptyState({
      title: q || stato ? 'Nessun invito corrisponde ai filtri' : 'Nessun invito',
      text:
        q || stato
          ? 'Togliere un filtro.'
          : 'Gli inviti compaiono qui fino a quando sono accettati o ritirati, e anche dopo.',
      icon: 'mail',
      action: buttonLink({ label: 'Invita una persona', href: accessLinks.invite() }),
    }),
    columns: [
      {
        header: 'Persona',
        sortKey: 'nome',
        rowHeader: true,
        cell: (i) => html`${i.name}<br><span class="fw-normal">${i.email}</span>`,
      },
      { header: 'Profilo', cell: grantInWords },
      {
        header: 'Invitata il',
        sortKey: 'data',
        cell: (i) => `${formatInstant(i.invitedAt)}, da ${i.invitedBy}`,
      },
      { header: 'Vale fino al', nowrap: true, cell: (i) => formatInstant(i.expiresAt) },
      { header: 'Stato', cell: (i) => statusTag(KINDS[i.state], INVITATION_STATES[i.state]) },
      { header: 'Azioni', headerHidden: true, cell: (i) => actions(visit, i) },
    ],
  })}${pagesOf(list, invitations, 'inviti')}`;
  return page('Inviti', content, {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Persone e profili', href: accessLinks.people() },
      { label: 'Inviti' },
    ],
    wide: true,
    heading: {
      actions: buttonLink({ label: 'Invita una persona', href: accessLinks.invite(), icon: 'plus' }),
    },
  });
}

function actions(visit: Visit, invitation: ListedInvitation) {
  if (!invitation.mine || (invitation.state !== 'OPEN' && invitation.state !== 'EXPIRED')) return '';
  const look = {
    hiddenFields: visit.hiddenFields(),
    kind: 'secondary',
    size: 'sm',
    about: `l’invito di ${invitation.name}`,
  } as const;
  return html`${postButton({ ...look, label: 'Invia di nuovo', action: accessLinks.resendInvitation(invitation.id) })} ${postButton({ ...look, label: 'Ritira', action: accessLinks.withdrawInvitation(invitation.id) })}`;
}

export async function resend(visit: Visit): Promise<Answer> {
  const { email } = await resendInvitation(visit, visit.params.id!);
  return redirect(
    accessLinks.invitations(),
    `Un nuovo collegamento è in invio a ${email}: quello precedente non vale più.`,
  );
}

export async function withdraw(visit: Visit): Promise<Answer> {
  const { email } = await withdrawInvitation(visit, visit.params.id!);
  return redirect(accessLinks.invitations(), `L’invito a ${email} è stato ritirato.`);
}
