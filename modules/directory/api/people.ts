import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { may } from '#platform/permission';
import { assignRole, endRole } from '../commands/assign-role.ts';
import { erasePerson } from '../commands/erase-person.ts';
import { mayEditBodies, mayViewBodies, mayViewContacts } from '../permissions.ts';
import { getBody } from '../queries/get-body.ts';
import { listBodyPeople } from '../queries/list-body-people.ts';
import { getPerson } from '../queries/list-people.ts';
import {
  act,
  allOf,
  bodyDone,
  bodyParams,
  dayOf,
  email,
  maybe,
  period,
  role,
  TAG,
  written,
} from './fields.ts';
import { day, id, instant, text } from './schemas.ts';

const phone = text(300, 'Telefono', '030 000000').nullable();
const address = text(300, 'Posta elettronica', 'maria.rossi@ente.example').nullable();
const office = {
  role: text(40, 'Incarico', 'RTD'),
  from: day('Primo giorno'),
  to: day('Ultimo giorno').nullable(),
};
const holder = z
  .strictObject({
    id,
    personId: id,
    name: text(500, 'Nome e cognome', 'Maria Rossi'),
    email: address,
    phone,
    ...office,
    act: text(300, 'Atto di nomina', 'Decreto del sindaco 4/2026').nullable(),
    associated: z.boolean().meta({ description: 'RTD in forma associata', example: false }),
    host: text(500, 'Ente presso cui è nominato', 'Unione dei comuni').nullable(),
  })
  .meta({ id: 'RoleHolder' });
const person = z
  .strictObject({
    id,
    name: text(500, 'Nome e cognome', 'Maria Rossi'),
    email: address,
    phone,
    erasedAt: instant('Quando i dati sono stati cancellati').nullable(),
    offices: z
      .array(z.strictObject({ bodyId: id, body: text(500, 'Ente', 'Adro'), ...office }))
      .max(10_000)
      .meta({ description: 'Incarichi, dal più recente' }),
  })
  .meta({ id: 'Person' });

const assignment = z
  .strictObject({
    role,
    personId: id.optional().meta({
      description: 'Una persona già in anagrafe; in alternativa a name',
      example: '0199a000-0000-7000-8000-000000000001',
    }),
    name: written(200, 'Nome e cognome di chi non è ancora in anagrafe', 'Maria Rossi').optional(),
    email: email.nullable().default(null),
    phone: maybe(50, 'Telefono', '030 000000'),
    act,
    ...period,
    associated: z.boolean().default(false).meta({ description: 'RTD in forma associata', example: false }),
    hostBodyId: id.nullable().default(null).meta({
      description: 'Ente presso cui è nominato, se in forma associata',
      example: null,
    }),
  })
  .meta({ id: 'NewRoleAssignment' })
  .refine((sent) => (sent.personId === undefined) !== (sent.name === undefined), {
    path: ['name'],
    message: 'Scrivere nome e cognome, oppure indicare una persona già in anagrafe, non entrambi.',
  });

/** Who holds which office in the bodies. */
export const peopleEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/bodies/{bodyId}/roles',
    operationId: 'listBodyRoles',
    tag: TAG,
    summary: 'Elenca gli incarichi di un ente',
    description:
      'Chi ha, o ha avuto, ciascun incarico. I recapiti sono null per chi non può vedere quelli delle persone.',
    permission: mayViewBodies,
    params: bodyParams,
    answer: allOf(holder),
    async handle({ params, ...call }) {
      await getBody(call, params.bodyId);
      const holders = await listBodyPeople(call, params.bodyId);
      const shown = may(call.actor, mayViewContacts, params.bodyId);
      return { items: shown ? [...holders] : holders.map((one) => ({ ...one, email: null, phone: null })) };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bodies/{bodyId}/roles',
    operationId: 'assignBodyRole',
    tag: TAG,
    summary: 'Assegna un incarico in un ente',
    description:
      'A una persona già in anagrafe (personId) o a una nuova (name). Legale rappresentante, RTD e DPO sono uno per volta.',
    permission: mayEditBodies,
    params: bodyParams,
    body: assignment,
    answer: z.strictObject({ assignmentId: id, personId: id }).meta({ id: 'RoleAssigned' }),
    handle({ params, body, ...call }) {
      const { personId, name, email: mail, phone: telephone, ...rest } = body;
      const who = personId ? { personId } : { name: name ?? '', email: mail, phone: telephone };
      return assignRole(call, params.bodyId, { ...rest, person: who });
    },
  }),
  endpoint({
    method: 'POST',
    path: '/role-assignments/{assignmentId}/end',
    operationId: 'endBodyRole',
    tag: TAG,
    summary: 'Termina un incarico',
    description: 'L’incarico resta nella storia dell’ente fino al giorno indicato.',
    permission: mayEditBodies,
    params: z.object({ assignmentId: id }),
    body: z.strictObject({ on: dayOf('Ultimo giorno') }),
    answer: bodyDone,
    handle: ({ params, body, ...call }) => endRole(call, params.assignmentId, body.on),
  }),
  endpoint({
    method: 'GET',
    path: '/register-people/{personId}',
    operationId: 'getRegisterPerson',
    tag: TAG,
    summary: 'Mostra una persona dell’anagrafe con i suoi incarichi',
    permission: mayEditBodies,
    params: z.object({ personId: id }),
    answer: person,
    async handle({ params, ...call }) {
      const { erasedAt, offices, ...rest } = await getPerson(call, params.personId);
      return { ...rest, offices: [...offices], erasedAt: erasedAt?.toISOString() ?? null };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/register-people/{personId}/erasure',
    operationId: 'eraseRegisterPerson',
    tag: TAG,
    summary: 'Cancella i dati di una persona che non ha più incarichi',
    description:
      'Nome e recapiti non si possono recuperare. Gli incarichi restano nella storia degli enti, senza nome.',
    permission: mayEditBodies,
    params: z.object({ personId: id }),
    body: z.strictObject({ reason: written(300, 'Motivo della cancellazione', 'Richiesta della persona') }),
    answer: z.strictObject({ personId: id }).meta({ id: 'RegisterPersonErased' }),
    async handle({ params, body, ...call }) {
      await erasePerson(call, params.personId, body.reason);
      return params;
    },
  }),
];
