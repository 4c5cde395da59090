import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { mayViewBodies } from '../permissions.ts';
import { getBody } from '../queries/get-body.ts';
import { listBodyHistory } from '../queries/list-body-history.ts';
import { allOf, bodyParams, TAG } from './fields.ts';
import { day, text } from './schemas.ts';

const KINDS = ['VERSION', 'CEASED', 'ABSORBED', 'JOINED', 'LEFT', 'ROLE', 'ROLE_ENDED', 'DELEGATED'] as const;
const version = z
  .strictObject({
    name: text(500, 'Denominazione', 'Adro'),
    category: text(30, 'Categoria', 'COMUNE'),
    istatCode: text(6, 'Codice ISTAT', '017002').nullable(),
  })
  .meta({ id: 'BodyVersion' });
const event = z
  .strictObject({
    on: day('Giorno'),
    kind: z.enum(KINDS).meta({
      description:
        'Nome o codice nuovo, cessazione, comune confluito, ingresso in un’associazione, uscita, incarico, fine dell’incarico, delega',
      example: 'VERSION',
    }),
    was: version.nullable(),
    is: version.nullable(),
    other: text(500, 'L’altro ente, o la persona dell’incarico', 'Unione dei comuni').nullable(),
    role: text(40, 'Incarico', 'RTD').nullable(),
    source: text(500, 'Atto o fonte', 'L.R. 12/2026').nullable(),
  })
  .meta({ id: 'BodyEvent' });

/** What happened to a body. */
export const historyEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/bodies/{bodyId}/history',
    operationId: 'listBodyHistory',
    tag: TAG,
    summary: 'Elenca la storia di un ente',
    description: 'Nomi e codici, fusioni, associazioni, incarichi e deleghe. Dal più recente.',
    permission: mayViewBodies,
    params: bodyParams,
    answer: allOf(event),
    async handle({ params, ...call }) {
      await getBody(call, params.bodyId);
      return { items: [...(await listBodyHistory(call, params.bodyId))] };
    },
  }),
];
