import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { addGrant } from '../commands/add-grant.ts';
import { endGrant } from '../commands/end-grant.ts';
import { invitePerson } from '../commands/invite-person.ts';
import { mayEditGrants, mayViewPeople } from '../permissions.ts';
import { getPerson } from '../queries/get-person.ts';
import { listPeople } from '../queries/list-people.ts';
import { ROLES } from '../rules/roles.ts';

const ID = '0199a000-0000-7000-8000-0000000000aa';
export const id = (description: string) => z.uuid().meta({ description, example: ID });
export const instant = (description: string) =>
  z.iso.datetime().meta({ description, example: '2026-11-21T09:00:00.000Z' });
const role = z
  .enum(Object.keys(ROLES) as [string, ...string[]])
  .meta({ description: 'Profilo.', example: 'TC' });
const bodyId = id('Ente del profilo; null per i profili del centro.').nullable();
const text = (description: string, example: string, most = 300) =>
  z.string().trim().min(1).max(most).meta({ description, example });

const person = z
  .strictObject({
    accountId: id('Identificativo della persona.'),
    name: text('Nome e cognome.', 'Anna Bianchi', 120),
    email: text('Posta elettronica.', 'anna.bianchi@comune.example', 254),
    secondStep: z.boolean().meta({ description: 'Verifica in due passaggi attiva.', example: true }),
    grants: z
      .array(
        z.strictObject({
          role,
          bodyId,
          bodyName: z.string().max(300).nullable().meta({ description: 'Ente.', example: 'Alfa' }),
        }),
      )
      .max(1000)
      .meta({ description: 'Profili in vigore.' }),
  })
  .meta({ id: 'Person' });

export const peopleEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/people',
    operationId: 'listPeople',
    tag: 'Accessi',
    summary: 'Persone e profili',
    permission: mayViewPeople,
    query: z.object({
      ...listParameters,
      q: z
        .string()
        .max(200)
        .optional()
        .meta({ description: 'Parte del nome o dell’indirizzo.', example: 'bianchi' }),
      role: role.optional(),
    }),
    answer: listOf(person),
    handle: ({ query, ...call }) =>
      pageOf(
        query,
        (page) =>
          listPeople(call, { words: query.q, role: query.role }, { sort: 'nome', direction: 'asc', ...page }),
        ({ accountId, name, email, secondStep, grants }) => ({
          accountId,
          name,
          email,
          secondStep,
          grants: [...grants],
        }),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/people/{id}',
    operationId: 'getPerson',
    tag: 'Accessi',
    summary: 'Una persona con i suoi profili in vigore',
    permission: mayViewPeople,
    params: z.object({ id: id('Identificativo della persona.') }),
    answer: person,
    async handle(call) {
      const { accountId, name, email, secondStep, grants } = await getPerson(call, call.params.id);
      return {
        accountId,
        name,
        email,
        secondStep,
        grants: grants
          .filter((grant) => !grant.endedAt)
          .map((grant) => ({ role: grant.role, bodyId: grant.bodyId, bodyName: grant.bodyName })),
      };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/invitations',
    operationId: 'invitePerson',
    tag: 'Accessi',
    summary: 'Invita una persona a un profilo',
    permission: mayEditGrants,
    body: z.strictObject({
      name: text('Nome e cognome.', 'Anna Bianchi', 120),
      email: z.email().max(254).meta({ description: 'Posta elettronica.', example: 'anna@comune.example' }),
      role,
      bodyId,
    }),
    answer: z.strictObject({ invitationId: id('Identificativo dell’invito.') }),
    handle: (call) => invitePerson(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/people/{id}/grants',
    operationId: 'addGrant',
    tag: 'Accessi',
    summary: 'Assegna un profilo a una persona conosciuta dal centro',
    permission: mayEditGrants,
    params: z.object({ id: id('Identificativo della persona.') }),
    body: z.strictObject({
      role,
      bodyId,
      reason: text('Motivo o atto.', 'Decreto n. 12/2026').nullable(),
    }),
    answer: z.strictObject({ grantId: id('Identificativo del profilo assegnato.') }),
    handle: (call) => addGrant(call, { accountId: call.params.id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/grants/{id}/end',
    operationId: 'endGrant',
    tag: 'Accessi',
    summary: 'Termina un profilo, con il motivo',
    permission: mayEditGrants,
    params: z.object({ id: id('Identificativo del profilo assegnato.') }),
    body: z.strictObject({ reason: text('Motivo.', 'Fine del mandato') }),
    answer: z.strictObject({ accountId: id('Identificativo della persona.') }),
    status: 200,
    handle: (call) => endGrant(call, { grantId: call.params.id, reason: call.body.reason }),
  }),
];
