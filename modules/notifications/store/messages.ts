import { type Db, sql } from '#platform/database/pool';
import type { Delivery } from '#platform/mail/mailer';

export interface StoredMessage {
  id: string;
  channel: 'EMAIL' | 'PEC';
  recipient: string;
  subject: string;
  text: string;
  sealed: string | null;
  attachments: readonly { name: string; type: string; base64: string }[];
  state: string;
  attempts: number;
}

const COLUMNS = sql`id, channel, recipient, subject, text, sealed, attachments, state, attempts`;

/** The message of the centre, or null. */
export async function findMessage(db: Db, centreId: string, id: string): Promise<StoredMessage | null> {
  const { rows } =
    await sql<StoredMessage>`select ${COLUMNS} from notifications.messages where centre_id = ${centreId} and id = ${id}`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** The message of the centre, locked until the transaction ends; null when there is none. */
export async function lockMessage(db: Db, centreId: string, id: string): Promise<StoredMessage | null> {
  const { rows } =
    await sql<StoredMessage>`select ${COLUMNS} from notifications.messages where centre_id = ${centreId} and id = ${id} for update`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** It has left: what only the recipient may read is erased. */
export async function markDelivered(
  db: Db,
  centreId: string,
  id: string,
  delivery: Exclude<Delivery, { how: 'NO_MAILBOX' }>,
  now: Date,
): Promise<void> {
  const receipt = delivery.how === 'SENT' ? delivery.answer : delivery.file;
  await sql`update notifications.messages set state = ${delivery.how}, sent_at = ${now}, receipt = ${receipt}, sealed = null, error = null, attempts = attempts + 1
    where centre_id = ${centreId} and id = ${id} and state = 'QUEUED'`.execute(db);
}

/** It did not leave: for good (FAILED, NOT_SENT), or it stays queued for another attempt. */
export async function markNotDelivered(
  db: Db,
  centreId: string,
  id: string,
  state: 'QUEUED' | 'FAILED' | 'NOT_SENT',
  error: string,
): Promise<void> {
  await sql`update notifications.messages set state = ${state}, error = ${error.slice(0, 500)}, attempts = attempts + 1
    where centre_id = ${centreId} and id = ${id} and state = 'QUEUED'`.execute(db);
}

export async function queueAgain(db: Db, centreId: string, id: string): Promise<void> {
  await sql`update notifications.messages set state = 'QUEUED', attempts = 0 where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}
