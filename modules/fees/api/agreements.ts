import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { endPayerAgreement } from '../commands/end-payer-agreement.ts';
import { recordPayerAgreement } from '../commands/record-payer-agreement.ts';
import { mayRecordAgreements, mayViewFees } from '../permissions.ts';
import { type Agreement, listAgreements } from '../queries/list-agreements.ts';
import { agreement, day, id, one, TAG, text } from './schemas.ts';

const asAgreement = (a: Agreement): z.input<typeof agreement> => ({
  id: a.id,
  debtorId: a.debtorId,
  payerId: a.payerId,
  share: a.share,
  amountCents: a.amountCents,
  sourceAct: a.sourceAct,
  from: a.from,
  to: a.to,
});

export const agreementEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/payer-agreements',
    operationId: 'listPayerAgreements',
    tag: TAG,
    summary: 'Accordi di pagamento',
    permission: mayViewFees,
    query: z.object({ ...listParameters, inForceOn: day.optional() }),
    answer: listOf(agreement),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listAgreements(
            call,
            { inForceOn: call.query.inForceOn },
            { ...page, sort: 'debitore', direction: 'asc' },
          ),
        asAgreement,
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/payer-agreements',
    operationId: 'recordPayerAgreement',
    tag: TAG,
    summary: 'Registra un accordo di pagamento',
    permission: mayRecordAgreements,
    body: z.strictObject({
      debtorId: id,
      payerId: id,
      share: text(10, 'Parte della quota, da 0 a 1', '0.6').nullable().optional(),
      amountCents: z
        .int()
        .min(1)
        .max(1e12)
        .nullable()
        .optional()
        .meta({ description: 'Oppure un importo in centesimi', example: 30000 }),
      sourceAct: text(500, 'Atto', 'Deliberazione n. 12 del 10/11/2025'),
      from: day,
      to: day.nullable().optional(),
    }),
    answer: z.strictObject({ agreementId: id }).meta({ id: 'RecordedPayerAgreement' }),
    handle: (call) => recordPayerAgreement(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/payer-agreements/{id}/end',
    operationId: 'endPayerAgreement',
    tag: TAG,
    summary: 'Pone termine a un accordo di pagamento',
    permission: mayRecordAgreements,
    params: one,
    body: z.strictObject({ on: day, reason: text(500, 'Motivo', 'Recesso dall’Unione') }),
    answer: z.strictObject({ agreementId: id }).meta({ id: 'EndedPayerAgreement' }),
    handle: async (call) => {
      await endPayerAgreement(call, { agreementId: call.params.id, ...call.body });
      return { agreementId: call.params.id };
    },
  }),
];
