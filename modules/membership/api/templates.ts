import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { approveTemplate } from '../commands/approve-template.ts';
import { draftNextVersion, draftTemplate, editTemplate } from '../commands/draft-template.ts';
import { CONTENT_LABELS, MANDATORY_CONTENTS } from '../contents.it.ts';
import { mayApproveTemplates, mayEditConventions, mayViewConventions } from '../permissions.ts';
import { getTemplate, listTemplates, type TemplateSheet } from '../queries/list-templates.ts';
import { day, id, TAG, text } from './fields.ts';

const params = z.object({ template_id: id });
const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'Il codice è fatto di lettere minuscole, cifre e trattini.')
  .max(40)
  .meta({ description: 'Codice dello schema, uguale per tutte le sue versioni', example: 'convenzione-ict' });
const title = text(200, 'Titolo', 'Schema di convenzione per i servizi ICT');
const number = z.int().min(1).max(100_000).meta({ description: 'Numero della versione', example: 1 });
const rowVersion = z.int().min(1).max(1_000_000).meta({
  description: 'Stato della bozza che si è letto: se nel frattempo è cambiata, 409',
  example: 3,
});

const article = z
  .strictObject({
    content: z
      .enum(Object.keys(CONTENT_LABELS) as [string, ...string[]])
      .meta({ description: 'Che cosa regola l’articolo', example: 'AIMS' }),
    heading: text(200, 'Rubrica dell’articolo', 'Fini'),
    text: z.string().trim().max(20_000).meta({
      description: 'Testo dell’articolo: in una bozza può mancare',
      example: 'Gli enti gestiscono insieme i servizi ICT.',
    }),
  })
  .meta({ id: 'ConventionArticle' });
const articles = z.array(article).min(1).max(60).meta({ description: 'Articoli, nell’ordine dello schema' });

const card = {
  id,
  code,
  version: number,
  title,
  approvedAct: text(300, 'Atto che approva la versione', 'Decreto n. 118/2025').nullable(),
  approvedOn: day.nullable(),
  rowVersion,
  conventionIds: z.array(id).max(1000).meta({ description: 'Convenzioni aperte su questa versione' }),
};
const listed = z.strictObject(card).meta({ id: 'ListedConventionTemplate' });
const template = z
  .strictObject({
    ...card,
    articles: z.array(article).max(60).meta({ description: 'Articoli, nell’ordine dello schema' }),
    otherVersions: z
      .array(z.strictObject({ id, version: number, approvedOn: day.nullable() }))
      .max(1000)
      .meta({ description: 'Altre versioni dello stesso schema, dalla più recente' }),
  })
  .meta({ id: 'ConventionTemplate' });

const shownInList = (t: Omit<TemplateSheet, 'articles' | 'versions'>): z.input<typeof listed> => ({
  id: t.id,
  code: t.code,
  version: t.version,
  title: t.title,
  approvedAct: t.approvedAct,
  approvedOn: t.approvedOn,
  rowVersion: t.rowVersion,
  conventionIds: t.conventions.map((convention) => convention.id),
});
const shown = (t: TemplateSheet): z.input<typeof template> => ({
  ...shownInList(t),
  articles: t.articles.map(({ content, heading, text }) => ({ content, heading, text })),
  otherVersions: t.versions,
});

export const templateEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/convention-templates',
    operationId: 'listConventionTemplates',
    tag: TAG,
    summary: 'Elenca le versioni degli schemi di convenzione',
    permission: mayViewConventions,
    query: z.object(listParameters),
    answer: listOf(listed).meta({ id: 'ConventionTemplateList' }),
    handle: (call) =>
      pageOf(
        call.query,
        async ({ size, offset }) => {
          const all = await listTemplates(call);
          return { rows: all.slice(offset, offset + size), total: all.length };
        },
        shownInList,
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/convention-templates/{template_id}',
    operationId: 'getConventionTemplate',
    tag: TAG,
    summary: 'Legge una versione di uno schema di convenzione con i suoi articoli',
    permission: mayViewConventions,
    params,
    answer: template,
    handle: async (call) => shown(await getTemplate(call, call.params.template_id)),
  }),
  endpoint({
    method: 'POST',
    path: '/convention-templates',
    operationId: 'draftConventionTemplate',
    tag: TAG,
    summary: 'Predispone uno schema di convenzione, in bozza, alla versione 1',
    permission: mayEditConventions,
    body: z.strictObject({ code, title, articles }).meta({ id: 'NewConventionTemplate' }),
    answer: template,
    handle: async (call) => {
      const { templateId } = await draftTemplate(call, call.body);
      return shown(await getTemplate(call, templateId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/convention-templates/{template_id}/articles',
    operationId: 'editConventionTemplate',
    tag: TAG,
    summary: 'Riscrive titolo e articoli di una bozza',
    description: 'Gli articoli inviati sostituiscono tutti quelli che c’erano.',
    permission: mayEditConventions,
    params,
    body: z
      .strictObject({ rowVersion: rowVersion.optional(), title, articles })
      .meta({ id: 'ConventionTemplateText' }),
    answer: template,
    status: 200,
    handle: async (call) => {
      const templateId = call.params.template_id;
      await editTemplate(call, { templateId, ...call.body });
      return shown(await getTemplate(call, templateId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/convention-templates/{template_id}/versions',
    operationId: 'draftNextConventionTemplate',
    tag: TAG,
    summary: 'Predispone la versione successiva di uno schema, con gli articoli di questa',
    description: 'Una versione approvata non si modifica più; la bozza in lavorazione è una sola.',
    permission: mayEditConventions,
    params,
    answer: template,
    handle: async (call) => {
      const { templateId } = await draftNextVersion(call, { templateId: call.params.template_id });
      return shown(await getTemplate(call, templateId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/convention-templates/{template_id}/approval',
    operationId: 'approveConventionTemplate',
    tag: TAG,
    summary: 'Registra l’atto che approva una versione di uno schema',
    description: `È rifiutata (409) se manca un contenuto obbligatorio (art. 30, comma 2, TUEL): ${MANDATORY_CONTENTS.join(', ')}.`,
    permission: mayApproveTemplates,
    params,
    body: z
      .strictObject({ act: text(300, 'Atto di approvazione', 'Decreto n. 118/2025'), on: day })
      .meta({ id: 'ConventionTemplateApproval' }),
    answer: template,
    status: 200,
    handle: async (call) => {
      const templateId = call.params.template_id;
      await approveTemplate(call, { templateId, ...call.body });
      return shown(await getTemplate(call, templateId));
    },
  }),
];
