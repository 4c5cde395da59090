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
