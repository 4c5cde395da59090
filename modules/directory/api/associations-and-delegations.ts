import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { associateFunction, endAssociatedFunction } from '../commands/associate-function.ts';
import { associateMunicipality, endAssociation } from '../commands/associate-municipality.ts';
import { delegateFunctions, revokeDelegation } from '../commands/delegate-functions.ts';
import { mayEditBodies, mayViewBodies } from '../permissions.ts';
import { getBody } from '../queries/get-body.ts';
import { listBodyDelegations } from '../queries/list-body-delegations.ts';
import { listBodyFunctions } from '../queries/list-body-people.ts';
import { act, allOf, bodyDone, bodyParams, dayOf, period, scopes, source, TAG, written } from './fields.ts';
import { day, id, instant, text } from './schemas.ts';

const named = z
  .enum(['RTD', 'ICT'])
  .meta({ description: 'Funzione: due fatti distinti, uno per volta', example: 'ICT' });
const shownPeriod = { from: day('Primo giorno'), to: day('Ultimo giorno').nullable() };

const functionOf = z
  .strictObject({
    id,
    function: named,
    association: text(500, 'Ente presso cui è associata', 'Unione dei comuni').nullable(),
    act: text(300, 'Atto', 'Delibera C.C. 12 del 3/2/2026').nullable(),
    ...shownPeriod,
  })
  .meta({ id: 'AssociatedFunction' });
const delegation = z
  .strictObject({
    id,
    given: z.boolean().meta({ description: 'Vero se data dall’ente, falso se ricevuta', example: true }),
    bodyId: id,
    name: text(500, 'L’altro ente', 'Unione dei comuni'),
    scopes: scopes(0),
    sourceAct: text(500, 'Atto che delega', 'Delibera C.C. 12 del 3/2/2026'),
    ...shownPeriod,
    revokedAt: instant('Quando è stata revocata').nullable(),
    revokedBy: text(300, 'Chi l’ha revocata', 'Paolo Bianchi').nullable(),
  })
  .meta({ id: 'BodyDelegation' });

/** Comuni in their associations, functions in associated form, and delegations between bodies. */
export const associationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/association-memberships',
    operationId: 'associateMunicipality',
    tag: TAG,
    summary: 'Registra che un comune fa parte di una forma associativa',
    description: 'Nessuna funzione è delegata per questo.',
    permission: mayEditBodies,
    body: z
      .strictObject({ associationId: id, municipalityId: id, ...period, source })
      .meta({ id: 'NewAssociationMembership' }),
    answer: z.strictObject({ membershipId: id }).meta({ id: 'MunicipalityAssociated' }),
    async handle({ body, ...call }) {
      return { membershipId: (await associateMunicipality(call, body)).id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/association-memberships/{membershipId}/end',
    operationId: 'endAssociation',
    tag: TAG,
    summary: 'Registra l’uscita di un comune da una forma associativa',
    description:
      'L’identificativo è quello dato da listBodyAssociations. Se il comune aderisce al centro attraverso l’associazione, la sua adesione passa fra quelle da regolarizzare.',
    permission: mayEditBodies,
    params: z.object({ membershipId: id }),
    body: z.strictObject({ on: dayOf('Ultimo giorno'), source }),
    answer: z.strictObject({ municipalityId: id, associationId: id }).meta({ id: 'AssociationEnded' }),
    handle: ({ params, body, ...call }) => endAssociation(call, params.membershipId, body),
  }),
  endpoint({
    method: 'GET',
    path: '/bodies/{bodyId}/associated-functions',
    operationId: 'listBodyAssociatedFunctions',
    tag: TAG,
    summary: 'Elenca le funzioni che un ente esercita in forma associata',
    permission: mayViewBodies,
    params: bodyParams,
    answer: allOf(functionOf),
    async handle({ params, ...call }) {
      await getBody(call, params.bodyId);
      return { items: [...(await listBodyFunctions(call, params.bodyId))] };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bodies/{bodyId}/associated-functions',
    operationId: 'associateBodyFunction',
    tag: TAG,
    summary: 'Registra che un ente esercita una funzione in forma associata',
    description: 'RTD in forma associata e funzione ICT associata si registrano uno per volta.',
    permission: mayEditBodies,
    params: bodyParams,
    body: z
      .strictObject({
        function: named,
        associationId: id.nullable().default(null).meta({
          description: 'Ente presso cui è associata; null se non è noto',
          example: null,
        }),
        act,
        ...period,
      })
      .meta({ id: 'NewAssociatedFunction' }),
    answer: z.strictObject({ functionId: id }).meta({ id: 'FunctionAssociated' }),
    async handle({ params, body, ...call }) {
      return { functionId: (await associateFunction(call, params.bodyId, body)).id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/associated-functions/{functionId}/end',
    operationId: 'endAssociatedFunction',
    tag: TAG,
    summary: 'Termina la forma associata di una funzione',
    permission: mayEditBodies,
    params: z.object({ functionId: id }),
    body: z.strictObject({ on: dayOf('Ultimo giorno') }),
    answer: bodyDone,
    handle: ({ params, body, ...call }) => endAssociatedFunction(call, params.functionId, body.on),
  }),
  endpoint({
    method: 'GET',
    path: '/bodies/{bodyId}/delegations',
    operationId: 'listBodyDelegations',
    tag: TAG,
    summary: 'Elenca le deleghe date e ricevute da un ente',
    permission: mayViewBodies,
    params: bodyParams,
    answer: allOf(delegation),
    async handle({ params, ...call }) {
      await getBody(call, params.bodyId);
      const delegations = await listBodyDelegations(call, params.bodyId);
      return {
        items: delegations.map((one) => ({
          ...one,
          scopes: [...one.scopes],
          revokedAt: one.revokedAt?.toISOString() ?? null,
        })),
      };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bodies/{bodyId}/delegations',
    operationId: 'delegateBodyFunctions',
    tag: TAG,
    summary: 'Registra le funzioni che un ente delega a un altro',
    description:
      'Da allora chi agisce per l’ente delegato può agire anche per quello che delega, soltanto per le funzioni indicate.',
    permission: mayEditBodies,
    params: bodyParams,
    body: z
      .strictObject({
        toBodyId: id,
        scopes: scopes(1),
        sourceAct: written(200, 'Atto che delega', 'Delibera C.C. 12 del 3/2/2026'),
        ...period,
      })
      .meta({ id: 'NewBodyDelegation' }),
    answer: z.strictObject({ delegationId: id }).meta({ id: 'FunctionsDelegated' }),
    handle: ({ params, body, ...call }) => delegateFunctions(call, { fromBodyId: params.bodyId, ...body }),
  }),
  endpoint({
    method: 'POST',
    path: '/delegations/{delegationId}/revocation',
    operationId: 'revokeDelegation',
    tag: TAG,
    summary: 'Revoca una delega',
    description: 'Vale da subito. Gli atti già compiuti con la delega restano validi.',
    permission: mayEditBodies,
    params: z.object({ delegationId: id }),
    body: z.strictObject({ reason: written(200, 'Motivo o atto di revoca', 'Delibera C.C. 30/2026') }),
    answer: z.strictObject({ fromBodyId: id }).meta({ id: 'DelegationRevoked' }),
    handle: ({ params, body, ...call }) => revokeDelegation(call, params.delegationId, body.reason),
  }),
];
