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

/** States of the applications for adhesion, as the page of a body says them. */
export const APPLICATION_STATES: Readonly<Record<string, string>> = {
  DRAFT: 'Bozza',
  PENDING_DECLARED: 'Adesione dichiarata',
  SUBMITTED: 'Presentata',
  INTEGRATION_REQUESTED: 'In attesa di integrazione',
  AWAITING_RESOLUTION: 'In attesa della delibera',
  RESOLVED: 'In attesa di esecutività',
  READY_TO_SIGN: 'Pronta per la firma',
  SIGNED: 'Convenzione firmata',
  IN_FORCE: 'In vigore',
  REJECTED: 'Respinta',
  WITHDRAWN: 'Ritirata',
  LAPSED: 'Decaduta',
};

/** States of the fees, as the page of a body says them. */
export const ASSESSMENT_STATES: Readonly<Record<string, string>> = {
  ASSESSED: 'Accertata, da approvare',
  APPROVED: 'Approvata',
  NOTICED: 'Avvisi emessi',
};
