import type { Messages } from '#platform/messages';

export const JOB_STATES: Readonly<
  Record<string, { label: string; kind: 'neutral' | 'info' | 'success' | 'warning' | 'danger' }>
> = {
  QUEUED: { label: 'In attesa', kind: 'neutral' },
  RUNNING: { label: 'In corso', kind: 'info' },
  DONE: { label: 'Completato', kind: 'success' },
  FAILED: { label: 'Non riuscito', kind: 'danger' },
  STOPPED: { label: 'Interrotto', kind: 'warning' },
};

export const messages: Messages = {
  'desk.job-has-ended': 'Il lavoro è già terminato: non c’è nulla da interrompere.',
  'audit.desk.job-stopped': 'Lavoro interrotto',
};
