/** How a class that a convention gives to a body stands to those that the body has already. */
import { addDays, type IsoDate } from '#platform/calendar';

/** A class given: its name and the days on which it holds, both ends in; `to` null is until it is changed. */
export interface GivenClass {
  id: string;
  bodyClass: string;
  from: IsoDate;
  to: IsoDate | null;
}

export type WantedClass = Omit<GivenClass, 'id'>;

/** It is there already; or it can be written, perhaps ending the one in force the day before; or it overlaps one. */
export type Placement =
  | { kind: 'SAME' }
  | { kind: 'NEW'; ends: { id: string; on: IsoDate } | null }
  | { kind: 'OVERLAPS'; with: GivenClass };

/**
 * Where a class goes among those of a body under one convention.
 *   none before                     B from 1/1/2027 → written
 *   A from 1/1/2026, no end         B from 1/1/2027 → A ends on 31/12/2026, B is written
 *   A from 1/1/2026, no end         A from 1/1/2026 → the same, nothing is written
 *   A from 1/1/2026 to 31/12/2027   B from 1/1/2027 → overlaps: somebody said how long A lasts
 *   B from 1/1/2027                 A from 1/1/2026 → overlaps, unless it ends by 31/12/2026
 */
export function placeClass(existing: readonly GivenClass[], wanted: WantedClass): Placement {
  const same = existing.find(
    (one) =>
      one.bodyClass === wanted.bodyClass &&
      one.from === wanted.from &&
      (wanted.to === null || wanted.to === one.to),
  );
  if (same) return { kind: 'SAME' };
  const overlapping = existing.filter(
    (one) => one.from <= (wanted.to ?? '9999-12-31') && wanted.from <= (one.to ?? '9999-12-31'),
  );
  const [first] = overlapping;
  if (!first) return { kind: 'NEW', ends: null };
  if (overlapping.length === 1 && first.to === null && first.from < wanted.from)
    return { kind: 'NEW', ends: { id: first.id, on: addDays(wanted.from, -1) } };
  return { kind: 'OVERLAPS', with: first };
}

/**
 * The class as the convention already writes it: a tariff compares letter by letter, so "b" is not left beside "B".
 * "classe  a" where "Classe A" is in use → "Classe A"; where nothing like it is → "classe a".
 */
export function asInUse(written: string, inUse: readonly string[]): string {
  const tidy = written.trim().replace(/\s+/g, ' ');
  return (
    inUse.find((one) => one === tidy) ?? inUse.find((one) => one.toLowerCase() === tidy.toLowerCase()) ?? tidy
  );
}
