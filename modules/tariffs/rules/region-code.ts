/** ISTAT codes of the regions, by the name with which a register writes them; tariffs name regions by code. */
const REGIONS = [
  'piemonte',
  'valle d’aosta',
  'lombardia',
  'trentino-alto adige',
  'veneto',
  'friuli-venezia giulia',
  'liguria',
  'emilia-romagna',
  'toscana',
  'umbria',
  'marche',
  'lazio',
  'abruzzo',
  'molise',
  'campania',
  'puglia',
  'basilicata',
  'calabria',
  'sicilia',
  'sardegna',
];

/** "Lombardia" → "03", "Valle d'Aosta/Vallée d'Aoste" → "02", "3" → "03"; undefined when it is no region. */
export function regionCode(name: string | null): string | undefined {
  if (!name) return undefined;
  if (/^\d{1,2}$/.test(name.trim())) return name.trim().padStart(2, '0');
  const plain = name.toLowerCase().replaceAll("'", '’').trim();
  const index = REGIONS.findIndex((region) => plain.startsWith(region));
  return index < 0 ? undefined : String(index + 1).padStart(2, '0');
}

/** The regions with their codes, in the order of Istat, as a form lists them. */
export const REGION_NAMES: readonly { code: string; name: string }[] = REGIONS.map((name, index) => ({
  code: String(index + 1).padStart(2, '0'),
  name: name.replace(/(^|[ -])(?!d’)([a-zà-ù])|d’([a-z])/g, (_, before, letter, after) =>
    after ? `d’${after.toUpperCase()}` : `${before}${letter.toUpperCase()}`,
  ),
}));

/** "03" → "Lombardia"; a code that is no region stays as it is. */
export const regionName = (code: string): string =>
  REGION_NAMES.find((region) => region.code === code)?.name ?? code;
