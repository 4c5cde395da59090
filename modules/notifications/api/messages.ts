import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { resendMessage } from '../commands/resend-message.ts';
import { mayResendMessages, mayViewMessages } from '../permissions.ts';
import { listMessages } from '../queries/list-messages.ts';

const message = z
  .strictObject({
    id: z.uuid().meta({ description: 'Identificativo.', example: '0199a000-0000-7000-8000-0000000000aa' }),
    channel: z.enum(['EMAIL', 'PEC']).meta({ description: 'Canale.', example: 'EMAIL' }),
    kind: z.string().max(100).meta({ description: 'Genere del messaggio.', example: 'access.invitation' }),
    recipient: z
      .string()
      .max(254)
      .meta({ description: 'Destinatario.', example: 'protocollo@pec.comune.example' }),
    subject: z.string().max(250).meta({ description: 'Oggetto.', example: 'Invito' }),
    state: z
      .enum(['QUEUED', 'SENT', 'FOLDER', 'FAILED', 'NOT_SENT'])
      .meta({ description: 'Esito.', example: 'SENT' }),
    queuedAt: z.iso.datetime().meta({ description: 'Messo in coda.', example: '2026-11-21T09:00:00.000Z' }),
    sentAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Inviato.', example: '2026-11-21T09:00:02.000Z' }),
  })
  .meta({ id: 'Message' });

export const endpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/messages',
    operationId: 'listMessages',
    tag: 'Avvisi',
    summary: 'Messaggi inviati',
    permission: mayViewMessages,
    query: z.object({
      ...listParameters,
      state: z
        .enum(['QUEUED', 'SENT', 'FOLDER', 'FAILED', 'NOT_SENT'])
        .optional()
        .meta({ description: 'Solo con questo esito.', example: 'FAILED' }),
      q: z
        .string()
        .max(200)
        .optional()
        .meta({ description: 'Parte del destinatario o dell’oggetto.', example: 'comune' }),
    }),
    answer: listOf(message),
    handle({ query, ...call }) {
      const filter = { words: query.q, state: query.state };
      return pageOf(
        query,
        (page) => listMessages(call, filter, { sort: 'data', direction: 'desc', ...page }),
        ({ id, channel, kind, recipient, subject, state, queuedAt, sentAt }) => ({
          id,
          channel,
          kind,
          recipient,
          subject,
          state,
          queuedAt: queuedAt.toISOString(),
          sentAt: sentAt?.toISOString() ?? null,
        }),
      );
    },
  }),
  endpoint({
    method: 'POST',
    path: '/messages/{id}/resend',
    operationId: 'resendMessage',
    tag: 'Avvisi',
    summary: 'Invia di nuovo un messaggio non riuscito',
    permission: mayResendMessages,
    params: z.object({
      id: z.uuid().meta({ description: 'Identificativo.', example: '0199a000-0000-7000-8000-0000000000aa' }),
    }),
    body: z.strictObject({}).meta({ description: 'Nessun dato.' }),
    answer: z.strictObject({
      messageId: z
        .uuid()
        .meta({ description: 'Identificativo.', example: '0199a000-0000-7000-8000-0000000000aa' }),
    }),
    status: 202,
    handle: (call) => resendMessage(call, call.params.id),
  }),
];
