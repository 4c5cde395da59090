import { type RawBuilder, sql } from 'kysely';
import type { Call } from '#platform/call';
import type { Listed } from '#platform/forms/list-query';
import { demand } from '#platform/permission';
import { mayViewMessages } from '../permissions.ts';

export interface ListedMessage {
  id: string;
  channel: 'EMAIL' | 'PEC';
  kind: string;
  recipient: string;
  subject: string;
  state: 'QUEUED' | 'SENT' | 'FOLDER' | 'FAILED' | 'NOT_SENT';
  queuedAt: Date;
  sentAt: Date | null;
}

export interface MessageFilter {
  /** A part of the address or of the subject. */
  words?: string;
  state?: string;
  channel?: string;
  bodyId?: string;
}

const ORDER: Record<string, RawBuilder<unknown>> = {
  data: sql`m.queued_at`,
  destinatario: sql`m.recipient`,
  oggetto: sql`m.subject collate "it-x-icu"`,
};
export const MESSAGE_SORTS = ['data', 'destinatario', 'oggetto'] as const;

/**
 * The messages of the centre, a page at a time, the latest first.
 * @throws NotAllowed unless the actor may view messages.
 */
export async function listMessages(
  call: Call,
  filter: MessageFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedMessage>> {
  demand(call, mayViewMessages);
  const words = filter.words?.trim().replace(/[\\%_]/g, '\\$&');
  const way = page.direction === 'desc' ? sql`desc` : sql`asc`;
  const { rows } = await sql<ListedMessage & { total: number }>`
    select m.id, m.channel, m.kind, m.recipient, m.subject, m.state, m.queued_at as "queuedAt", m.sent_at as "sentAt", count(*) over () as total
    from notifications.messages m
    where m.centre_id = ${call.centreId}
      ${words ? sql`and (m.recipient ilike '%' || ${words} || '%' or m.subject ilike '%' || ${words} || '%')` : sql``}
      ${filter.state ? sql`and m.state = ${filter.state}` : sql``}
      ${filter.channel ? sql`and m.channel = ${filter.channel}` : sql``}
      ${filter.bodyId ? sql`and m.body_id = ${filter.bodyId}` : sql``}
    order by ${ORDER[page.sort] ?? ORDER.data} ${way}, m.id ${way}
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}
