/** Leaving a convention (recesso). [C2; the sources give no rule, TUEL 30 leaves it to the convention: all D] */
import { addDays, type IsoDate, partsOf } from '#platform/calendar';
import { type Refusal, refuse } from './refusal.ts';

export const WITHDRAWAL_STATES = ['ANNOUNCED', 'NOTIFIED', 'IN_NOTICE', 'CLOSED'] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];
export type WithdrawalEvent = 'notify' | 'start-notice' | 'take-effect';

export const WITHDRAWAL_TRANSITIONS: readonly {
  from: WithdrawalState;
  event: WithdrawalEvent;
  to: WithdrawalState;
  timed?: true;
}[] = [
  { from: 'ANNOUNCED', event: 'notify', to: 'NOTIFIED' },
  { from: 'NOTIFIED', event: 'start-notice', to: 'IN_NOTICE' },
  { from: 'IN_NOTICE', event: 'take-effect', to: 'CLOSED', timed: true },
];

/** What a convention says of withdrawal. `notifyBy` is "MM-DD". */
export interface WithdrawalTerms {
  notifyBy: string;
  noticeDays: number;
}
export const WITHDRAWAL_TERMS: WithdrawalTerms = { notifyBy: '09-30', noticeDays: 0 };

/**
 * The first day on which the body is a member no more: 1 January after a notice by 30 September, else one year later;
 * never before the days of notice have run. A day of the calendar, not a count: it does not move to a working day.
 *   notified 30/9/2026 → 1/1/2027 · notified 1/10/2026 → 1/1/2028 · 30/9/2026 with 180 days of notice → 1/1/2028
 */
export function withdrawalEffectiveOn(
  notifiedOn: IsoDate,
  terms: WithdrawalTerms = WITHDRAWAL_TERMS,
): IsoDate {
  const { year } = partsOf(notifiedOn);
  const inTime = notifiedOn.slice(5) <= terms.notifyBy;
  let effective = `${year + (inTime ? 1 : 2)}-01-01`;
  while (addDays(notifiedOn, terms.noticeDays) > effective)
    effective = `${partsOf(effective).year + 1}-01-01`;
  return effective;
}

/** The member's data are given back within 60 days of the end. [C2] */
export function dataReturnBy(effectiveOn: IsoDate): IsoDate {
  return addDays(effectiveOn, 60);
}

export interface WithdrawalFacts {
  today: IsoDate;
  /** notify: from when the body's resolution may be used, and how and when the notice went. */
  executiveFrom?: IsoDate | null;
  channel?: 'PEC' | 'OTHER';
  notifiedOn?: IsoDate;
  /** start-notice, take-effect */
  effectiveOn?: IsoDate;
  noticeDays?: number;
  /** start-notice: multi-year commitments and exit charges are listed. */
  exitStatementReady?: boolean;
}

/** The next state of a withdrawal, or why not. */
export function nextWithdrawalState(
  state: WithdrawalState,
  event: WithdrawalEvent,
  facts: WithdrawalFacts,
): WithdrawalState | Refusal {
  const transition = WITHDRAWAL_TRANSITIONS.find(({ from, event: name }) => from === state && name === event);
  if (!transition) return refuse('membership.withdrawal-not-possible-now', { state, event });
  return GUARDS[event](facts) ?? transition.to;
}

const GUARDS: Readonly<Record<WithdrawalEvent, (facts: WithdrawalFacts) => Refusal | null>> = {
  notify: ({ executiveFrom, notifiedOn, channel, today }) => {
    if (!notifiedOn || notifiedOn > today) return refuse('membership.notice-not-sent', { notifiedOn });
    if (!executiveFrom || executiveFrom > notifiedOn)
      return refuse('membership.resolution-not-executive', {
        executiveFrom: executiveFrom ?? null,
        notifiedOn,
      });
    return channel === 'PEC' ? null : refuse('membership.withdrawal-not-by-pec', { channel });
  },
  'start-notice': ({ notifiedOn, effectiveOn, noticeDays, exitStatementReady }) => {
    if (!notifiedOn || !effectiveOn || noticeDays === undefined)
      return refuse('membership.notice-not-sent', {});
    if (addDays(notifiedOn, noticeDays) > effectiveOn)
      return refuse('membership.notice-too-short', { notifiedOn, effectiveOn, noticeDays });
    return exitStatementReady === true ? null : refuse('membership.exit-statement-missing', {});
  },
  'take-effect': ({ effectiveOn, today }) =>
    effectiveOn && today >= effectiveOn
      ? null
      : refuse('membership.not-effective-yet', { effectiveOn, today }),
};
