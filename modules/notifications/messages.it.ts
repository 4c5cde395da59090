import type { Messages } from '#platform/messages';

export const STATE_LABELS = {
  QUEUED: 'In coda',
  SENT: 'Inviato',
  FOLDER: 'Consegnato nella cartella',
  FAILED: 'Non riuscito',
  NOT_SENT: 'Non inviato',
} as const;

export const CHANNEL_LABELS = { EMAIL: 'Posta elettronica', PEC: 'PEC' } as const;

/** What stands in a stored text in the place of a one-time link. */
export const SECRET_MARK = '(collegamento personale, non conservato)';

export const messages: Messages = {
  'notifications.message-not-failed': 'Si possono inviare di nuovo solo i messaggi non riusciti.',
  'notifications.secret-is-gone':
    'Il messaggio conteneva un collegamento personale che non è più conservato: ripetere l’operazione da cui è nato.',
  'notifications.no-mailbox': 'Nessuna casella PEC è configurata nell’installazione.',
  'audit.notifications.message-resent': 'Messaggio inviato di nuovo',
  'audit.notifications.message-failed': 'Invio di un messaggio non riuscito',
};
