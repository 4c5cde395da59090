/** The life of a payment notice [C22: NOTICED → DUE (+60 d) → PAID | PARTIAL | OVERDUE → RECONCILED] and its days. */
import { addDays, deadline, type IsoDate, nextWorkingDay } from '#platform/calendar';
import type { NoticeBalance } from './notice-balance.ts';
import { type Refusal, refuse } from './refusal.ts';

export const NOTICE_STATES = ['NOTICED', 'DUE', 'PARTIAL', 'PAID', 'OVERDUE', 'RECONCILED'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What can follow what; payments, corrections, days and the reconciliation move a notice, nobody moves it by hand. */
export const NOTICE_TRANSITIONS: Readonly<Record<NoticeState, readonly NoticeState[]>> = {
  NOTICED: ['DUE', 'PARTIAL', 'PAID', 'OVERDUE'],
  DUE: ['PARTIAL', 'PAID', 'OVERDUE', 'NOTICED'],
  PARTIAL: ['PAID', 'OVERDUE', 'NOTICED', 'DUE'],
  OVERDUE: ['PAID'],
  PAID: ['RECONCILED', 'NOTICED', 'DUE', 'PARTIAL', 'OVERDUE'],
  RECONCILED: [],
};

/**
 * The state of a notice on a day, from its balance: a fact to be read, not a flag to be set.
 *   open amount, before the due date  → NOTICED, or PARTIAL when something was paid
 *   on the due date                   → DUE, or PARTIAL
 *   after it                          → OVERDUE, also when partly paid
 *   nothing open                      → PAID, until somebody reconciles it with the treasury → RECONCILED
 */
export function noticeState(
  balance: NoticeBalance,
  dueOn: IsoDate,
  reconciledOn: IsoDate | null,
  today: IsoDate,
): NoticeState {
  if (reconciledOn !== null) return 'RECONCILED';
  if (balance.open === 0) return 'PAID';
  if (today > dueOn) return 'OVERDUE';
  if (balance.paid > 0) return 'PARTIAL';
  return today === dueOn ? 'DUE' : 'NOTICED';
}

/** May a notice be reconciled with the treasury? Only once, with nothing open and nothing over-paid. */
export function refusalOfReconciliation(
  state: NoticeState,
  balance: NoticeBalance,
): Refusal<'fees.notice-not-paid' | 'fees.notice-overpaid'> | null {
  if (state !== 'PAID') return refuse('fees.notice-not-paid', { state, open: balance.open });
  return balance.overpaid > 0 ? refuse('fees.notice-overpaid', { overpaid: balance.overpaid }) : null;
}

/** Calendar days of C22; a convention may change them. */
export interface NoticeTerms {
  dueAfter: number;
  firstReminderAfter: number;
  secondReminderAfter: number;
  formalNoticeAfter: number;
}
export const NOTICE_TERMS: NoticeTerms = {
  dueAfter: 60,
  firstReminderAfter: 15,
  secondReminderAfter: 45,
  formalNoticeAfter: 90,
};

/** The last day to pay: 60 calendar days from the notice, moved to a working day. [C22, G2] 28/2/2026 → 29/4/2026 */
export function dueDate(noticedOn: IsoDate, terms: NoticeTerms = NOTICE_TERMS): IsoDate {
  return deadline(noticedOn, terms.dueAfter);
}

export type ReminderKind = 'FIRST_REMINDER' | 'SECOND_REMINDER' | 'FORMAL_NOTICE';

/**
 * When the reminders go out: 15 and 45 days after the due date, the formal notice 90 days after it, on working
 * days. [C22, G2] Due 29/4/2026 → 14/5, 15/6 (13/6 is a Saturday), 28/7. No late interest by default.
 */
export function reminderDates(
  dueOn: IsoDate,
  terms: NoticeTerms = NOTICE_TERMS,
): { kind: ReminderKind; on: IsoDate }[] {
  const after = (days: number) => nextWorkingDay(addDays(dueOn, days));
  return [
    { kind: 'FIRST_REMINDER', on: after(terms.firstReminderAfter) },
    { kind: 'SECOND_REMINDER', on: after(terms.secondReminderAfter) },
    { kind: 'FORMAL_NOTICE', on: after(terms.formalNoticeAfter) },
  ];
}

/** The reminder to be sent today, the latest that is due and was not sent; null when none or nothing is open. */
export function reminderDue(
  balance: NoticeBalance,
  dueOn: IsoDate,
  sent: readonly ReminderKind[],
  today: IsoDate,
  terms: NoticeTerms = NOTICE_TERMS,
): ReminderKind | null {
  if (balance.open === 0) return null;
  const latest = reminderDates(dueOn, terms).findLast(({ on }) => on <= today);
  return latest && !sent.includes(latest.kind) ? latest.kind : null;
}

/** The days by which the fees of a year must go through each step. [C22] */
export function feeCalendar(year: number): {
  tariffApprovedBy: IsoDate;
  assessedBy: IsoDate;
  noticedBy: IsoDate;
} {
  return { tariffApprovedBy: `${year - 1}-10-31`, assessedBy: `${year}-01-31`, noticedBy: `${year}-02-28` };
}
