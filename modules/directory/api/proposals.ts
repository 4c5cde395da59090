import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { decideProposal, PROPOSALS, type Proposal, proposeChange } from '../commands/propose-change.ts';
import { mayDecideProposals, mayPropose, mayViewProposals } from '../permissions.ts';
import { getProposal, type ListedProposal, listProposals } from '../queries/list-proposals.ts';
import { bodyParams, contacts, dayOf, email, maybe, role, TAG, written } from './fields.ts';
import { day, id, instant, text, whole } from './schemas.ts';

const kindOf = <K extends string>(kind: K, description: string) =>
  z.literal(kind).meta({ description, example: kind });
const kinds = {
  CONTACT: kindOf('CONTACT', 'Recapiti'),
  ROLE: kindOf('ROLE', 'Un incarico'),
  POPULATION: kindOf('POPULATION', 'La popolazione'),
};
const reason = written(300, 'Motivo della proposta', 'Cambio di sede');

const change = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: kinds.CONTACT, reason, ...contacts }),
    z.strictObject({
      kind: kinds.ROLE,
      reason,
      role,
      name: written(200, 'Nome e cognome', 'Maria Rossi'),
      email: email.nullable().default(null),
      phone: maybe(50, 'Telefono', '030 000000'),
      act: maybe(200, 'Atto di nomina', 'Decreto del sindaco 4/2026'),
      from: dayOf('Primo giorno'),
    }),
    z.strictObject({
      kind: kinds.POPULATION,
      reason,
      on: dayOf('Data di riferimento, non futura'),
      inhabitants: z.int().min(0).max(10_000_000).meta({ description: 'Abitanti', example: 7193 }),
      source: written(200, 'Fonte', 'Anagrafe comunale'),
    }),
  ])
  .meta({ id: 'NewBodyProposal' });

function asProposal(sent: z.output<typeof change>): Proposal {
  const { reason: _, ...data } = sent;
  if (data.kind !== 'CONTACT') {
    const { kind, ...proposed } = data;
    return { kind, proposed } as Proposal;
  }
  const { kind, postalCode, digitalDomicile, ...rest } = data;
  return { kind, proposed: { ...rest, postal_code: postalCode, digital_domicile: digitalDomicile } };
}

const asked = (description: string, example: string) => text(300, description, example).nullable();
const proposed = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: kinds.CONTACT,
      address: asked('Indirizzo', 'Via Tullio Dandolo 55'),
      postalCode: asked('CAP', '25030'),
      town: asked('Località', 'Adro'),
      digitalDomicile: asked('Domicilio digitale', 'protocollo@pec.example'),
      email: asked('Posta elettronica', 'info@ente.example'),
      website: asked('Sito', 'https://www.ente.example'),
    }),
    z.strictObject({
      kind: kinds.ROLE,
      role: text(40, 'Incarico', 'RTD'),
      name: text(200, 'Nome e cognome', 'Maria Rossi'),
      email: asked('Posta elettronica', 'maria.rossi@ente.example'),
      phone: asked('Telefono', '030 000000'),
      act: asked('Atto di nomina', 'Decreto del sindaco 4/2026'),
      from: day('Primo giorno'),
    }),
    z.strictObject({
      kind: kinds.POPULATION,
      on: day('Data di riferimento'),
      inhabitants: whole('Abitanti', 7193),
      source: text(200, 'Fonte', 'Anagrafe comunale'),
    }),
  ])
  .meta({ id: 'ProposedData' });

const STATES = ['PROPOSED', 'ACCEPTED', 'REFUSED'] as const;
const state = z
  .enum(STATES)
  .meta({ description: 'Stato: da decidere, accolta, respinta', example: 'PROPOSED' });
const proposal = z
  .strictObject({
    id,
    bodyId: id,
    body: text(500, 'Ente', 'Adro'),
    proposed,
    reason: text(500, 'Motivo della proposta', 'Cambio di sede'),
    proposedBy: text(300, 'Chi ha proposto', 'Maria Rossi'),
    proposedAt: instant('Quando è stata proposta'),
    through: text(500, 'Ente per mezzo del quale è proposta', 'Unione dei comuni').nullable(),
    state,
    decidedBy: text(300, 'Chi ha deciso', 'Paolo Bianchi').nullable(),
    decidedAt: instant('Quando è stata decisa').nullable(),
    decisionReason: text(500, 'Motivazione della decisione', 'Il dato non è quello dell’ISTAT').nullable(),
  })
  .meta({ id: 'BodyProposal' });

function asProposed({ kind, proposed: data }: ListedProposal): z.input<typeof proposed> {
  if (kind === 'ROLE') return { kind, ...PROPOSALS.ROLE.parse(data) };
  if (kind === 'POPULATION') return { kind, ...PROPOSALS.POPULATION.parse(data) };
  const {
    postal_code: postalCode,
    digital_domicile: digitalDomicile,
    ...rest
  } = PROPOSALS.CONTACT.parse(data);
  return { kind, ...rest, postalCode, digitalDomicile };
}

const asAnswer = (one: ListedProposal): z.input<typeof proposal> => ({
  id: one.id,
  bodyId: one.bodyId,
  body: one.body,
  proposed: asProposed(one),
  reason: one.reason,
  proposedBy: one.proposedBy,
  proposedAt: one.proposedAt.toISOString(),
  through: one.through,
  state: one.state,
  decidedBy: one.decidedBy,
  decidedAt: one.decidedAt?.toISOString() ?? null,
  decisionReason: one.decisionReason,
});

/** What the bodies propose to change of their data, and what the centre decides. */
export const proposalEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/body-proposals',
    operationId: 'listBodyProposals',
    tag: TAG,
    summary: 'Elenca le proposte di modifica degli enti',
    description: 'Prima quelle da decidere. Chi agisce per un ente vede le sue.',
    permission: mayViewProposals,
    query: z.object({ ...listParameters, state: state.optional() }),
    answer: listOf(proposal),
    handle: ({ query, ...call }) =>
      pageOf(query, (page) => listProposals(call, { state: query.state }, page), asAnswer),
  }),
  endpoint({
    method: 'GET',
    path: '/body-proposals/{proposalId}',
    operationId: 'getBodyProposal',
    tag: TAG,
    summary: 'Mostra una proposta di modifica',
    permission: mayViewProposals,
    params: z.object({ proposalId: id }),
    answer: proposal,
    handle: async ({ params, ...call }) => asAnswer(await getProposal(call, params.proposalId)),
  }),
  endpoint({
    method: 'POST',
    path: '/bodies/{bodyId}/proposals',
    operationId: 'proposeBodyChange',
    tag: TAG,
    summary: 'Propone al centro una modifica dei dati di un ente',
    description:
      'Del proprio ente, o di uno che ha delegato. Nulla cambia finché il centro non accoglie la proposta.',
    permission: mayPropose,
    params: bodyParams,
    body: change,
    answer: z.strictObject({ proposalId: id }).meta({ id: 'BodyProposalMade' }),
    handle: ({ params, body, ...call }) => proposeChange(call, params.bodyId, asProposal(body), body.reason),
  }),
  endpoint({
    method: 'POST',
    path: '/body-proposals/{proposalId}/decision',
    operationId: 'decideBodyProposal',
    tag: TAG,
    summary: 'Accoglie o respinge una proposta di modifica',
    description: 'Accolta, la modifica è fatta subito.',
    permission: mayDecideProposals,
    params: z.object({ proposalId: id }),
    body: z.strictObject({
      approve: z.boolean().meta({ description: 'Accoglie (true) o respinge (false)', example: true }),
      reason: maybe(500, 'Motivazione, obbligatoria per respingere', 'Il dato non è quello dell’ISTAT'),
    }),
    answer: z.strictObject({ bodyId: id }).meta({ id: 'BodyProposalDecided' }),
    handle: ({ params, body, ...call }) =>
      decideProposal(call, params.proposalId, { accepted: body.approve, reason: body.reason }),
  }),
];
