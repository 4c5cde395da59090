import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { ACT_KINDS, type ActKindName } from '../act-kinds.ts';
import { mayFollowActs } from '../permissions.ts';
import { listWaitingActs } from '../queries/list-acts.ts';

const kinds = Object.keys(ACT_KINDS) as [ActKindName, ...ActKindName[]];
const act = z
  .strictObject({
    id: z
      .uuid()
      .meta({ description: 'Identificativo dell’atto.', example: '0199a000-0000-7000-8000-0000000000aa' }),
    kind: z.enum(kinds).meta({ description: 'Tipo di atto.', example: 'CORRECTION' }),
    year: z
      .int()
      .min(1990)
      .max(2199)
      .nullable()
      .meta({ description: 'Anno, dell’atto o del suo avviso.', example: 2026 }),
    number: z
      .int()
      .min(0)
      .max(1e7)
      .nullable()
      .meta({ description: 'Numero, dell’atto o del suo avviso.', example: 12 }),
    about: z.string().max(500).meta({ description: 'Che cosa o chi riguarda.', example: 'Gavirate' }),
    amountCents: z
      .int()
      .min(-1e13)
      .max(1e13)
      .nullable()
      .meta({ description: 'Importo in centesimi di euro.', example: 6000 }),
    askedBy: z.string().max(200).meta({ description: 'Chi l’ha chiesto.', example: 'Anna Ufficio' }),
    askedAt: z.iso
      .datetime()
      .meta({ description: 'Quando è stato chiesto.', example: '2026-11-21T09:00:00.000Z' }),
    mine: z.boolean().meta({ description: 'Vero se con questo token lo si può decidere.', example: true }),
  })
  .meta({ id: 'WaitingAct' });

export const endpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/waiting-acts',
    operationId: 'listWaitingActs',
    tag: 'Scrivania',
    summary: 'Atti chiesti da una persona che un’altra deve decidere',
    permission: mayFollowActs,
    query: z.object({
      ...listParameters,
      kind: z
        .enum(kinds)
        .optional()
        .meta({ description: 'Solo gli atti di questo tipo.', example: 'REFUND' }),
      mine: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: 'Solo quelli che con questo token si possono decidere.', example: 'true' }),
    }),
    answer: listOf(act),
    handle: (call) =>
      pageOf(
        call.query,
        (page) => listWaitingActs(call, { kind: call.query.kind, mine: call.query.mine === 'true' }, page),
        ({ amount, askedAt, ...rest }) => ({
          ...rest,
          amountCents: amount,
          askedAt: askedAt.toISOString(),
        }),
      ),
  }),
];
