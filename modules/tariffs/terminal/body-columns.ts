/** The columns of the file of bodies: those that must be there, and those that a tariff may want. */
import type { Tariff } from '../rules/tariff.ts';
import { UnusableFile } from './unusable-file.ts';

export const REQUIRED = [
  'ipa_code',
  'name',
  'category',
  'region',
  'inhabitants',
  'enterprises',
  'associated_in',
] as const;
export type RequiredColumn = (typeof REQUIRED)[number];

export interface BodyColumns {
  /** Position of each column that must be there. */
  at: Readonly<Record<RequiredColumn, number>>;
  member: number | null;
  bodyClass: number | null;
  /** The other quantities of the tariffs, as they name them. */
  quantities: readonly { name: string; at: number }[];
  referenceFees: readonly { year: number; at: number }[];
  /** Headings that nobody uses. */
  unknown: readonly string[];
  count: number;
}

const SEPARATORS = [',', ';', '\t'] as const;

/** What separates the columns: what makes of the first line most of the columns that must be there. */
export function separatorOf(text: string): (typeof SEPARATORS)[number] | undefined {
  const stated = /^sep=([;,\t])/i.exec(text)?.[1] as (typeof SEPARATORS)[number] | undefined;
  if (stated) return stated;
  const [header = ''] = text.split(/\r\n|\r|\n/, 1);
  const found = SEPARATORS.map((separator) => {
    const names = header.split(separator).map(headingOf);
    return { separator, count: REQUIRED.filter((name) => names.includes(name)).length };
  });
  const best = found.reduce((a, b) => (b.count > a.count ? b : a));
  return best.count > 1 ? best.separator : undefined;
}

const headingOf = (cell: string): string =>
  cell
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/^"|"$/g, '')
    .trim()
    .toLowerCase();

/**
 * Finds the columns in the header, in any order and case.
 * @throws UnusableFile when one that must be there is not, or one is there twice.
 */
export function bodyColumns(
  header: readonly string[],
  tariffs: readonly Tariff[],
  path: string,
): BodyColumns {
  const names = header.map(headingOf);
  const absent = REQUIRED.filter((name) => !names.includes(name));
  if (absent.length > 0) throw new UnusableFile(`Nel file ${path} mancano le colonne: ${absent.join(', ')}.`);
  const variables = new Map(
    tariffs.flatMap(({ variables: all }) => all.map(({ name }) => [name.toLowerCase(), name] as const)),
  );
  const fee = /^reference_fee_(\d{4})$/;
  const isKnown = (name: string) =>
    (REQUIRED as readonly string[]).includes(name) ||
    name === 'member' ||
    name === 'class' ||
    variables.has(name) ||
    fee.test(name);
  const twice = names.filter((name, at) => isKnown(name) && names.indexOf(name) !== at);
  if (twice.length > 0)
    throw new UnusableFile(`Nel file ${path} sono ripetute le colonne: ${[...new Set(twice)].join(', ')}.`);
  const place = (name: string): number | null => (names.includes(name) ? names.indexOf(name) : null);
  return {
    at: Object.fromEntries(REQUIRED.map((name) => [name, names.indexOf(name)])) as Record<
      RequiredColumn,
      number
    >,
    member: place('member'),
    bodyClass: place('class'),
    quantities: names.flatMap((name, at) => {
      const variable = variables.get(name);
      return variable ? [{ name: variable, at }] : [];
    }),
    referenceFees: names.flatMap((name, at) => {
      const year = fee.exec(name)?.[1];
      return year ? [{ year: Number(year), at }] : [];
    }),
    unknown: header.map((name) => name.trim()).filter((name, at) => name !== '' && !isKnown(names[at]!)),
    count: header.length,
  };
}
