import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { decideCorrection } from '../commands/decide-correction.ts';
import { proposeCorrection, proposeReversal } from '../commands/propose-correction.ts';
import { mayApproveAssessments, mayFollowFees, mayRecordPayments } from '../permissions.ts';
import { type Correction, getCorrection, listCorrections } from '../queries/list-corrections.ts';
import { cents, count, id, instant, one, TAG, text } from './schemas.ts';

const state = z
  .enum(['PROPOSED', 'APPROVED', 'REJECTED'])
  .meta({ description: 'Stato', example: 'APPROVED' });
const correction = z
  .strictObject({
    id,
    noticeId: id,
    line: count.meta({ description: 'Riga dell’avviso', example: 1 }),
    amountCents: cents.meta({
      description: 'Differenza in centesimi: negativa a credito dell’ente',
      example: -6014,
    }),
    reversesId: id.nullable(),
    reason: text(1000, 'Motivo', 'Imprese corrette'),
    state,
    proposedBy: text(200, 'Chi l’ha proposta', 'Anna Ufficio'),
    proposedAt: instant,
    decidedBy: text(200, 'Chi ha deciso', 'Marco Responsabile').nullable(),
    decidedAt: instant.nullable(),
  })
  .meta({ id: 'Correction' });
const proposed = z.strictObject({ correctionId: id }).meta({ id: 'CorrectionProposed' });

const asCorrection = (c: Correction): z.input<typeof correction> => ({
  id: c.id,
  noticeId: c.noticeId,
  line: c.line,
  amountCents: c.amountCents,
  reversesId: c.reversesId,
  reason: c.reason,
  state: c.state as 'PROPOSED',
  proposedBy: c.proposedBy,
  proposedAt: c.proposedAt.toISOString(),
  decidedBy: c.decidedBy,
  decidedAt: c.decidedAt?.toISOString() ?? null,
});

export const correctionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/corrections',
    operationId: 'listCorrections',
    tag: TAG,
    summary: 'Rettifiche delle righe degli avvisi',
    permission: mayFollowFees,
    query: z.object({ ...listParameters, state: state.optional() }),
    answer: listOf(correction),
    handle: (call) =>
      pageOf(call.query, (page) => listCorrections(call, { state: call.query.state }, page), asCorrection),
  }),
  endpoint({
    method: 'GET',
    path: '/corrections/{id}',
    operationId: 'getCorrection',
    tag: TAG,
    summary: 'Una rettifica',
    permission: mayFollowFees,
    params: one,
    answer: correction,
    handle: async (call) => asCorrection(await getCorrection(call, call.params.id)),
  }),
  endpoint({
    method: 'POST',
    path: '/corrections',
    operationId: 'proposeCorrection',
    tag: TAG,
    summary: 'Propone la rettifica di una riga di un avviso',
    description: 'Vale dopo l’approvazione di un’altra persona: diventa allora una riga dell’avviso.',
    permission: mayRecordPayments,
    body: z.strictObject({
      noticeId: id,
      line: count.meta({ description: 'Riga dell’avviso', example: 1 }),
      newAmountCents: z
        .int()
        .min(0)
        .max(1e12)
        .meta({ description: 'Importo corretto della riga, in centesimi', example: 60000 }),
      reason: text(1000, 'Motivo', 'Imprese corrette'),
    }),
    answer: proposed,
    handle: (call) => proposeCorrection(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/corrections/{id}/decision',
    operationId: 'decideCorrection',
    tag: TAG,
    summary: 'Approva o respinge una rettifica',
    permission: mayApproveAssessments,
    params: one,
    body: z.strictObject({
      approve: z.boolean().meta({ description: 'Approva (true) o respinge (false)', example: true }),
      reason: text(500, 'Motivo, obbligatorio per respingere', 'Dato già corretto').optional(),
    }),
    answer: z.strictObject({ noticeId: id }).meta({ id: 'CorrectionDecided' }),
    handle: (call) => decideCorrection(call, { correctionId: call.params.id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/corrections/{id}/reversal',
    operationId: 'proposeCorrectionReversal',
    tag: TAG,
    summary: 'Propone lo storno di una rettifica approvata',
    permission: mayRecordPayments,
    params: one,
    body: z.strictObject({ reason: text(1000, 'Motivo dello storno', 'Rettifica doppia') }),
    answer: proposed,
    handle: (call) => proposeReversal(call, { correctionId: call.params.id, ...call.body }),
  }),
];
