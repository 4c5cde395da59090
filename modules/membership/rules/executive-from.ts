import { addDays, type IsoDate } from '#platform/calendar';

/** How the ten days of TUEL 134 c.3 are counted. The first is our default; a centre may follow another reading. */
export type ExecutiveReading =
  /** The tenth day after the one on which publication began; usable from the day after. */
  | 'INITIAL_DAY_EXCLUDED'
  /** The day on which publication begins counts as the first of the ten. */
  | 'INITIAL_DAY_COUNTED'
  /** Minority reading: ten days after the fifteen of publication. */
  | 'AFTER_PUBLICATION';

const DAYS_TO_WAIT: Readonly<Record<ExecutiveReading, number>> = {
  INITIAL_DAY_EXCLUDED: 11,
  INITIAL_DAY_COUNTED: 10,
  AFTER_PUBLICATION: 25,
};

/** What is known of a resolution. */
export interface ResolutionDates {
  votedOn: IsoDate;
  /** First day on the register (albo pretorio); null when it is not published yet. */
  publicationStart: IsoDate | null;
  /** Declared so by the majority of the components of the organ. [TUEL 134 c.4] */
  immediatelyExecutable: boolean;
  /** The day certified by the segretario, which prevails. */
  certifiedFrom?: IsoDate | null;
}

/**
 * The first day on which a resolution may be used; null when it cannot be told yet. [0.3, TUEL 134, trap 13]
 * It is a term of law on efficacy, not a deadline: no shift to working days.
 *   published 1 June, not immediate → 12 June (ten full days, 2–11 June)
 *   initial day counted → 11 June · minority reading → 26 June
 *   immediate → the day of the vote · certified by the segretario → the certified day
 */
export function executiveFrom(
  resolution: ResolutionDates,
  reading: ExecutiveReading = 'INITIAL_DAY_EXCLUDED',
): IsoDate | null {
  if (resolution.certifiedFrom) return resolution.certifiedFrom;
  if (resolution.immediatelyExecutable) return resolution.votedOn;
  if (resolution.publicationStart === null) return null;
  return addDays(resolution.publicationStart, DAYS_TO_WAIT[reading]);
}
