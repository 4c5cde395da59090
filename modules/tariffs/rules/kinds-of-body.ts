import type { FeeInputs } from './fee-inputs.ts';
import { BODY_CATEGORIES, type BodyCategory, type Tariff } from './tariff.ts';
import { conditionsOf, feesOf } from './walk-fee.ts';

const MOST_KINDS = 2000;

/**
 * The kinds of body that the tariff tells apart, and one that it does not name: categories × regions × classes × whole
 * association or not. Those that no condition tells apart are one: twenty regions in the same condition are tried as
 * the first of them. Past fees are set aside (null): a safeguard is no threshold. `bounded`: there would be too many.
 */
export function kindsOfBody(tariff: Tariff): { kinds: FeeInputs[]; bounded: boolean } {
  const conditions = conditionsOf(tariff);
  const fees = [...feesOf(tariff)].map(({ fee }) => fee);
  const targets = new Set(fees.flatMap((fee) => (fee.kind === 'AS_CATEGORY' ? [fee.category] : [])));
  const named = new Set([...conditions.flatMap((one) => one.categories ?? []), ...targets]);
  const unnamed = BODY_CATEGORIES.find((category) => !named.has(category));
  const categories = toldApart<BodyCategory>(
    unnamed ? [...named, unnamed] : [...named],
    conditions.map((one) => one.categories),
    targets,
  );
  const any = <K extends 'regions' | 'classes'>(name: K): string[] =>
    toldApart(
      [...new Set(conditions.flatMap((one) => one[name] ?? [])), ''],
      conditions.map((one) => one[name]),
    );
  const [regions, classes] = [any('regions'), any('classes')];
  const whole = conditions.some(({ wholeAssociation }) => wholeAssociation !== undefined)
    ? [false, true]
    : [false];
  const referenceFees = Object.fromEntries(
    fees.flatMap((fee) => (fee.kind === 'SAFEGUARD' ? [[fee.year, null]] : [])),
  );
  const kinds: FeeInputs[] = [];
  for (const bodyClass of classes)
    for (const region of regions)
      for (const category of categories)
        for (const wholeAssociation of whole) {
          if (kinds.length === MOST_KINDS) return { kinds, bounded: true };
          kinds.push({ category, region, bodyClass, wholeAssociation, referenceFees });
        }
  return { kinds, bounded: false };
}

/** One of each group of names that are in the same conditions; those to keep are each a group. */
function toldApart<T extends string>(
  names: readonly T[],
  allowed: readonly (readonly T[] | undefined)[],
  keep: ReadonlySet<T> = new Set(),
): T[] {
  const groups = new Map<string, T>();
  for (const name of names) {
    const where = allowed.map((list) => (list?.includes(name) ? '1' : '0')).join('');
    const group = keep.has(name) ? `${where} ${name}` : where;
    if (!groups.has(group)) groups.set(group, name);
  }
  return [...groups.values()];
}
