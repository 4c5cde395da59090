import type { Condition, Stretch } from './tariff.ts';

/**
 * Does the first condition hold for every body for which the second does? Then an option with the second, after one
 * with the first, is never reached.
 *   comuni · comuni fino a 500 abitanti                → yes
 *   comuni fino a 500 abitanti · comuni                → no
 *   comuni e Unioni della Lombardia · Unioni           → no, there are others
 *   nothing · anything                                 → yes
 */
export function covers(first: Condition = {}, second: Condition = {}): boolean {
  return (
    lists(first.categories, second.categories) &&
    lists(first.regions, second.regions) &&
    lists(first.classes, second.classes) &&
    (first.ranges ?? []).every((wide) => rangeCovers(wide, second.ranges ?? [])) &&
    (first.wholeAssociation === undefined || first.wholeAssociation === second.wholeAssociation)
  );
}

const lists = (wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean =>
  wide === undefined || (narrow?.every((one) => wide.includes(one)) ?? false);

type Range = Stretch & { of: string };

const rangeCovers = (wide: Range, all: readonly Range[]): boolean =>
  all.some(
    ({ of, from, upTo }) =>
      of === wide.of && from >= wide.from && (wide.upTo === null || (upTo !== null && upTo <= wide.upTo)),
  );

/** Does the condition ask of one quantity what no number is: up to 500 and from 1,000? */
export function contradictsItself({ ranges = [] }: Condition): boolean {
  return ranges.some((one) =>
    ranges.some((other) => one.of === other.of && one.upTo !== null && other.from > one.upTo),
  );
}
