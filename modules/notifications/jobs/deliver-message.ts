import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import type { Job } from '#platform/jobs/job';
import { deliverMail, type Mail, MailRefused } from '#platform/mail/mailer';
import { sentenceFor } from '#platform/messages';
import { unseal } from '#platform/secrets';
import { SECRET_MARK } from '../messages.it.ts';
import { findMessage, markDelivered, markNotDelivered, type StoredMessage } from '../store/messages.ts';

/** After these attempts a message is failed and waits for a person. They stretch over about two hours. */
const MOST_ATTEMPTS = 6;

/** Delivers one queued message; what can be mended by trying again is tried again by the queue. */
export const deliverMessage: Job = {
  task: 'notifications.deliver',
  async run(call, payload) {
    const { centreId, now } = call;
    const id = String(payload.messageId);
    const db = call.database.forCentre(centreId);
    const message = await findMessage(db, centreId, id);
    if (message?.state !== 'QUEUED') return;
    try {
      const delivery = await deliverMail(await mailOf(call, message));
      if (delivery.how === 'NO_MAILBOX')
        await markNotDelivered(db, centreId, id, 'NOT_SENT', sentenceFor('notifications.no-mailbox'));
      else await markDelivered(db, centreId, id, delivery, now);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const last = error instanceof MailRefused || message.attempts + 1 >= MOST_ATTEMPTS;
      await markNotDelivered(db, centreId, id, last ? 'FAILED' : 'QUEUED', text);
      if (!last) throw error;
      await perform({ ...call, db }, 'notifications.delivery-failed', async (tx) =>
        tx.record({ action: 'notifications.message-failed', target: 'message', targetId: id }),
      );
    }
  },
};

async function mailOf(call: Call, message: StoredMessage): Promise<Mail> {
  const { rows } = await sql<{
    short_name: string;
    email: string;
  }>`select short_name, email from centres.centre_card where centre_id = ${call.centreId}`.execute(call.db);
  const opened = message.sealed ? unseal('message', message.id, message.sealed) : null;
  const secrets = (opened ? JSON.parse(opened) : {}) as Record<string, string>;
  return {
    id: message.id,
    channel: message.channel,
    fromName: rows[0]?.short_name ?? null,
    replyTo: rows[0]?.email || null,
    to: message.recipient,
    subject: message.subject,
    text: message.text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => secrets[name] ?? SECRET_MARK),
    attachments: message.attachments.map((a) => ({
      name: a.name,
      type: a.type,
      bytes: Buffer.from(a.base64, 'base64'),
    })),
    at: call.now,
  };
}
