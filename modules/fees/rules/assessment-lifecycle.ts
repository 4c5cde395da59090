/**
 * The life of a fee assessment. [C22: SNAPSHOT → ASSESSED → APPROVED (four eyes) → NOTICED → … → RECONCILED]
 * An approved amount is never edited: before the notice a new version takes its place, after it only credit and
 * debit lines correct it.
 */
import { refusalOfFourEyes } from './four-eyes.ts';
import { type Refusal, refuse } from './refusal.ts';

export const ASSESSMENT_STATES = [
  'SNAPSHOT',
  'ASSESSED',
  'APPROVED',
  'NOTICED',
  'RECONCILED',
  'SUPERSEDED',
] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];
export type AssessmentEvent = 'assess' | 'send-back' | 'approve' | 'notice' | 'supersede' | 'reconcile';

/** The whole machine: what is not in it cannot happen. */
export const ASSESSMENT_TRANSITIONS: readonly {
  from: AssessmentState;
  event: AssessmentEvent;
  to: AssessmentState;
}[] = [
  { from: 'SNAPSHOT', event: 'assess', to: 'ASSESSED' },
  { from: 'ASSESSED', event: 'send-back', to: 'SNAPSHOT' },
  { from: 'ASSESSED', event: 'approve', to: 'APPROVED' },
  { from: 'APPROVED', event: 'notice', to: 'NOTICED' },
  { from: 'NOTICED', event: 'reconcile', to: 'RECONCILED' },
  { from: 'SNAPSHOT', event: 'supersede', to: 'SUPERSEDED' },
  { from: 'ASSESSED', event: 'supersede', to: 'SUPERSEDED' },
  { from: 'APPROVED', event: 'supersede', to: 'SUPERSEDED' },
];

/** What the guards look at; only what the event needs has to be there. */
export interface AssessmentFacts {
  /** approve: people who drafted, and who approves. */
  draftedBy?: readonly string[];
  approverPersonId?: string;
  /** assess: inputs still missing (D1: no assessment without them). */
  missingInputs?: readonly string[];
  /** reconcile: cents still open on the lines of the assessment, whoever pays them. */
  openAmount?: number;
}

/** The next state, or why not. */
export function nextAssessmentState(
  state: AssessmentState,
  event: AssessmentEvent,
  facts: AssessmentFacts = {},
): AssessmentState | Refusal {
  const transition = ASSESSMENT_TRANSITIONS.find(({ from, event: name }) => from === state && name === event);
  if (!transition) return refuse('fees.assessment-not-possible-now', { state, event });
  return guard(event, facts) ?? transition.to;
}

function guard(event: AssessmentEvent, facts: AssessmentFacts): Refusal | null {
  if (event === 'assess' && facts.missingInputs?.length !== 0)
    return refuse('fees.assessment-inputs-missing', { missing: facts.missingInputs ?? 'not checked' });
  if (event === 'approve') {
    if (!facts.draftedBy?.length || !facts.approverPersonId) return refuse('fees.four-eyes', {});
    return refusalOfFourEyes(facts.draftedBy, facts.approverPersonId);
  }
  if (event === 'reconcile' && facts.openAmount !== 0)
    return refuse('fees.assessment-still-open', { openAmount: facts.openAmount });
  return null;
}
