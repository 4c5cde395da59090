import { z } from 'zod';
import { RuleBroken } from '#platform/errors';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type ApiCall, type Endpoint, endpoint } from '#platform/http/endpoint';
import { checkApplication } from '../commands/check-application.ts';
import { declareAdhesion } from '../commands/declare-adhesion.ts';
import { draftApplication } from '../commands/draft-application.ts';
import { integrateApplication } from '../commands/integrate-application.ts';
import { recordResolution } from '../commands/record-resolution.ts';
import { recordSignature } from '../commands/record-signature.ts';
import { rejectApplication } from '../commands/reject-application.ts';
import { requestIntegration } from '../commands/request-integration.ts';
import { submitApplication } from '../commands/submit-application.ts';
import { withdrawApplication } from '../commands/withdraw-application.ts';
import { mayApply, mayViewApplications } from '../permissions.ts';
import { type ApplicationSheet, getApplication } from '../queries/get-application.ts';
import { type ListedApplication, listApplications } from '../queries/list-applications.ts';
import { APPLICATION_STATES, possibleEvents } from '../rules/application-lifecycle.ts';
import { SIGNATURE_KINDS } from '../rules/signature-acceptance.ts';
import { act, category, day, flag, id, instant, organ, TAG, text, version } from './fields.ts';

const state = z.enum(APPLICATION_STATES).meta({ description: 'Stato', example: 'SUBMITTED' });
const number = z.int().min(1).max(10_000_000).meta({ description: 'Numero della domanda', example: 12 });

const listed = z
  .strictObject({
    id,
    number,
    bodyId: id,
    name: text(500, 'Denominazione dell’ente', 'Comune di Adro'),
    category,
    convention: text(200, 'Convenzione', 'Convenzione 2026–2036'),
    state,
    listedBodies: z
      .int()
      .min(0)
      .max(10_000)
      .meta({ description: 'Comuni per cui l’associazione aderisce', example: 0 }),
    executiveFrom: day.nullable(),
    changedAt: instant,
  })
  .meta({ id: 'ListedApplication' });

const shownInList = (a: ListedApplication): z.input<typeof listed> => ({
  id: a.id,
  number: a.number,
  bodyId: a.bodyId,
  name: a.name,
  category: a.category,
  convention: a.conventionTitle,
  state: a.state,
  listedBodies: a.listed,
  executiveFrom: a.executiveFrom,
  changedAt: a.changedAt.toISOString(),
});

const word = (description: string, example: string) => text(40, description, example);

const application = z
  .strictObject({
    id,
    number,
    bodyId: id,
    name: text(500, 'Denominazione dell’ente', 'Comune di Adro'),
    conventionId: id,
    templateId: id,
    actingBodyId: id.nullable(),
    state,
    version,
    wantedFrom: day.nullable(),
    effectiveFrom: day.nullable(),
    declaredOn: day.nullable(),
    integrationDue: day.nullable(),
    executiveFrom: day.nullable(),
    listedBodyIds: z.array(id).max(10_000).meta({ description: 'Comuni per cui l’associazione aderisce' }),
    possibleEvents: z
      .array(word('Evento', 'submit'))
      .max(20)
      .meta({ description: 'Passaggi che lo stato consente' }),
    events: z
      .array(
        z.strictObject({
          event: word('Evento', 'submit'),
          toState: state,
          actor: z.string().max(300).meta({ description: 'Chi', example: 'Ugo Sindaci' }),
          reason: z.string().max(4000).nullable().meta({ description: 'Motivo', example: null }),
          at: instant,
        }),
      )
      .max(10_000)
      .meta({ description: 'Storia, dal più recente' }),
  })
  .meta({ id: 'MembershipApplication' });

const shown = (a: ApplicationSheet): z.input<typeof application> => ({
  id: a.id,
  number: a.number,
  bodyId: a.bodyId,
  name: a.name,
  conventionId: a.conventionId,
  templateId: a.templateId,
  actingBodyId: a.actingBodyId,
  state: a.state,
  version: a.version,
  wantedFrom: a.wantedFrom,
  effectiveFrom: a.effectiveFrom,
  declaredOn: a.declaredOn,
  integrationDue: a.integrationDue,
  executiveFrom: a.resolution?.executiveFrom ?? null,
  listedBodyIds: a.listed.map((b) => b.bodyId),
  possibleEvents: possibleEvents(a.state),
  events: a.events.map((e) => ({
    event: e.event,
    toState: e.toState,
    actor: e.actor,
    reason: e.reason,
    at: new Date(e.at).toISOString(),
  })),
});

const seen = { version: version.optional() };
const event = <const E extends string>(name: E) =>
  z.literal(name).meta({ description: 'Passaggio', example: name });

/** A step of the procedure with its data. */
const transition = z
  .discriminatedUnion('event', [
    z.strictObject({ event: event('submit'), ...seen }),
    z.strictObject({ event: event('check'), ...seen }),
    z.strictObject({ event: event('declare'), ...seen, organ, declaredFor: day }),
    z.strictObject({
      event: event('request-integration'),
      ...seen,
      request: text(2000, 'Che cosa manca', 'Allegare la nomina'),
    }),
    z.strictObject({
      event: event('integrate'),
      ...seen,
      answer: text(2000, 'Risposta', 'Si allega la nomina'),
    }),
    z.strictObject({
      event: event('record-resolution'),
      ...seen,
      ...act,
      templateId: id,
      signatory: text(200, 'Chi sottoscrive', 'Il sindaco'),
      boardRepresentative: text(200, 'Rappresentante nei tavoli', 'L’assessore'),
      statute: text(200, 'Norma dello statuto che indica l’organo', 'art. 12 dello statuto')
        .nullable()
        .default(null),
    }),
    z.strictObject({
      event: event('sign'),
      ...seen,
      side: z.enum(['MEMBER', 'CENTRE']).meta({ description: 'Parte', example: 'MEMBER' }),
      signer: text(200, 'Firmatario', 'Il sindaco'),
      kind: z.enum(SIGNATURE_KINDS).meta({ description: 'Tipo di firma', example: 'DIGITAL' }),
      signedOn: day,
      certificateSerial: text(100, 'Numero di serie del certificato', '5f3a').nullable().default(null),
      validAtDate: flag('Valida alla data'),
      certificateRevoked: flag('Certificato revocato').default(false),
      effectiveFrom: day.nullable().default(null),
    }),
    z.strictObject({ event: event('reject'), ...seen, reason: text(2000, 'Motivo', 'Manca la nomina') }),
    z.strictObject({
      event: event('withdraw'),
      ...seen,
      reason: text(2000, 'Motivo', 'Rinviata').nullable().default(null),
    }),
  ])
  .meta({ id: 'ApplicationTransition' });

async function step(
  call: ApiCall<unknown, unknown, unknown>,
  applicationId: string,
  body: z.output<typeof transition>,
) {
  const on = { applicationId, version: body.version };
  switch (body.event) {
    case 'submit':
      return submitApplication(call, on);
    case 'check':
      return checkApplication(call, on);
    case 'declare':
      return declareAdhesion(call, { ...on, organ: body.organ, declaredFor: body.declaredFor });
    case 'request-integration':
      return requestIntegration(call, { ...on, request: body.request });
    case 'integrate':
      return integrateApplication(call, { ...on, answer: body.answer });
    case 'record-resolution':
      return recordResolution(call, { ...body, ...on });
    case 'sign': {
      const outcome = await recordSignature(call, { ...body, ...on });
      // The null attempt is kept; who sent it is told that it does not count.
      if (!outcome.accepted) throw new RuleBroken(outcome.code, outcome.facts);
      return outcome;
    }
    case 'reject':
      return rejectApplication(call, { ...on, reason: body.reason });
    case 'withdraw':
      return withdrawApplication(call, { ...on, reason: body.reason });
  }
}

export const applicationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/membership-applications',
    operationId: 'listMembershipApplications',
    tag: TAG,
    summary: 'Elenca le domande di adesione',
    permission: mayViewApplications,
    query: z.object({
      state: state.optional(),
      convention_id: id.optional(),
      body_id: id.optional(),
      ...listParameters,
    }),
    answer: listOf(listed).meta({ id: 'MembershipApplicationList' }),
    handle({ query, ...call }) {
      const filter = { state: query.state, conventionId: query.convention_id, bodyId: query.body_id };
      return pageOf(
        query,
        (page) => listApplications(call, filter, { sort: 'numero', direction: 'asc', ...page }),
        shownInList,
      );
    },
  }),
  endpoint({
    method: 'GET',
    path: '/membership-applications/{application_id}',
    operationId: 'getMembershipApplication',
    tag: TAG,
    summary: 'Legge una domanda di adesione con la sua storia',
    permission: mayViewApplications,
    params: z.object({ application_id: id }),
    answer: application,
    handle: async (call) => shown(await getApplication(call, call.params.application_id)),
  }),
  endpoint({
    method: 'POST',
    path: '/membership-applications',
    operationId: 'draftMembershipApplication',
    tag: TAG,
    summary: 'Predispone una domanda di adesione in bozza',
    permission: mayApply,
    body: z
      .strictObject({
        bodyId: id,
        conventionId: id,
        listedBodyIds: z
          .array(id)
          .max(500)
          .default([])
          .meta({ description: 'Comuni per cui l’associazione aderisce', example: [] }),
        wantedFrom: day.nullable().default(null),
      })
      .meta({ id: 'NewMembershipApplication' }),
    answer: application,
    handle: async (call) => {
      const { applicationId } = await draftApplication(call, call.body);
      return shown(await getApplication(call, applicationId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/membership-applications/{application_id}/transitions',
    operationId: 'moveMembershipApplication',
    tag: TAG,
    summary: 'Compie un passaggio del procedimento di adesione',
    description:
      'Ogni passaggio ha i propri dati. Con `version` il passaggio è rifiutato (409) se la domanda è cambiata nel frattempo.',
    permission: mayApply,
    params: z.object({ application_id: id }),
    body: transition,
    answer: application,
    status: 200,
    handle: async (call) => {
      await step(call, call.params.application_id, call.body);
      return shown(await getApplication(call, call.params.application_id));
    },
  }),
];
