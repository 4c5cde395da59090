/**
 * The life of an application to join (adesione). [C1; S4 A4, B3, B4]
 * The table is the procedure; the guards are in `application-guards.ts`. An `timed` transition is made by a job when
 * its day comes (⏱); no other state changes by time alone. [G4]
 */
import { APPLICATION_GUARDS, type ApplicationFacts } from './application-guards.ts';
import { type Refusal, refuse } from './refusal.ts';

export const APPLICATION_STATES = [
  'DRAFT',
  'PENDING_DECLARED',
  'SUBMITTED',
  'AWAITING_RESOLUTION',
  'RESOLVED',
  'READY_TO_SIGN',
  'SIGNED',
  'IN_FORCE',
  'INTEGRATION_REQUESTED',
  'REJECTED',
  'WITHDRAWN',
  'LAPSED',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export const APPLICATION_EVENTS = [
  'declare',
  'submit',
  'check',
  'record-resolution',
  'become-executive',
  'sign',
  'take-effect',
  'request-integration',
  'integrate',
  'reject',
  'withdraw',
  'lapse',
] as const;
export type ApplicationEvent = (typeof APPLICATION_EVENTS)[number];

/** `to` is BACK where an integration returns to the state that asked for it. */
export interface ApplicationTransition {
  from: ApplicationState;
  event: ApplicationEvent;
  to: ApplicationState | 'BACK';
  timed?: true;
}

const open = ['SUBMITTED', 'AWAITING_RESOLUTION', 'RESOLVED'] as const;
const beforeSigning = [
  'DRAFT',
  'PENDING_DECLARED',
  ...open,
  'READY_TO_SIGN',
  'INTEGRATION_REQUESTED',
] as const;
const refusable = [...open, 'READY_TO_SIGN', 'INTEGRATION_REQUESTED'] as const;

export const APPLICATION_TRANSITIONS: readonly ApplicationTransition[] = [
  { from: 'DRAFT', event: 'submit', to: 'SUBMITTED' },
  { from: 'SUBMITTED', event: 'check', to: 'AWAITING_RESOLUTION' },
  { from: 'AWAITING_RESOLUTION', event: 'record-resolution', to: 'RESOLVED' },
  { from: 'RESOLVED', event: 'become-executive', to: 'READY_TO_SIGN', timed: true },
  { from: 'READY_TO_SIGN', event: 'sign', to: 'SIGNED' },
  { from: 'SIGNED', event: 'take-effect', to: 'IN_FORCE', timed: true },
  { from: 'DRAFT', event: 'declare', to: 'PENDING_DECLARED' },
  { from: 'PENDING_DECLARED', event: 'submit', to: 'SUBMITTED' },
  { from: 'PENDING_DECLARED', event: 'lapse', to: 'LAPSED', timed: true },
  ...open.map((from) => ({ from, event: 'request-integration', to: 'INTEGRATION_REQUESTED' }) as const),
  { from: 'INTEGRATION_REQUESTED', event: 'integrate', to: 'BACK' },
  ...refusable.map((from) => ({ from, event: 'reject', to: 'REJECTED' }) as const),
  ...beforeSigning.map((from) => ({ from, event: 'withdraw', to: 'WITHDRAWN' }) as const),
];

/** What the lifecycle itself must remember of an application. */
export interface ApplicationProgress {
  state: ApplicationState;
  /** Integrations asked so far; at most two. */
  integrations: number;
  /** The state that asked for the integration now awaited. */
  backTo: ApplicationState | null;
}
export const NEW_APPLICATION: ApplicationProgress = { state: 'DRAFT', integrations: 0, backTo: null };

/** The events that the table allows in a state, guards apart: what the page offers. */
export function possibleEvents(state: ApplicationState): ApplicationEvent[] {
  return APPLICATION_TRANSITIONS.filter(({ from }) => from === state).map(({ event }) => event);
}

/** The application after an event, or why it is refused. A fact that a guard needs and does not find refuses. */
export function nextApplication(
  application: ApplicationProgress,
  event: ApplicationEvent,
  facts: ApplicationFacts,
): ApplicationProgress | Refusal {
  const { state, integrations, backTo } = application;
  const transition = APPLICATION_TRANSITIONS.find(
    ({ from, event: name }) => from === state && name === event,
  );
  if (!transition) return refuse('membership.application-not-possible-now', { state, event });
  const refusal = APPLICATION_GUARDS[event]?.(facts, application);
  if (refusal) return refusal;
  if (event === 'request-integration')
    return { state: 'INTEGRATION_REQUESTED', integrations: integrations + 1, backTo: state };
  if (transition.to !== 'BACK') return { state: transition.to, integrations, backTo: null };
  return backTo === null
    ? refuse('membership.application-not-possible-now', { state, event })
    : { state: backTo, integrations, backTo: null };
}
