/** The days of a convention that no approved tariff covers, and those that two would cover. */
import { addDays, type IsoDate } from '#platform/calendar';

/** A period, both ends in; null is without end. */
export interface Period {
  from: IsoDate;
  to: IsoDate | null;
}

/**
 * The stretches of the term that no period covers, in order. [E Tariff: no gap]
 * Term 2026–2036, one tariff from 1/1/2027 without end → 1/1/2026–31/12/2026.
 */
export function uncoveredDays(term: { from: IsoDate; to: IsoDate }, periods: readonly Period[]): Period[] {
  const gaps: Period[] = [];
  let next: IsoDate = term.from;
  for (const period of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (period.to !== null && period.to < next) continue;
    if (period.from > term.to) break;
    if (period.from > next) gaps.push({ from: next, to: addDays(period.from, -1) });
    if (period.to === null || period.to >= term.to) return gaps;
    next = addDays(period.to, 1);
  }
  if (next <= term.to) gaps.push({ from: next, to: term.to });
  return gaps;
}

/** Do two periods share a day? */
export const overlap = (a: Period, b: Period): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/**
 * What happens to a tariff already approved when another one is approved.
 * CLOSE: it has no end and began before, so it ends on the day before the new one. CLASH: they would overlap.
 */
export function effectOnApproved(approved: Period, coming: Period): 'NONE' | 'CLOSE' | 'CLASH' {
  if (!overlap(approved, coming)) return 'NONE';
  return approved.to === null && approved.from < coming.from ? 'CLOSE' : 'CLASH';
}
