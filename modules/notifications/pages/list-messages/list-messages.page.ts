import { formatInstant } from '#platform/calendar';
import { writeCsv } from '#platform/files/csv-write';
import { readListQuery } from '#platform/forms/list-query';
import { type Answer, file, page, type Visit } from '#platform/http/visit';
import { CHANNEL_LABELS, STATE_LABELS } from '../../messages.it.ts';
import { listMessages, MESSAGE_SORTS } from '../../queries/list-messages.ts';
import { listMessagesView } from './list-messages.view.ts';

const RULES = {
  sorts: MESSAGE_SORTS,
  defaultDirection: 'desc',
  filters: ['q', 'stato', 'canale'],
} as const;
const MOST_EXPORTED = 20_000;

/** Messages sent, searched by recipient or subject, filtered by state and channel. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, RULES);
  const messages = await listMessages(visit, filterOf(list.filters), list);
  return page('Messaggi inviati', listMessagesView(list, messages), {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Messaggi inviati' }],
    wide: true,
    heading: { lead: 'I messaggi di posta elettronica e PEC che il centro ha inviato, con il loro esito.' },
  });
}

/** The same list as CSV. */
export async function csv(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, RULES);
  const { rows } = await listMessages(visit, filterOf(list.filters), {
    ...list,
    size: MOST_EXPORTED,
    offset: 0,
  });
  const text = writeCsv(
    ['Data', 'Canale', 'Destinatario', 'Oggetto', 'Stato', 'Inviato il'],
    rows.map((m) => [
      formatInstant(m.queuedAt),
      CHANNEL_LABELS[m.channel],
      m.recipient,
      m.subject,
      STATE_LABELS[m.state],
      m.sentAt ? formatInstant(m.sentAt) : null,
    ]),
  );
  return file('messaggi.csv', 'text/csv; charset=utf-8', text);
}

const filterOf = (filters: Readonly<Record<string, string>>) => ({
  words: filters.q,
  state: filters.stato,
  channel: filters.canale,
});
