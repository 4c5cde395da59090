import { addDays, addMonths, type IsoDate } from '#platform/calendar';
import { type Refusal, refuse } from './refusal.ts';

export const HEARING_DAYS = 30;
export const ARREARS_MONTHS = 24;

/** An exclusion to be decided. */
export interface ProposedExclusion {
  /** Due date of the oldest amount still open; null when there is none. */
  arrearsSince: IsoDate | null;
  /** Breach of the convention, with its reason. */
  breach: string | null;
  proposedBy: string;
  hearingOpenedOn: IsoDate | null;
  decidedBy: string;
  decidedOn: IsoDate;
}

/**
 * May a member be excluded? null means yes. Arrears of more than 24 months or a breach; proposed by the technical
 * board; decided by the strategic board when the 30 days of hearing are over. [C2, D]
 */
export function refusalOfExclusion(exclusion: ProposedExclusion): Refusal | null {
  const { arrearsSince, breach, decidedOn, hearingOpenedOn } = exclusion;
  const inArrears = arrearsSince !== null && decidedOn > addMonths(arrearsSince, ARREARS_MONTHS);
  if (!inArrears && !breach?.trim()) return refuse('membership.exclusion-without-cause', { arrearsSince });
  if (exclusion.proposedBy !== 'TECHNICAL_BOARD') return refuse('membership.exclusion-not-proposed', {});
  if (exclusion.decidedBy !== 'STRATEGIC_BOARD') return refuse('membership.exclusion-wrong-board', {});
  if (hearingOpenedOn === null || decidedOn <= addDays(hearingOpenedOn, HEARING_DAYS))
    return refuse('membership.hearing-not-over', { hearingOpenedOn, days: HEARING_DAYS });
  return null;
}
