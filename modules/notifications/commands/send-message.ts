import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { InvalidInput } from '#platform/errors';
import { newId } from '#platform/ids';
import { seal } from '#platform/secrets';
import { SECRET_MARK } from '../messages.it.ts';
import { isOneAddress, oneLine } from '../rules/recipient.ts';

export interface NewMessage {
  channel: 'EMAIL' | 'PEC';
  /** `room.what`, such as `fees.payment-notice`. */
  kind: string;
  /** One address. */
  recipient: string;
  /** The body to which it is written, when it is one of the register. */
  bodyId?: string | null;
  subject: string;
  /** Plain text; `{{name}}` is where a secret goes. */
  text: string;
  attachments?: readonly { name: string; type: string; bytes: Buffer }[];
  /** One-time links and codes, by name: only the recipient reads them, and they are erased once the message has left. */
  secrets?: Readonly<Record<string, string>>;
}

const MOST_ATTACHED = 15 * 1024 * 1024;

/**
 * Writes a message and queues its delivery, in the caller's transaction: it leaves if and only if that commits.
 * The caller's command has already checked who may.
 * @throws InvalidInput when the recipient is not one address, or the attachments exceed 15 MB.
 */
export async function sendMessage(tx: Transaction, message: NewMessage): Promise<{ messageId: string }> {
  const { centreId, now, actor } = tx.call;
  const recipient = message.recipient.trim();
  if (!isOneAddress(recipient))
    throw new InvalidInput({ recipient: 'L’indirizzo del destinatario non è valido.' });
  const attachments = message.attachments ?? [];
  if (attachments.reduce((sum, a) => sum + a.bytes.length, 0) > MOST_ATTACHED)
    throw new InvalidInput({ attachments: 'Gli allegati superano 15 MB.' });
  const id = newId();
  const sealed = message.secrets ? seal('message', id, JSON.stringify(message.secrets)) : null;
  const stored = attachments.map((a) => ({
    name: oneLine(a.name),
    type: a.type,
    base64: a.bytes.toString('base64'),
  }));
  await sql`insert into notifications.messages (centre_id, id, channel, kind, recipient, body_id, subject, text, sealed, attachments, queued_at, queued_by)
    values (${centreId}, ${id}, ${message.channel}, ${message.kind}, ${recipient}, ${message.bodyId ?? null}, ${oneLine(message.subject)}, ${message.text},
      ${sealed}, ${JSON.stringify(stored)}::jsonb, ${now}, ${actor.name})`.execute(tx.db);
  await tx.enqueue({
    task: 'notifications.deliver',
    payload: { messageId: id },
    key: `message:${id}`,
    maxAttempts: 6,
  });
  return { messageId: id };
}

/** The text as it may be read by others than the recipient. */
export const withoutSecrets = (text: string): string => text.replace(/\{\{\w+\}\}/g, SECRET_MARK);
