import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { changePaymentInstructions } from '../commands/change-payment-instructions.ts';
import { annulClass, endClass } from '../commands/end-class.ts';
import { FEE_MODELS, openConvention, PRO_RATA } from '../commands/open-convention.ts';
import { mayEditConventions } from '../permissions.ts';
import { getConvention } from '../queries/list-conventions.ts';
import type { ExecutiveReading } from '../rules/executive-from.ts';
import { convention, shownConvention } from './conventions.ts';
import { day, flag, id, TAG, text } from './fields.ts';

const READINGS = [
  'INITIAL_DAY_EXCLUDED',
  'INITIAL_DAY_COUNTED',
  'AFTER_PUBLICATION',
] as const satisfies readonly ExecutiveReading[];

const howToPay = z
  .array(text(300, 'Riga', 'Girofondi sul conto di tesoreria 0123456'))
  .max(20)
  .meta({ description: 'Come si versa, riga per riga: compare negli avvisi successivi' });

const oneClass = z.object({ convention_id: id, class_id: id });
const classDone = z.strictObject({ classId: id }).meta({ id: 'BodyClassDone' });

export const conventionActEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/conventions',
    operationId: 'openConvention',
    tag: TAG,
    summary: 'Apre una convenzione su uno schema approvato',
    description: 'Una convenzione non si modifica: per un’altra durata se ne apre un’altra.',
    permission: mayEditConventions,
    body: z
      .strictObject({
        templateId: id,
        title: text(200, 'Titolo', 'Convenzione 2026–2036'),
        validFrom: day,
        validTo: day,
        feeModel: z
          .enum(FEE_MODELS)
          .meta({ description: 'Modello delle quote', example: 'BASE_PLUS_SURCHARGE' }),
        listPriceAllowed: flag('Acquisti a listino senza adesione').default(false),
        compulsory: flag('Adesione obbligatoria').default(false),
        withdrawalNoticeDays: z
          .int()
          .min(0)
          .max(730)
          .meta({ description: 'Giorni di preavviso del recesso', example: 90 }),
        coversFundamentalFunctions: flag(
          'Riguarda funzioni fondamentali da esercitare insieme: la durata non dovrebbe essere inferiore a tre anni',
        ).default(false),
        executiveReading: z.enum(READINGS).default('INITIAL_DAY_EXCLUDED').meta({
          description: 'Come si contano i dieci giorni dell’esecutività (art. 134 TUEL)',
          example: 'INITIAL_DAY_EXCLUDED',
        }),
        proRata: z.enum(PRO_RATA).default('MONTHLY').meta({
          description: 'Quota di chi entra durante l’anno: a mesi, a giorni, intera',
          example: 'MONTHLY',
        }),
        chargeAssociationOwnFee: z.boolean().default(true).meta({
          description: 'L’associazione aderente deve anche una quota propria, oltre a quelle dei comuni',
          example: true,
        }),
        howToPay: howToPay.default([]),
        approvedAct: text(300, 'Atto che l’approva', 'Decreto n. 118/2025'),
        approvedOn: day,
      })
      .meta({ id: 'NewConvention' }),
    answer: convention,
    handle: async (call) => {
      const { conventionId } = await openConvention(call, call.body);
      return shownConvention(await getConvention(call, conventionId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/conventions/{convention_id}/payment-instructions',
    operationId: 'changePaymentInstructions',
    tag: TAG,
    summary: 'Cambia le indicazioni per il versamento negli avvisi a venire',
    description: 'Gli avvisi già emessi conservano le loro.',
    permission: mayEditConventions,
    params: z.object({ convention_id: id }),
    body: z.strictObject({ howToPay }).meta({ id: 'PaymentInstructions' }),
    answer: convention,
    status: 200,
    handle: async (call) => {
      const conventionId = call.params.convention_id;
      await changePaymentInstructions(call, { conventionId, howToPay: call.body.howToPay });
      return shownConvention(await getConvention(call, conventionId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/conventions/{convention_id}/classes/{class_id}/end',
    operationId: 'endBodyClass',
    tag: TAG,
    summary: 'Registra l’ultimo giorno di una classe',
    description: 'Le quote già accertate conservano la classe con cui sono state calcolate.',
    permission: mayEditConventions,
    params: oneClass,
    body: z.strictObject({ on: day }).meta({ id: 'BodyClassEnd' }),
    answer: classDone,
    status: 200,
    handle: async (call) => {
      const { convention_id: conventionId, class_id: classId } = call.params;
      await endClass(call, { conventionId, classId, on: call.body.on });
      return { classId };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/conventions/{convention_id}/classes/{class_id}/annulment',
    operationId: 'annulBodyClass',
    tag: TAG,
    summary: 'Annulla una classe registrata per errore',
    description: 'È come se non fosse mai stata assegnata; la riga resta nella storia.',
    permission: mayEditConventions,
    params: oneClass,
    body: z
      .strictObject({ reason: text(300, 'Motivo', 'Ente sbagliato') })
      .meta({ id: 'BodyClassAnnulment' }),
    answer: classDone,
    status: 200,
    handle: async (call) => {
      const { convention_id: conventionId, class_id: classId } = call.params;
      await annulClass(call, { conventionId, classId, reason: call.body.reason });
      return { classId };
    },
  }),
];
