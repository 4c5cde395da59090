/** Is the whole association a member? Who belongs to it on a day, and who of them adheres on that day. */
import type { IsoDate } from '#platform/calendar';
import type { BodyCategory } from './tariff.ts';

/** A comune that belongs to an association, from a day to a day, both in; `to` null is still. */
export interface Belonging {
  associationId: string;
  municipalityId: string;
  from: IsoDate;
  to: IsoDate | null;
}

/** A membership of the convention, direct or through an association, first and last day. */
export interface Term {
  bodyId: string;
  from: IsoDate;
  to: IsoDate;
}

/** The bodies that associate comuni. */
export const ASSOCIATIONS: readonly BodyCategory[] = ['UNIONE', 'CM', 'COMUNITA_ISOLANA', 'CONSORZIO'];

/** True or false; undefined when it cannot be said. */
export type WholeAssociation = (
  body: { bodyId: string; category: BodyCategory },
  on: IsoDate,
) => boolean | undefined;

/**
 * An association is whole on a day when every comune that belongs to it on that day has a membership of the convention
 * in force on that day, direct or derived. For a comune it is true when one of its associations is whole; a comune of
 * no association, and a body that is neither, is in none: false. An association of which no comune is known is «not
 * known», never true: whoever needs it lists it as missing.
 *
 * The day is an argument: an assessment looks at the later of 1 January of the fee year and the body's own first day of
 * membership, a simulation at the day that is asked. Nothing looks at today, so that the same year assessed twice, in
 * March and in November, gives the same.
 *   Unione of Alfa and Beta, both members since 2020   1/1/2026 → whole, for the Unione, for Alfa and for Beta
 *   Beta withdrew on 31/12/2025                        1/1/2026 → not; 1/1/2025 → whole
 *   Gamma, no member, left the Unione on 31/12/2025    1/1/2026 → whole: it no longer belongs
 *   Delta, no member, joins the Unione on 1/3/2026     1/1/2026 → whole; for who adheres on 1/4/2026 → not
 *   Alfa is also of a comunità montana that is not     1/1/2026 → true for Alfa, by its Unione
 */
export function wholeAssociations(
  belongings: readonly Belonging[],
  terms: readonly Term[],
): WholeAssociation {
  const comuniOf = groupBy(belongings, ({ associationId }) => associationId);
  const associationsOf = groupBy(belongings, ({ municipalityId }) => municipalityId);
  const termsOf = groupBy(terms, ({ bodyId }) => bodyId);
  const known = new Map<string, boolean | undefined>();
  const isMember = (bodyId: string, on: IsoDate) =>
    (termsOf.get(bodyId) ?? []).some((term) => holds(term, on));
  const isWhole = (associationId: string, on: IsoDate): boolean | undefined => {
    const key = `${associationId} ${on}`;
    if (known.has(key)) return known.get(key);
    const comuni = (comuniOf.get(associationId) ?? []).filter((belonging) => holds(belonging, on));
    const whole =
      comuni.length === 0 ? undefined : comuni.every(({ municipalityId }) => isMember(municipalityId, on));
    known.set(key, whole);
    return whole;
  };
  return ({ bodyId, category }, on) => {
    if (ASSOCIATIONS.includes(category)) return isWhole(bodyId, on);
    return (associationsOf.get(bodyId) ?? []).some(
      (belonging) => holds(belonging, on) && isWhole(belonging.associationId, on) === true,
    );
  };
}

const holds = ({ from, to }: { from: IsoDate; to: IsoDate | null }, on: IsoDate): boolean =>
  from <= on && (to === null || on <= to);

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
