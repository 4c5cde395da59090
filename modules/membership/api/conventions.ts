import { z } from 'zod';
import { listOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { FEE_MODELS } from '../commands/open-convention.ts';
import { mayViewConventions } from '../permissions.ts';
import { getConvention, type ListedConvention, listConventions } from '../queries/list-conventions.ts';
import { day, flag, id, TAG, text } from './fields.ts';

export const convention = z
  .strictObject({
    id,
    title: text(200, 'Titolo', 'Convenzione 2026–2036'),
    validFrom: day,
    validTo: day,
    feeModel: z.enum(FEE_MODELS).meta({ description: 'Modello delle quote', example: 'BASE_PLUS_SURCHARGE' }),
    listPriceAllowed: flag('Acquisti a listino senza adesione'),
    compulsory: flag('Adesione obbligatoria'),
    withdrawalNoticeDays: z
      .int()
      .min(0)
      .max(10_000)
      .meta({ description: 'Giorni di preavviso del recesso', example: 90 }),
    approvedAct: text(300, 'Atto che l’ha approvata', 'Decreto n. 118/2025'),
    approvedOn: day,
    templateId: id,
    templateVersion: z.int().min(1).max(100_000).meta({ description: 'Versione dello schema', example: 1 }),
    howToPay: z
      .array(text(2000, 'Riga', 'Girofondi sul conto di tesoreria 0123456'))
      .max(2000)
      .meta({ description: 'Come si versa, riga per riga' }),
    members: z.int().min(0).max(1_000_000).meta({ description: 'Adesioni in vigore oggi', example: 150 }),
  })
  .meta({ id: 'Convention' });

export const shownConvention = (c: ListedConvention): z.input<typeof convention> => ({
  id: c.id,
  title: c.title,
  validFrom: c.validFrom,
  validTo: c.validTo,
  feeModel: c.feeModel as (typeof FEE_MODELS)[number],
  listPriceAllowed: c.listPriceAllowed,
  compulsory: c.compulsory,
  withdrawalNoticeDays: c.withdrawalNoticeDays,
  approvedAct: c.approvedAct,
  approvedOn: c.approvedOn,
  templateId: c.templateId,
  templateVersion: c.templateVersion,
  howToPay: Array.isArray(c.params.howToPay) ? c.params.howToPay.map(String) : [],
  members: c.members,
});

export const conventionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/conventions',
    operationId: 'listConventions',
    tag: TAG,
    summary: 'Elenca le convenzioni del centro',
    permission: mayViewConventions,
    answer: listOf(convention).meta({ id: 'ConventionList' }),
    handle: async (call) => {
      const items = (await listConventions(call)).map(shownConvention);
      return { items: items.slice(0, 200), count: items.length, next: null };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/conventions/{convention_id}',
    operationId: 'getConvention',
    tag: TAG,
    summary: 'Legge una convenzione',
    permission: mayViewConventions,
    params: z.object({ convention_id: id }),
    answer: convention,
    handle: async (call) => shownConvention(await getConvention(call, call.params.convention_id)),
  }),
];
