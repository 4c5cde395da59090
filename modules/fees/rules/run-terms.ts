/** The frozen terms of a run, read back: with them any past fee can be computed again. */
import type { IsoDate } from '#platform/calendar';
import { parseTariff, type Tariff } from '#tariffs';
import type { RunTerms } from './assess-member.ts';
import type { ProRataMethod } from './pro-rata.ts';

/** What a run keeps of the tariff and of the convention's choices. */
export interface FrozenTerms {
  year: number;
  tariff: { definition: unknown };
  parameters: { proRata: ProRataMethod };
}

/** The frozen terms of a run, ready to compute. */
export function termsOf(run: FrozenTerms): RunTerms {
  return { year: run.year, tariff: frozenTariff(run), proRata: run.parameters.proRata };
}

/** The tariff of a run as it was when the run began. */
export function frozenTariff({ tariff }: Pick<FrozenTerms, 'tariff'>): Tariff {
  const read = parseTariff(tariff.definition);
  if (!read.ok) throw new Error('the frozen tariff of a run cannot be read');
  return read.tariff;
}

/** The Italian names of the other quantities of a run's tariff, by their name in the rules. */
export const quantityLabels = (run: Pick<FrozenTerms, 'tariff'>): Readonly<Record<string, string>> =>
  Object.fromEntries(frozenTariff(run).variables.map(({ name, label }) => [name, label]));

/**
 * The day on which the class of a member and its association are looked at: 1 January of the year, or the member's own
 * first day when it entered later. Never today, so that the same year assessed on two days gives the same.
 *   member since 2020, fees of 2026 → 1/1/2026 · from 10/9/2026 → 10/9/2026
 */
export function standingDay(year: number, effectiveFrom: IsoDate): IsoDate {
  const first = `${year}-01-01`;
  return effectiveFrom > first ? effectiveFrom : first;
}
