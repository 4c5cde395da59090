import { addDays, addYears, type IsoDate } from '#platform/calendar';

/**
 * Is a convention too short for what it covers? At least three years when it covers fundamental functions of comuni
 * that must exercise them together (X-CDS376). A warning, never a block: comuni may prove that joining brings them
 * no benefit (Corte cost. 33/2019). [C1] 1/1/2026–31/12/2028 is three years.
 */
export function durationIsTooShort(from: IsoDate, to: IsoDate, coversFundamentalFunctions: boolean): boolean {
  return coversFundamentalFunctions && addDays(to, 1) < addYears(from, 3);
}
