/**
 * The closing of a year's fees [C22]: an officer prepares it, the manager approves it; reopening takes two people too.
 * A closed year is not edited: what still happens to it stands beside the frozen figures.
 */
import type { Cents } from '#platform/money';
import { refusalOfFourEyes } from './four-eyes.ts';
import type { NoticeBalance } from './notice-balance.ts';
import { type Refusal, refuse } from './refusal.ts';

export const CLOSING_STATES = [
  'PREPARED',
  'WITHDRAWN',
  'REJECTED',
  'CLOSED',
  'REOPENING_PROPOSED',
  'REOPENED',
] as const;
export type ClosingState = (typeof CLOSING_STATES)[number];

export const CLOSING_ACTS = [
  'PREPARED',
  'WITHDRAWN',
  'APPROVED',
  'REJECTED',
  'REOPENING_PROPOSED',
  'REOPENED',
  'REOPENING_REJECTED',
] as const;
export type ClosingAct = (typeof CLOSING_ACTS)[number];

/** The whole machine: what is not in it cannot happen. `null` is a closing that does not exist yet. */
export const CLOSING_TRANSITIONS: readonly {
  from: ClosingState | null;
  act: ClosingAct;
  to: ClosingState;
}[] = [
  { from: null, act: 'PREPARED', to: 'PREPARED' },
  { from: 'PREPARED', act: 'WITHDRAWN', to: 'WITHDRAWN' },
  { from: 'PREPARED', act: 'APPROVED', to: 'CLOSED' },
  { from: 'PREPARED', act: 'REJECTED', to: 'REJECTED' },
  { from: 'CLOSED', act: 'REOPENING_PROPOSED', to: 'REOPENING_PROPOSED' },
  { from: 'REOPENING_PROPOSED', act: 'REOPENED', to: 'REOPENED' },
  { from: 'REOPENING_PROPOSED', act: 'REOPENING_REJECTED', to: 'CLOSED' },
];

/** States in which a year can be prepared for closing again. */
export const ENDED: readonly ClosingState[] = ['WITHDRAWN', 'REJECTED', 'REOPENED'];

/** While a closing is in force the year is closed; a reopening that is only proposed changes nothing yet. */
export const inForce = (state: ClosingState): boolean => state === 'CLOSED' || state === 'REOPENING_PROPOSED';

/** Acts that decide on what another person did: whose hand it was must not be the decider's. [P1] */
const DECISIONS: readonly ClosingAct[] = ['APPROVED', 'REJECTED', 'REOPENED', 'REOPENING_REJECTED'];

/** The next state, or why not. `askedBy` prepared the closing, or proposed the reopening, that is decided on. */
export function nextClosingState(
  state: ClosingState | null,
  act: ClosingAct,
  eyes: { askedBy?: string; decidedBy?: string } = {},
): ClosingState | Refusal<'fees.closing-not-possible-now' | 'fees.four-eyes'> {
  const transition = CLOSING_TRANSITIONS.find((one) => one.from === state && one.act === act);
  if (!transition) return refuse('fees.closing-not-possible-now', { state, act });
  if (DECISIONS.includes(act)) {
    if (!eyes.askedBy || !eyes.decidedBy) return refuse('fees.four-eyes');
    const refusal = refusalOfFourEyes([eyes.askedBy], eyes.decidedBy);
    if (refusal) return refusal;
  }
  return transition.to;
}

/** What a closing looks at before it is possible; counts of things that are not finished. */
export interface ClosingFacts {
  year: number;
  today: string;
  notices: number;
  /** Runs that are being worked, or wait for approval or for their notices. */
  openRuns: number;
  /** Corrections that wait for a second person. */
  corrections: number;
  /** Refunds, offsets and annulments that wait for a second person. */
  creditActs: number;
  /** Bank files with payments of the year, or with lines matched to nothing, on which nobody has decided. */
  bankFiles: number;
  /** Notices paid to the cent and not reconciled with the treasury. */
  unreconciled: number;
}

export type Obstacle =
  | 'YEAR_NOT_OVER'
  | 'NO_NOTICES'
  | 'OPEN_RUNS'
  | 'CORRECTIONS_WAITING'
  | 'CREDIT_ACTS_WAITING'
  | 'BANK_FILES_PLANNED'
  | 'PAID_NOT_RECONCILED';

/**
 * What stands in the way of the closing of a year, each with how many things it concerns.
 *   2026 on 31/12/2026, all paid and reconciled            → YEAR_NOT_OVER
 *   on 1/1/2027, with one run to approve                   → OPEN_RUNS 1
 *   on 1/1/2027, two notices paid, one reconciled          → PAID_NOT_RECONCILED 1
 *   on 1/1/2027, one notice open for 204.00                → nothing: it can be carried over
 */
export function closingObstacles(facts: ClosingFacts): { obstacle: Obstacle; count: number }[] {
  const found: { obstacle: Obstacle; count: number }[] = [
    { obstacle: 'YEAR_NOT_OVER', count: facts.today <= `${facts.year}-12-31` ? 1 : 0 },
    { obstacle: 'NO_NOTICES', count: facts.notices === 0 ? 1 : 0 },
    { obstacle: 'OPEN_RUNS', count: facts.openRuns },
    { obstacle: 'CORRECTIONS_WAITING', count: facts.corrections },
    { obstacle: 'CREDIT_ACTS_WAITING', count: facts.creditActs },
    { obstacle: 'BANK_FILES_PLANNED', count: facts.bankFiles },
    { obstacle: 'PAID_NOT_RECONCILED', count: facts.unreconciled },
  ];
  return found.filter(({ count }) => count > 0);
}

/**
 * May a payment be recorded on a notice of a closed year? Only of a balance that is open: 204.00 carried over and
 * 204.00 paid → yes; 205.00 → no; nothing open → no.
 */
export function refusalOfPaymentAfterClosing(
  balance: NoticeBalance,
  amount: Cents,
): Refusal<'fees.year-closed' | 'fees.year-closed-to-excess'> | null {
  if (balance.open === 0) return refuse('fees.year-closed');
  return amount > balance.open ? refuse('fees.year-closed-to-excess', { open: balance.open }) : null;
}

/** May a payment be taken back in a closed year? Only one that came after the closing: the others are frozen. */
export function refusalOfReversalAfterClosing(
  closingInForce: string | null,
  paymentFollows: string | null,
): Refusal<'fees.year-closed-to-reversals'> | null {
  return closingInForce === null || closingInForce === paymentFollows
    ? null
    : refuse('fees.year-closed-to-reversals');
}
