import { provinceOf, provinceOfIstatCode } from './provinces.ts';

/**
 * What part of a national file a centre loads.
 * `known`: only what regards bodies that are already in the register.
 */
export type Territory =
  | { scope: 'all' }
  | { scope: 'known' }
  | { scope: 'region'; region: string }
  | { scope: 'provinces'; provinces: readonly string[] }
  | { scope: 'list'; codes: readonly string[] };

/** What a row says of its place; a row without any of it belongs to no territory. */
export interface Place {
  istatCodes: readonly (string | null)[];
  ipaCode?: string | null;
  /** Abbreviation of the province. */
  province?: string | null;
  region?: string | null;
}

/**
 * Whether a row belongs to the territory. A list is of ISTAT or IPA codes; `all` and `known` take every row here,
 * since only the register knows which bodies it has.
 * BS of [BS, BG] → true · a body of Roma for region Lombardia → false · a row without place for [BS] → false
 */
export function isInTerritory(territory: Territory, place: Place): boolean {
  switch (territory.scope) {
    case 'all':
    case 'known':
      return true;
    case 'list':
      return listed(territory.codes, place);
    case 'provinces':
      return abbreviationsOf(place).some((abbreviation) => territory.provinces.includes(abbreviation));
    case 'region':
      return regionsOf(place).includes(territory.region);
  }
}

function listed(codes: readonly string[], { istatCodes, ipaCode }: Place): boolean {
  return (
    istatCodes.some((code) => code !== null && codes.includes(code)) ||
    (typeof ipaCode === 'string' && codes.includes(ipaCode.toLowerCase()))
  );
}

function abbreviationsOf({ istatCodes, province }: Place): string[] {
  if (province) return [province.toUpperCase()];
  return istatCodes.flatMap((code) => (code ? (provinceOfIstatCode(code)?.abbreviation ?? []) : []));
}

function regionsOf(place: Place): string[] {
  const regions = abbreviationsOf(place).flatMap((abbreviation) => provinceOf(abbreviation)?.region ?? []);
  return regions.length > 0 || !place.region ? regions : [place.region];
}

const isCode = (text: string): boolean => /^[\w.-]{2,40}$/.test(text);

/** Codes written one a line or separated by spaces, commas and semicolons, as they are compared. */
export function readCodeList(text: string): { codes: string[]; wrong: string[] } {
  const written = text.split(/[\s,;]+/).filter((code) => code !== '');
  const codes = [...new Set(written.map((code) => code.toLowerCase()))];
  return {
    codes: codes.filter(isCode),
    wrong: codes.filter((code) => !isCode(code)),
  };
}
