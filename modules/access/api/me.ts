import { z } from 'zod';
import { NotSignedIn } from '#platform/errors';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { mayCheckAudit, mayViewAudit, mayViewMatrix } from '../permissions.ts';
import { checkAuditChain, listAuditEvents } from '../queries/list-audit-events.ts';
import { permissionMatrix } from '../queries/permission-matrix.ts';
import { id, instant, peopleEndpoints } from './people.ts';

const text = (description: string, example: string, most = 300) =>
  z.string().max(most).meta({ description, example });

const event = z
  .strictObject({
    number: z
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .meta({ description: 'Numero dell’evento.', example: 12 }),
    at: instant('Quando.'),
    actor: text('Chi.', 'Anna Bianchi'),
    action: text('Azione.', 'access.grant-given', 100),
    target: text('Oggetto.', 'account', 100),
    targetId: text('Identificativo dell’oggetto.', '0199a000-0000-7000-8000-0000000000aa').nullable(),
    reason: text('Motivo.', 'Fine del mandato', 2000).nullable(),
  })
  .meta({ id: 'AuditEvent' });

const reach = z
  .union([
    z.enum(['centre', 'own', 'delegated']),
    z.strictObject({ delegatedWith: text('Ambito della delega.', 'PAY_FEE', 60) }),
  ])
  .meta({ description: 'Fin dove arriva il profilo.', example: 'own' });

export const endpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/me',
    operationId: 'getMe',
    tag: 'Accessi',
    summary: 'Chi è e che cosa può fare chi presenta il codice',
    permission: 'everyone',
    answer: z.strictObject({
      accountId: id('Identificativo della persona.'),
      name: text('Nome e cognome.', 'Anna Bianchi'),
      centreId: id('Centro.'),
      scopes: z
        .array(text('Ambito.', 'fees:read', 80))
        .max(200)
        .meta({ description: 'Ambiti del codice.' }),
      grants: z
        .array(
          z.strictObject({
            role: text('Profilo.', 'TC', 10),
            bodyId: id('Ente del profilo.').nullable(),
            delegatedBy: z.array(id('Ente delegante.')).max(5000).meta({ description: 'Enti deleganti.' }),
          }),
        )
        .max(1000)
        .meta({ description: 'Profili in vigore.' }),
    }),
    async handle(call) {
      const { accountId, name, scopes, grants } = call.actor;
      if (!accountId) throw new NotSignedIn();
      return {
        accountId,
        name,
        centreId: call.centreId,
        scopes: [...(scopes ?? [])],
        grants: grants.map((grant) => ({
          role: grant.role,
          bodyId: grant.bodyId,
          delegatedBy: grant.delegations.map((d) => d.bodyId),
        })),
      };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/permissions',
    operationId: 'listPermissions',
    tag: 'Accessi',
    summary: 'La matrice dei permessi in vigore',
    permission: mayViewMatrix,
    answer: z.strictObject({
      items: z
        .array(
          z.strictObject({
            id: text('Codice del permesso.', 'fees.approve-assessments', 100),
            label: text('Che cosa permette.', 'Approvare gli accertamenti'),
            kind: z.enum(['read', 'write']).meta({ description: 'Tipo.', example: 'write' }),
            roles: z.record(z.string().max(10), reach).meta({ description: 'Profili che lo hanno.' }),
          }),
        )
        .max(2000)
        .meta({ description: 'Permessi.' }),
    }),
    async handle(call) {
      const items = permissionMatrix(call).flatMap((group) =>
        group.rows.map((row) => ({ id: row.id, label: row.label, kind: row.kind, roles: { ...row.cells } })),
      );
      return { items: items as never };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/audit-events',
    operationId: 'listAuditEvents',
    tag: 'Accessi',
    summary: 'Registro degli eventi',
    permission: mayViewAudit,
    query: z.object({
      ...listParameters,
      action: text('Solo questa azione.', 'access.grant-given', 100).optional(),
      from: z.iso.date().optional().meta({ description: 'Dal giorno.', example: '2026-01-01' }),
      to: z.iso.date().optional().meta({ description: 'Al giorno.', example: '2026-12-31' }),
    }),
    answer: listOf(event),
    handle: (call) =>
      pageOf(
        call.query,
        (page) => listAuditEvents(call, call.query, page),
        (e) => ({
          number: e.seq,
          at: e.at.toISOString(),
          actor: e.actorName,
          action: e.action,
          target: e.target,
          targetId: e.targetId,
          reason: e.reason,
        }),
      ),
  }),
  ...peopleEndpoints,
  endpoint({
    method: 'GET',
    path: '/audit-chain',
    operationId: 'checkAuditChain',
    tag: 'Accessi',
    summary: 'Ricalcola la catena del registro degli eventi, dal primo',
    permission: mayCheckAudit,
    answer: z
      .strictObject({
        events: z
          .int()
          .min(0)
          .max(Number.MAX_SAFE_INTEGER)
          .meta({ description: 'Eventi verificati.', example: 1200 }),
        brokenAt: z
          .int()
          .min(1)
          .max(Number.MAX_SAFE_INTEGER)
          .nullable()
          .meta({ description: 'Il primo evento che non torna; null se tornano tutti.', example: null }),
      })
      .meta({ id: 'AuditChain' }),
    handle: (call) => checkAuditChain(call),
  }),
];
