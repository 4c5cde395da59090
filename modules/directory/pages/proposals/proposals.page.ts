import { formatInstant } from '#platform/calendar';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { may } from '#platform/permission';
import { submitButton } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { textField } from '#ui/field';
import { pagesOf } from '#ui/list-pages';
import { type StatusKind, statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { decideProposal } from '../../commands/propose-change.ts';
import { directoryLinks } from '../../links.ts';
import { mayDecideProposals } from '../../permissions.ts';
import { getProposal, type ListedProposal, listProposals } from '../../queries/list-proposals.ts';
import { proposedValues } from './proposed-values.ts';

const KINDS = { CONTACT: 'Recapiti', ROLE: 'Incarico', POPULATION: 'Popolazione' } as const;
const STATES: Record<ListedProposal['state'], { kind: StatusKind; label: string }> = {
  PROPOSED: { kind: 'warning', label: 'Da decidere' },
  ACCEPTED: { kind: 'success', label: 'Accolta' },
  REFUSED: { kind: 'danger', label: 'Respinta' },
};

const COLUMNS: readonly Column<ListedProposal>[] = [
  {
    header: 'Ente',
    rowHeader: true,
    cell: (p) => html`<a href="${directoryLinks.proposal(p.id)}">${p.body}</a>`,
  },
  { header: 'Che cosa', cell: (p) => KINDS[p.kind] },
  { header: 'Proposta da', cell: (p) => `${p.proposedBy}${p.through ? ` per ${p.through}` : ''}` },
  { header: 'Il', nowrap: true, cell: (p) => formatInstant(p.proposedAt) },
  { header: 'Stato', cell: (p) => statusTag(STATES[p.state].kind, STATES[p.state].label) },
];

const trail = (last: { label: string; href?: string }[]) => [
  { label: 'Scrivania', href: '/' },
  { label: 'Enti', href: directoryLinks.bodies() },
  ...last,
];

/** What the bodies propose to change of their data. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['data'], filters: [] });
  const proposals = await listProposals(visit, {}, list);
  return page(
    'Proposte degli enti',
    html`${dataTable({
      caption: 'Proposte di modifica',
      captionHidden: true,
      columns: COLUMNS,
      rows: proposals.rows,
      small: 'stack',
      empty: emptyState({
        title: 'Nessuna proposta',
        text: 'Referenti tecnici e unioni possono proporre modifiche dalla pagina del proprio ente.',
      }),
    })}${pagesOf(list, proposals, 'proposte')}`,
    { breadcrumb: trail([{ label: 'Proposte' }]), wide: true },
  );
}

/** A proposal, and its decision. */
export async function showOne(visit: Visit): Promise<Answer> {
  return shown(visit, await getProposal(visit, visit.params.id), {}, 200);
}

export async function decide(visit: Visit): Promise<Answer> {
  const proposal = await getProposal(visit, visit.params.id);
  const accepted = visit.form.decisione === 'accolta';
  try {
    const reason = (visit.form.motivo ?? '').trim().slice(0, 500) || null;
    await decideProposal(visit, proposal.id, { accepted, reason });
    return redirect(
      directoryLinks.proposals(),
      accepted ? 'La proposta è accolta: il dato è in anagrafe.' : 'La proposta è respinta.',
    );
  } catch (error) {
    if (error instanceof InvalidInput) return shown(visit, proposal, error.fields, 422);
    if (error instanceof RuleBroken)
      return shown(visit, proposal, { '': sentenceFor(error.code, error.facts) }, 409);
    throw error;
  }
}

function shown(
  visit: Visit,
  proposal: ListedProposal,
  errors: Readonly<Record<string, string>>,
  status: number,
): Answer {
  const state = STATES[proposal.state];
  const deciding = proposal.state === 'PROPOSED' && may(visit.actor, mayDecideProposals);
  return page(
    `${KINDS[proposal.kind]}: ${proposal.body}`,
    html`${errorSummary(Object.entries(errors).map(([field, message]) => (field ? { field, message } : { message })))}${descriptionList(
      [
        { term: 'Ente', value: html`<a href="${directoryLinks.body(proposal.bodyId)}">${proposal.body}</a>` },
        ...proposedValues(proposal),
        { term: 'Motivo', value: proposal.reason },
        {
          term: 'Proposta da',
          value: `${proposal.proposedBy}${proposal.through ? ` per ${proposal.through}` : ''}, ${formatInstant(proposal.proposedAt)}`,
        },
        proposal.decidedAt && {
          term: 'Decisa da',
          value: `${proposal.decidedBy}, ${formatInstant(proposal.decidedAt)}`,
        },
        proposal.decisionReason && { term: 'Motivazione', value: proposal.decisionReason },
      ],
    )}${
      deciding
        ? html`<form class="form-block" method="post" novalidate action="${directoryLinks.proposal(proposal.id)}">${visit.hiddenFields()}${textField(
            {
              name: 'motivo',
              label: 'Motivazione',
              hint: 'Obbligatoria per respingere.',
              width: 'long',
              value: visit.form.motivo ?? '',
              ...(errors.motivo ? { error: errors.motivo } : {}),
            },
          )}<div class="button-row">${submitButton({ label: 'Accogli', name: 'decisione', value: 'accolta' })}${submitButton({ label: 'Respingi', kind: 'secondary', name: 'decisione', value: 'respinta' })}</div></form>`
        : ''
    }`,
    {
      status,
      refused: status !== 200,
      breadcrumb: trail([{ label: 'Proposte', href: directoryLinks.proposals() }, { label: proposal.body }]),
      heading: { status: statusTag(state.kind, state.label) },
    },
  );
}
