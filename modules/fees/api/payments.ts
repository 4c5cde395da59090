import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { recordPayment } from '../commands/record-payment.ts';
import { reversePayment } from '../commands/reverse-payment.ts';
import { mayRecordPayments, mayViewPayments } from '../permissions.ts';
import { type ListedPayment, listPayments } from '../queries/list-payments.ts';
import { channel, day, id, one, payment, TAG, text } from './schemas.ts';

const asPayment = (p: ListedPayment): z.input<typeof payment> => ({
  id: p.id,
  noticeId: p.noticeId,
  paidOn: p.paidOn,
  amountCents: p.amountCents,
  channel: p.channel as 'GIROFONDI',
  reference: p.reference,
  reversesId: p.reversesId,
  kind: p.kind,
  creditActId: p.creditActId,
});

export const paymentEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/payments',
    operationId: 'listPayments',
    tag: TAG,
    summary: 'Versamenti',
    permission: mayViewPayments,
    query: z.object({ ...listParameters, noticeId: id.optional(), from: day.optional(), to: day.optional() }),
    answer: listOf(payment),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listPayments(
            call,
            { noticeId: call.query.noticeId, from: call.query.from, to: call.query.to },
            { ...page, sort: 'data', direction: 'asc' },
          ),
        asPayment,
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/payments',
    operationId: 'recordPayment',
    tag: TAG,
    summary: 'Registra un versamento',
    description: 'Con Idempotency-Key la stessa richiesta, ripetuta, è registrata una volta sola.',
    permission: mayRecordPayments,
    body: z.strictObject({
      noticeId: id,
      paidOn: day,
      amountCents: z.int().min(1).max(1e12).meta({ description: 'Centesimi di euro', example: 174000 }),
      channel,
      reference: text(100, 'Riferimento della banca (TRN)', '0306912345678').optional(),
      overpaymentAccepted: z
        .boolean()
        .optional()
        .meta({ description: 'Il versamento eccede il dovuto, e va tenuto come credito', example: false }),
    }),
    answer: z.strictObject({ paymentId: id }).meta({ id: 'RecordedPayment' }),
    handle: (call) => recordPayment(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/payments/{id}/reversal',
    operationId: 'reversePayment',
    tag: TAG,
    summary: 'Storna un versamento registrato per errore',
    permission: mayRecordPayments,
    params: one,
    body: z.strictObject({ reason: text(500, 'Motivo dello storno', 'Abbinato all’avviso sbagliato') }),
    answer: z.strictObject({ paymentId: id, noticeId: id }).meta({ id: 'ReversedPayment' }),
    handle: (call) => reversePayment(call, { paymentId: call.params.id, ...call.body }),
  }),
];
