import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { approveTariff } from '../commands/approve-tariff.ts';
import { confirmVat, copyTariff, withdrawTariff } from '../commands/draft-tariff.ts';
import { mayApproveTariffs, mayConfirmVat, mayDraftTariffs } from '../permissions.ts';

const TAG = 'Tariffe';
const id = z.uuid().meta({ description: 'Identificativo', example: '0199a000-0000-7000-8000-000000000001' });
const params = z.object({ tariff_id: id });
const nothing = z.strictObject({}).meta({ description: 'Nessun dato.' });
const done = z.strictObject({ id }).meta({ id: 'TariffDone' });

/** What is done with a tariff once it is written: approved by the members' board, withdrawn, copied to a new version. */
export const decisionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/tariffs/{tariff_id}/approval',
    operationId: 'approveTariff',
    tag: TAG,
    summary: 'Approva una proposta di tariffa con la decisione dell’organo degli enti',
    description:
      'La approva chi non l’ha scritta. La tariffa senza termine che la precede si chiude il giorno prima.',
    permission: mayApproveTariffs,
    params,
    body: z.strictObject({
      decision: z
        .string()
        .trim()
        .min(1)
        .max(300)
        .meta({ description: 'La decisione', example: 'Decisione n. 4 – Tavolo strategico' }),
      decidedOn: z.iso.date().meta({ description: 'Giorno, AAAA-MM-GG', example: '2026-10-15' }),
      warningsAccepted: z
        .boolean()
        .meta({ description: 'Scalini, salti e giorni scoperti sono stati letti', example: true }),
    }),
    answer: z
      .strictObject({ id, closed: id.nullable().meta({ description: 'La tariffa che si è chiusa' }) })
      .meta({ id: 'ApprovedTariff' }),
    async handle(call) {
      const { closed } = await approveTariff(call, { tariffId: call.params.tariff_id, ...call.body });
      return { id: call.params.tariff_id, closed };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/tariffs/{tariff_id}/vat-confirmation',
    operationId: 'confirmTariffVat',
    tag: TAG,
    summary: 'Conferma il trattamento IVA di una proposta',
    permission: mayConfirmVat,
    params,
    body: nothing,
    answer: done,
    async handle(call) {
      await confirmVat(call, { tariffId: call.params.tariff_id });
      return { id: call.params.tariff_id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/tariffs/{tariff_id}/withdrawal',
    operationId: 'withdrawTariff',
    tag: TAG,
    summary: 'Ritira una proposta di tariffa',
    permission: mayDraftTariffs,
    params,
    body: nothing,
    answer: done,
    async handle(call) {
      await withdrawTariff(call, { tariffId: call.params.tariff_id });
      return { id: call.params.tariff_id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/tariffs/{tariff_id}/copies',
    operationId: 'copyTariff',
    tag: TAG,
    summary: 'Copia una tariffa in una nuova proposta',
    permission: mayDraftTariffs,
    params,
    body: nothing,
    answer: done,
    handle: async (call) => ({ id: (await copyTariff(call, { tariffId: call.params.tariff_id })).tariffId }),
  }),
];
