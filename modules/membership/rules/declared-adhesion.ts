import { addDays, daysInMonth, type IsoDate, isoDate } from '#platform/calendar';
import type { ApplicationState } from './application-lifecycle.ts';

/** Days after the declared date after which a declared adhesion lapses. [C1, D] */
export const DECLARATION_LASTS = 90;

/**
 * The day declared for the session of the organ: a date, or a month only, and then its last day.
 * "novembre 2026" → 30/11/2026. null when there is no such day.
 */
export function declaredDate(year: number, month: number, day: number | null): IsoDate | null {
  return isoDate(year, month, day ?? daysInMonth(year, month));
}

/** Has the declaration lapsed on a day? It holds to the 90th day after the declared date, included. */
export function declarationLapsed(declaredFor: IsoDate, today: IsoDate): boolean {
  return today > addDays(declaredFor, DECLARATION_LASTS);
}

/**
 * What a body may do with services meanwhile. [C1 PENDING_DECLARED, trap 21]
 * Who has declared that it will formalise may request, provisionally, and nothing is delivered until SIGNED.
 * The declaration goes on giving the right to request while the application runs its course.
 */
export function rightsDuring(
  state: ApplicationState,
  declaredFor: IsoDate | null,
  today: IsoDate,
): { mayRequest: boolean; mayBeDelivered: boolean } {
  const signed = state === 'SIGNED' || state === 'IN_FORCE';
  const ended = state === 'REJECTED' || state === 'WITHDRAWN' || state === 'LAPSED';
  const declared = declaredFor !== null && !ended && !declarationLapsed(declaredFor, today);
  return { mayRequest: signed || declared, mayBeDelivered: signed };
}
