import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { decideCreditAct } from '../commands/decide-credit-act.ts';
import { proposeAnnulment, proposeOffset, proposeRefund } from '../commands/propose-credit-act.ts';
import { mayApproveAssessments, mayRecordPayments, mayViewPayments } from '../permissions.ts';
import {
  type Credit,
  type CreditAct,
  getCreditAct,
  listCreditActs,
  listCredits,
} from '../queries/list-credits.ts';
import { CREDIT_ACT_KINDS, CREDIT_ACT_STATES, REFUND_CHANNELS } from '../rules/credit.ts';
import { cents, count, day, id, one, TAG, text, year, yearFilter } from './schemas.ts';

const positive = z.int().min(1).max(1e12).meta({ description: 'Centesimi di euro', example: 6000 });
const reason = text(500, 'Motivo', 'Versato due volte');
const kind = z
  .enum(CREDIT_ACT_KINDS)
  .meta({ description: 'Restituzione (REFUND) o compensazione (OFFSET)', example: 'REFUND' });
const state = z
  .enum(CREDIT_ACT_STATES)
  .meta({ description: 'Stato: da approvare, approvato, respinto', example: 'PROPOSED' });
const done = z.strictObject({ creditActId: id }).meta({ id: 'CreditActDone' });

const credit = z
  .strictObject({
    noticeId: id,
    number: count,
    year,
    feeYear: year,
    payerId: id,
    payer: text(500, 'Ente che paga', 'Gavirate'),
    creditCents: cents,
    waitingCents: cents,
    since: day,
  })
  .meta({ id: 'Credit' });

const creditAct = z
  .strictObject({
    id,
    kind,
    noticeId: id,
    toNoticeId: id.nullable(),
    payerId: id,
    amountCents: cents,
    doneOn: day,
    channel: z
      .enum(REFUND_CHANNELS)
      .meta({ description: 'Canale della restituzione', example: 'GIROFONDI' })
      .nullable(),
    reference: text(100, 'Mandato o girofondi', 'Mandato n. 128/2026'),
    reason,
    annulsId: id.nullable(),
    annulledById: id.nullable(),
    state,
  })
  .meta({ id: 'CreditAct' });

const asCredit = (c: Credit): z.input<typeof credit> => ({
  noticeId: c.noticeId,
  number: c.number,
  year: c.year,
  feeYear: c.feeYear,
  payerId: c.payerId,
  payer: c.payerName,
  creditCents: c.creditCents,
  waitingCents: c.waitingCents,
  since: c.since,
});
const asAct = (a: CreditAct): z.input<typeof creditAct> => ({
  id: a.id,
  kind: a.kind,
  noticeId: a.noticeId,
  toNoticeId: a.toNoticeId,
  payerId: a.payerId,
  amountCents: a.amountCents,
  doneOn: a.doneOn,
  channel: a.kind === 'REFUND' ? (a.channel as (typeof REFUND_CHANNELS)[number]) : null,
  reference: a.reference,
  reason: a.reason,
  annulsId: a.annulsId,
  annulledById: a.annulledById,
  state: a.state,
});

export const creditEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/credits',
    operationId: 'listCredits',
    tag: TAG,
    summary: 'Avvisi su cui è stato versato più del dovuto',
    permission: mayViewPayments,
    query: z.object({ ...listParameters, year: yearFilter, payerId: id.optional() }),
    answer: listOf(credit),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listCredits(
            call,
            { feeYear: call.query.year, payerId: call.query.payerId },
            { ...page, sort: 'dal', direction: 'asc' },
          ),
        asCredit,
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/credit-acts',
    operationId: 'listCreditActs',
    tag: TAG,
    summary: 'Restituzioni e compensazioni di crediti, e loro annullamenti',
    permission: mayViewPayments,
    query: z.object({
      ...listParameters,
      noticeId: id.optional(),
      kind: kind.optional(),
      state: state.optional(),
    }),
    answer: listOf(creditAct),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listCreditActs(
            call,
            { noticeId: call.query.noticeId, kind: call.query.kind, state: call.query.state },
            { ...page, sort: 'data', direction: 'desc' },
          ),
        asAct,
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/credit-acts/{id}',
    operationId: 'getCreditAct',
    tag: TAG,
    summary: 'Una restituzione, una compensazione o un annullamento',
    permission: mayViewPayments,
    params: one,
    answer: creditAct,
    handle: async (call) => asAct(await getCreditAct(call, call.params.id)),
  }),
  endpoint({
    method: 'POST',
    path: '/refunds',
    operationId: 'proposeRefund',
    tag: TAG,
    summary: 'Propone la restituzione di un credito',
    description:
      'Vale dopo l’approvazione di un’altra persona. Con Idempotency-Key la stessa richiesta, ripetuta, è proposta una volta sola.',
    permission: mayRecordPayments,
    body: z.strictObject({
      noticeId: id,
      amountCents: positive,
      doneOn: day,
      channel: z.enum(REFUND_CHANNELS).meta({ description: 'Canale', example: 'GIROFONDI' }),
      reference: text(100, 'Mandato o girofondi', 'Mandato n. 128/2026'),
      reason,
    }),
    answer: done,
    handle: (call) => proposeRefund(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/offsets',
    operationId: 'proposeOffset',
    tag: TAG,
    summary: 'Propone la compensazione di un credito con un altro avviso dello stesso ente',
    description:
      'Vale dopo l’approvazione di un’altra persona. Con Idempotency-Key la stessa richiesta, ripetuta, è proposta una volta sola.',
    permission: mayRecordPayments,
    body: z.strictObject({
      noticeId: id,
      toNoticeId: id,
      amountCents: positive,
      doneOn: day,
      reference: text(100, 'Atto o nota dell’ente', 'Nota prot. 1234/2026').optional(),
      reason,
    }),
    answer: done,
    handle: (call) => proposeOffset(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/credit-acts/{id}/decision',
    operationId: 'decideCreditAct',
    tag: TAG,
    summary: 'Approva o respinge un atto su un credito',
    permission: mayApproveAssessments,
    params: one,
    body: z.strictObject({
      approve: z.boolean().meta({ description: 'Approva (true) o respinge (false)', example: true }),
      reason: text(500, 'Motivo, obbligatorio per respingere', 'Mandato non eseguito').optional(),
    }),
    answer: z.strictObject({ noticeId: id }).meta({ id: 'CreditActDecided' }),
    handle: (call) => decideCreditAct(call, { creditActId: call.params.id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/credit-acts/{id}/annulment',
    operationId: 'proposeCreditActAnnulment',
    tag: TAG,
    summary: 'Propone l’annullamento di un atto approvato',
    permission: mayRecordPayments,
    params: one,
    body: z.strictObject({ reason: text(500, 'Motivo dell’annullamento', 'Mandato non eseguito') }),
    answer: done,
    handle: async (call) => {
      const { creditActId } = await proposeAnnulment(call, { creditActId: call.params.id, ...call.body });
      return { creditActId };
    },
  }),
];
