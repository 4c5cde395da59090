import { z } from 'zod';
import { listOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { approveTemplate } from '../commands/approve-template.ts';
import { changePaymentInstructions } from '../commands/change-payment-instructions.ts';
import { draftNextVersion, draftTemplate, editTemplate } from '../commands/draft-template.ts';
import { FEE_MODELS, openConvention, PRO_RATA } from '../commands/open-convention.ts';
import { mayApproveTemplates, mayEditConventions, mayViewConventions } from '../permissions.ts';
import { getTemplate, listTemplates, type TemplateSheet } from '../queries/list-templates.ts';
import { day, flag, id, TAG, text } from './fields.ts';

const params = z.object({ template_id: id });
const done = z.strictObject({ templateId: id }).meta({ id: 'TemplateDone' });
const title = text(200, 'Titolo', 'Convenzione per la gestione associata dei servizi ICT');
const article = z.strictObject({
  content: z
    .string()
    .trim()
    .max(60)
    .meta({ description: 'Il contenuto obbligatorio che regola; vuoto per gli altri', example: 'PURPOSE' }),
  heading: text(300, 'Rubrica', 'Oggetto'),
  text: z.string().trim().max(20_000).meta({ description: 'Testo', example: 'Gli enti gestiscono…' }),
});
const articles = z.array(article).max(200).meta({ description: 'Articoli, in ordine' });

const shape = {
  id,
  code: text(60, 'Codice, uguale fra le versioni', 'convenzione-ict'),
  version: z.int().min(1).max(100_000).meta({ description: 'Versione', example: 1 }),
  title,
  approvedAct: text(300, 'Atto che l’ha approvata', 'Decisione n. 4/2025').nullable(),
  approvedOn: day.nullable(),
};
const listed = z.strictObject(shape).meta({ id: 'ListedConventionTemplate' });

const shown = (t: Omit<TemplateSheet, 'articles' | 'versions'>): z.input<typeof listed> => ({
  id: t.id,
  code: t.code,
  version: t.version,
  title: t.title,
  approvedAct: t.approvedAct,
  approvedOn: t.approvedOn,
});

/** Templates by version, and the conventions that are opened on them. [0.1, E] */
export const templateEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/convention-templates',
    operationId: 'listConventionTemplates',
    tag: TAG,
    summary: 'Elenca gli schemi di convenzione, con le loro versioni',
    permission: mayViewConventions,
    answer: listOf(listed),
    async handle(call) {
      const items = (await listTemplates(call)).map(shown);
      return { items: items.slice(0, 200), count: items.length, next: null };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/convention-templates/{template_id}',
    operationId: 'getConventionTemplate',
    tag: TAG,
    summary: 'Legge uno schema di convenzione con i suoi articoli',
    permission: mayViewConventions,
    params,
    answer: z.strictObject({ ...shape, articles }).meta({ id: 'ConventionTemplate' }),
    async handle(call) {
      const found = await getTemplate(call, call.params.template_id);
      return { ...shown(found), articles: found.articles };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/convention-templates',
    operationId: 'draftConventionTemplate',
    tag: TAG,
    summary: 'Redige uno schema di convenzione',
    permission: mayEditConventions,
    body: z.strictObject({ code: text(60, 'Codice', 'convenzione-ict'), title, articles }),
    answer: done,
    handle: (call) => draftTemplate(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/convention-templates/{template_id}/text',
    operationId: 'editConventionTemplate',
    tag: TAG,
    summary: 'Riscrive uno schema non ancora approvato',
    permission: mayEditConventions,
    params,
    body: z.strictObject({ title, articles }),
    answer: done,
    async handle(call) {
      await editTemplate(call, { templateId: call.params.template_id, ...call.body });
      return { templateId: call.params.template_id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/convention-templates/{template_id}/versions',
    operationId: 'draftNextConventionTemplate',
    tag: TAG,
    summary: 'Comincia la versione seguente di uno schema',
    permission: mayEditConventions,
    params,
    body: z.strictObject({}).meta({ description: 'Nessun dato.' }),
    answer: done,
    handle: (call) => draftNextVersion(call, { templateId: call.params.template_id }),
  }),
  endpoint({
    method: 'POST',
    path: '/convention-templates/{template_id}/approval',
    operationId: 'approveConventionTemplate',
    tag: TAG,
    summary: 'Registra l’atto che approva uno schema: da allora non si riscrive',
    permission: mayApproveTemplates,
    params,
    body: z.strictObject({ act: text(300, 'Atto', 'Decisione n. 4/2025'), on: day }),
    answer: done,
    async handle(call) {
      await approveTemplate(call, { templateId: call.params.template_id, ...call.body });
      return { templateId: call.params.template_id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/conventions',
    operationId: 'openConvention',
    tag: TAG,
    summary: 'Apre una convenzione su uno schema approvato',
    permission: mayEditConventions,
    body: z.strictObject({
      templateId: id,
      title,
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
        .max(3650)
        .meta({ description: 'Giorni di preavviso del recesso', example: 90 }),
      coversFundamentalFunctions: flag('Riguarda funzioni fondamentali').default(false),
      executiveReading: z
        .enum(['INITIAL_DAY_EXCLUDED', 'INITIAL_DAY_COUNTED'])
        .default('INITIAL_DAY_EXCLUDED')
        .meta({ description: 'Come si contano i dieci giorni', example: 'INITIAL_DAY_EXCLUDED' }),
      proRata: z
        .enum(PRO_RATA)
        .optional()
        .meta({ description: 'Quota dell’anno di ingresso', example: 'MONTHLY' }),
      chargeAssociationOwnFee: z
        .boolean()
        .optional()
        .meta({ description: 'L’associazione deve anche una quota propria', example: true }),
      howToPay: z
        .array(text(300, 'Riga', 'Girofondi, conto 0060409'))
        .max(20)
        .optional()
        .meta({ description: 'Come si paga, riga per riga' }),
      approvedAct: text(300, 'Atto del centro che l’approva', 'Decreto n. 118/2025'),
      approvedOn: day,
    }),
    answer: z.strictObject({ conventionId: id }).meta({ id: 'OpenedConvention' }),
    handle: (call) => openConvention(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/conventions/{convention_id}/payment-instructions',
    operationId: 'changePaymentInstructions',
    tag: TAG,
    summary: 'Cambia ciò che gli avvisi dicono di come si paga',
    permission: mayEditConventions,
    params: z.object({ convention_id: id }),
    body: z.strictObject({
      howToPay: z
        .array(text(300, 'Riga', 'Girofondi, conto 0060409'))
        .max(20)
        .meta({ description: 'Riga per riga' }),
    }),
    answer: z.strictObject({ conventionId: id }).meta({ id: 'ChangedPaymentInstructions' }),
    async handle(call) {
      await changePaymentInstructions(call, { conventionId: call.params.convention_id, ...call.body });
      return { conventionId: call.params.convention_id };
    },
  }),
];
