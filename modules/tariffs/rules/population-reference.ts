import { type IsoDate, isoDate } from '#platform/calendar';
import type { PopulationReference } from './tariff.ts';

/**
 * The date at which population and enterprises are read for the fee of a year. [D1 Inputs]
 *   FIXED_FOR_TERM(31.12.2013)  2015 … 2020 → 31/12/2013   [X-BS15]
 *   PREVIOUS_YEAR_END           2026 → 31/12/2025          [X-BS21, for Telemaco]
 *   PENULTIMATE_YEAR_END        2026 → 31/12/2024          default: known when budgets are made [TUEL 156 c.2]
 */
export function populationReferenceDate(reference: PopulationReference, year: number): IsoDate {
  if (reference.kind === 'FIXED_FOR_TERM') return reference.date;
  const date = isoDate(year - (reference.kind === 'PREVIOUS_YEAR_END' ? 1 : 2), 12, 31);
  if (date === null) throw new RangeError(`no such year: ${year}`);
  return date;
}

/** A figure of a body: inhabitants or enterprises at a date, as known from the day it was recorded. */
export interface DatedFigure {
  referenceDate: IsoDate;
  value: number;
  /** Day of recording: a later one corrects an earlier one of the same reference date. */
  recordedOn: IsoDate;
}

/**
 * The figure of exactly the reference date, as it was known on a day; null when there is none, never another date's.
 * [trap 6: the figure of 2027, once loaded, does not re-price 2026]
 */
export function figureAt<F extends DatedFigure>(
  figures: readonly F[],
  referenceDate: IsoDate,
  knownOn: IsoDate,
): F | null {
  const usable = figures.filter(
    (figure) => figure.referenceDate === referenceDate && figure.recordedOn <= knownOn,
  );
  return usable.reduce<F | null>(
    (best, figure) => (best && best.recordedOn > figure.recordedOn ? best : figure),
    null,
  );
}

/**
 * The figure of a comune born of a merger, for a reference date before it existed: the sum of the merged ones,
 * null as soon as one is missing. [D1: "Merged comuni: sum from merger date"]
 */
export function figureOfMerged(figures: readonly (DatedFigure | null)[]): number | null {
  if (figures.length === 0) return null;
  return figures.reduce<number | null>(
    (sum, figure) => (sum === null || figure === null ? null : sum + figure.value),
    0,
  );
}
