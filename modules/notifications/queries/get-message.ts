import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { withoutSecrets } from '../commands/send-message.ts';
import { mayViewMessages } from '../permissions.ts';
import type { ListedMessage } from './list-messages.ts';

export interface MessageDetail extends ListedMessage {
  text: string;
  error: string | null;
  attempts: number;
  queuedBy: string;
  receipt: string | null;
  attachments: readonly { name: string; type: string; bytes: number }[];
  canBeResent: boolean;
}

/**
 * One message of the centre; in its text the one-time links are not shown.
 * @throws NotFound; NotAllowed unless the actor may view messages.
 */
export async function getMessage(call: Call, id: string): Promise<MessageDetail> {
  demand(call, mayViewMessages);
  if (!isId(id)) throw new NotFound('message', id);
  const { rows } = await sql<MessageDetail & { kept: boolean }>`
    select id, channel, kind, recipient, subject, state, queued_at as "queuedAt", sent_at as "sentAt", text, error, attempts,
      queued_by as "queuedBy", receipt, sealed is not null as kept,
      coalesce((select jsonb_agg(jsonb_build_object('name', a ->> 'name', 'type', a ->> 'type', 'bytes', length(a ->> 'base64') * 3 / 4)) from jsonb_array_elements(attachments) a), '[]') as attachments
    from notifications.messages where centre_id = ${call.centreId} and id = ${id}`.execute(call.db);
  const found = rows[0];
  if (!found) throw new NotFound('message', id);
  const failed = found.state === 'FAILED' || found.state === 'NOT_SENT';
  return {
    ...found,
    text: withoutSecrets(found.text),
    canBeResent: failed && (found.kept || !found.text.includes('{{')),
  };
}
