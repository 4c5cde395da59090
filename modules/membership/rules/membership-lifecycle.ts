/** The life of a membership once it is in force, up to its end. [C1, C2] */
import { addDays, type IsoDate } from '#platform/calendar';
import { type Refusal, refuse } from './refusal.ts';

export const MEMBERSHIP_STATES = ['IN_FORCE', 'TO_REGULARISE', 'IN_NOTICE', 'CLOSED'] as const;
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];
export type MembershipEvent =
  | 'cancel-service'
  | 'leave-association'
  | 'regularise'
  | 'lapse'
  | 'notify-withdrawal'
  | 'end-withdrawal'
  | 'exclude'
  | 'end-term';

/** Cancelling a service, even the last one, is here to say that it changes nothing. [C5, trap 16] */
export const MEMBERSHIP_TRANSITIONS: readonly {
  from: MembershipState;
  event: MembershipEvent;
  to: MembershipState;
  timed?: true;
}[] = [
  { from: 'IN_FORCE', event: 'cancel-service', to: 'IN_FORCE' },
  { from: 'TO_REGULARISE', event: 'cancel-service', to: 'TO_REGULARISE' },
  { from: 'IN_NOTICE', event: 'cancel-service', to: 'IN_NOTICE' },
  { from: 'IN_FORCE', event: 'leave-association', to: 'TO_REGULARISE' },
  { from: 'TO_REGULARISE', event: 'regularise', to: 'CLOSED' },
  { from: 'TO_REGULARISE', event: 'lapse', to: 'CLOSED', timed: true },
  { from: 'IN_FORCE', event: 'notify-withdrawal', to: 'IN_NOTICE' },
  { from: 'IN_NOTICE', event: 'end-withdrawal', to: 'CLOSED', timed: true },
  { from: 'IN_FORCE', event: 'exclude', to: 'CLOSED' },
  { from: 'TO_REGULARISE', event: 'exclude', to: 'CLOSED' },
  { from: 'IN_NOTICE', event: 'exclude', to: 'CLOSED' },
  { from: 'IN_FORCE', event: 'end-term', to: 'CLOSED', timed: true },
  { from: 'TO_REGULARISE', event: 'end-term', to: 'CLOSED', timed: true },
  { from: 'IN_NOTICE', event: 'end-term', to: 'CLOSED', timed: true },
];

/** What the guards look at. */
export interface MembershipFacts {
  today: IsoDate;
  kind: 'DIRECT' | 'DERIVED';
  /** Last day of the membership, included. */
  to: IsoDate | null;
  /** TO_REGULARISE: the day on which the comune left its association. */
  leftAssociationOn?: IsoDate;
  /** regularise: its own resolution is executive from this day. */
  ownResolutionExecutiveFrom?: IsoDate | null;
  /** end-withdrawal: first day on which it is a member no more. */
  withdrawalEffectiveOn?: IsoDate;
}

/** Days that a comune has to adopt its own resolution after leaving the association. [C2, D] */
export const REGULARISE_DAYS = 90;

/** The last day on which the comune may regularise: 90 calendar days after it left. */
export function regulariseBy(leftAssociationOn: IsoDate): IsoDate {
  return addDays(leftAssociationOn, REGULARISE_DAYS);
}

/**
 * The next state of a membership, or why not.
 * A comune that leaves its Unione does not lose its derived membership there and then: it has 90 days for a
 * resolution of its own (the derived one is then closed and a direct one begins), else the membership lapses.
 */
export function nextMembershipState(
  state: MembershipState,
  event: MembershipEvent,
  facts: MembershipFacts,
): MembershipState | Refusal {
  const transition = MEMBERSHIP_TRANSITIONS.find(({ from, event: name }) => from === state && name === event);
  if (!transition) return refuse('membership.not-possible-now', { state, event });
  return guard(event, facts) ?? transition.to;
}

function guard(event: MembershipEvent, facts: MembershipFacts): Refusal | null {
  const { today } = facts;
  switch (event) {
    case 'leave-association':
      return facts.kind === 'DERIVED' ? null : refuse('membership.not-derived', {});
    case 'regularise':
      return facts.ownResolutionExecutiveFrom && facts.ownResolutionExecutiveFrom <= today
        ? null
        : refuse('membership.resolution-not-executive', {
            executiveFrom: facts.ownResolutionExecutiveFrom ?? null,
            today,
          });
    case 'lapse':
      return facts.leftAssociationOn && today > regulariseBy(facts.leftAssociationOn)
        ? null
        : refuse('membership.still-time-to-regularise', { leftAssociationOn: facts.leftAssociationOn });
    case 'end-withdrawal':
      return facts.withdrawalEffectiveOn && today >= facts.withdrawalEffectiveOn
        ? null
        : refuse('membership.not-effective-yet', { effectiveOn: facts.withdrawalEffectiveOn, today });
    case 'end-term':
      return facts.to !== null && today > facts.to
        ? null
        : refuse('membership.term-not-over', { to: facts.to, today });
    default:
      return null;
  }
}
