/** Category of a public body in the directory (domain model, section E, PublicBody). */
export type BodyCategory = (typeof BODY_CATEGORIES)[number];

export const BODY_CATEGORIES = [
  'COMUNE',
  'UNIONE',
  'CM',
  'COMUNITA_ISOLANA',
  'PROVINCIA',
  'CITTA_METRO',
  'REGIONE',
  'CONSORZIO',
  'PARTECIPATA',
  'AZIENDA',
  'OTHER',
] as const;

export const BODY_CATEGORY_LABELS: Record<BodyCategory, string> = {
  COMUNE: 'Comune',
  UNIONE: 'Unione di comuni',
  CM: 'Comunità montana',
  COMUNITA_ISOLANA: 'Comunità isolana',
  PROVINCIA: 'Provincia o libero consorzio comunale',
  CITTA_METRO: 'Città metropolitana',
  REGIONE: 'Regione o provincia autonoma',
  CONSORZIO: 'Consorzio tra enti',
  PARTECIPATA: 'Società partecipata',
  AZIENDA: 'Azienda pubblica',
  OTHER: 'Altro ente',
};

/** What the registers say of a body; each part may be missing. */
export interface RegisteredCategory {
  /** IPA category: L6, L18… */
  ipaCategory: string | null;
  /** ISTAT legal form ("codice natura"): 2430 = comune… */
  natureCode: string | null;
  name: string;
}

/** ISTAT classification of legal forms, the part that decides by itself. */
const BY_NATURE: Record<string, BodyCategory> = {
  '2410': 'REGIONE',
  '2420': 'PROVINCIA',
  '2430': 'COMUNE',
  '2440': 'CM',
  '2450': 'UNIONE',
  '2460': 'CITTA_METRO',
  '1620': 'AZIENDA',
  '1630': 'AZIENDA',
};

/** Consortia: public law, private law, consortium company. */
const CONSORTIUM_NATURES = new Set(['2740', '1510', '1520']);

/** IPA categories that decide by themselves when the legal form does not. */
const BY_IPA_CATEGORY: Record<string, BodyCategory> = {
  L45: 'CITTA_METRO',
  L24: 'CONSORZIO',
  L36: 'CONSORZIO',
  L42: 'CONSORZIO',
  L7: 'AZIENDA',
  L8: 'AZIENDA',
  L34: 'AZIENDA',
  L39: 'AZIENDA',
  S01: 'PARTECIPATA',
};

/**
 * IPA categories that hold a kind of body "e loro consorzi e associazioni": without a legal form only
 * the name says which. L6 has 140 bodies that are no comune, L4 every regional council, L18 the ANCI.
 */
const BY_NAME: Record<string, RegExp> = {
  COMUNE: /^(comune|citta'|città|roma capitale)(?=\s|$)/i,
  UNIONE:
    /^(unione|unioni|unita'|unità)\s(?!degli assessorati|nazionale|province)|^comunit[aà]'? collinare\s/i,
  CM: /^(?:[ivx]+ )?(magnifica )?(comunit[aà]|comprensorio|c\.? ?m\.?)(?=['\s])/i,
  PROVINCIA: /^(provincia|libero consorzio)\s/i,
  REGIONE: /^(regione|provincia autonoma)\s/i,
  CONSORZIO: /consorzi|consortil/i,
  AZIENDA: /^azienda\s/i,
};

const TRIED_NAMES: Record<string, readonly BodyCategory[]> = {
  L4: ['REGIONE'],
  L5: ['PROVINCIA'],
  L6: ['COMUNE', 'UNIONE', 'AZIENDA', 'CONSORZIO'],
  L12: ['UNIONE', 'CM'],
  L18: ['UNIONE', 'CONSORZIO'],
};

const ISLANDS = /isol[ae](?![a-z])|isolan|arcipelago/i;

/**
 * The category of a body. The legal form decides; then the IPA category; where this is mixed, the name.
 *   nature 2430                                      → COMUNE
 *   L12, nature 2450 (Unione Montana Agordina)       → UNIONE
 *   L4, nature 2420 (Provincia autonoma di Trento)   → REGIONE, whose powers it has
 *   L6, nature 2740 (Consorzio Due Giare)            → CONSORZIO
 *   L6, no nature, "Comune di Bascape'" (2013, 2017) → COMUNE
 *   L6, no nature, "Anci Veneto"                     → OTHER
 */
export function bodyCategory({ ipaCategory, natureCode, name }: RegisteredCategory): BodyCategory {
  const category = ipaCategory ?? '';
  const nature = natureCode ?? '';
  if (category === 'L4' && nature === '2420') return 'REGIONE';
  const decided = BY_NATURE[nature] ?? BY_IPA_CATEGORY[category];
  if (decided === 'CM' && ISLANDS.test(name)) return 'COMUNITA_ISOLANA';
  if (decided) return decided;
  if (CONSORTIUM_NATURES.has(nature) && category.startsWith('L')) return 'CONSORZIO';
  return nature === '' ? categoryByName(category, name) : 'OTHER';
}

function categoryByName(ipaCategory: string, name: string): BodyCategory {
  const found = TRIED_NAMES[ipaCategory]?.find((category) => BY_NAME[category]!.test(name)) ?? 'OTHER';
  return found === 'CM' && ISLANDS.test(name) ? 'COMUNITA_ISOLANA' : found;
}
