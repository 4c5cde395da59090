import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { sendReminders } from '../commands/send-reminders.ts';
import { mayFollowFees, mayRecordPayments } from '../permissions.ts';
import { listReminders, type PreparedReminder } from '../queries/list-reminders.ts';
import { cents, count, day, id, TAG, text } from './schemas.ts';

const reminder = z
  .strictObject({
    id,
    noticeId: id,
    payer: text(500, 'Ente che paga', 'Gavirate'),
    step: text(40, 'Passo: primo o secondo sollecito, diffida', 'FIRST'),
    dueOn: day,
    openCents: cents,
    domicile: text(254, 'Domicilio digitale a cui si invia', 'protocollo@pec.comune.example').nullable(),
    sentOn: day.nullable(),
    sentBy: text(200, 'Chi l’ha inviato', 'Anna Ufficio').nullable(),
  })
  .meta({ id: 'Reminder' });

const asReminder = (r: PreparedReminder): z.input<typeof reminder> => ({
  id: r.id,
  noticeId: r.noticeId,
  payer: r.payerName,
  step: r.step,
  dueOn: r.dueOn,
  openCents: r.openCents,
  domicile: r.domicile,
  sentOn: r.sentOn,
  sentBy: r.sentBy,
});

export const reminderEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/reminders',
    operationId: 'listReminders',
    tag: TAG,
    summary: 'Solleciti da inviare, o inviati',
    permission: mayFollowFees,
    query: z.object({
      ...listParameters,
      sent: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: 'Quelli inviati, invece di quelli da inviare', example: 'false' }),
    }),
    answer: listOf(reminder),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listReminders(
            call,
            { sent: call.query.sent === 'true' },
            { ...page, sort: 'scadenza', direction: 'asc' },
          ),
        asReminder,
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/reminder-sendings',
    operationId: 'sendReminders',
    tag: TAG,
    summary: 'Invia i solleciti scelti; quelli di avvisi già pagati non partono',
    permission: mayRecordPayments,
    body: z.strictObject({ reminderIds: z.array(id).min(1).max(1000) }),
    answer: z.strictObject({ sent: count, dropped: count }).meta({ id: 'SentReminders' }),
    handle: (call) => sendReminders(call, call.body),
  }),
];
