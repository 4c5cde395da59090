import { formatItalianDate } from '#platform/calendar';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { DELEGATION_SCOPES } from '../../messages.it.ts';
import { listOwnDelegations, type OwnDelegation } from '../../queries/list-own-delegations.ts';
import { listOwnGrants } from '../../queries/list-own-grants.ts';
import { roleLabel } from '../../rules/roles.ts';
import { profilePage } from '../profile/profile-frame.ts';

/** For whom the person works: its own bodies, and those that delegated to them, with scopes and source act (P2, P3). */
export async function show(visit: Visit): Promise<Answer> {
  const delegations = await listOwnDelegations(visit);
  const own = (await listOwnGrants(visit)).filter((grant) => grant.bodyId);
  const content = html`${section({
    title: 'Enti propri',
    content:
      own.length === 0
        ? html`<p>I propri profili riguardano il centro nel suo insieme, non un singolo ente.</p>`
        : html`<ul>${own.map((grant) => html`<li>${grant.bodyName ?? 'Ente'} (${roleLabel(grant.role)})</li>`)}</ul>`,
  })}${section({
    title: 'Enti deleganti',
    content: dataTable<OwnDelegation>({
      caption: 'Deleghe in vigore oggi',
      captionHidden: true,
      small: 'stack',
      rows: delegations,
      empty: emptyState({
        title: 'Nessuna delega in vigore',
        text: 'Quando un comune delega l’Unione o la Comunità montana, la delega è registrata nella scheda dell’ente con l’atto da cui deriva e compare qui.',
        icon: 'sign',
      }),
      columns: [
        { header: 'Ente delegante', rowHeader: true, cell: (d) => d.fromBody },
        { header: 'Tramite', cell: (d) => d.actingBody },
        {
          header: 'Ambiti',
          cell: (d) => d.scopes.map((scope) => DELEGATION_SCOPES[scope] ?? scope).join('; '),
        },
        { header: 'Atto', cell: (d) => d.sourceAct },
        { header: 'Dal', nowrap: true, cell: (d) => formatItalianDate(d.validFrom) },
        {
          header: 'Al',
          nowrap: true,
          cell: (d) => (d.validTo ? formatItalianDate(d.validTo) : 'senza scadenza'),
        },
      ],
    }),
  })}`;
  return profilePage(visit, 'Per conto di chi opero', content, {
    heading: {
      lead: 'Ogni operazione compiuta per un altro ente conserva l’ente che agisce, quello per cui si agisce e la delega.',
    },
  });
}
