/** What a convention regulates, in the order in which it is written; the article names its content. [F1] */
export const CONTENT_LABELS: Readonly<Record<string, string>> = {
  PREMISES: 'Premesse',
  OBJECT: 'Oggetto',
  AIMS: 'Fini',
  DURATION: 'Durata',
  TASKS: 'Compiti e funzioni',
  SERVICES: 'Servizi',
  ORGANISATION: 'Modello organizzativo',
  CONSULTATION: 'Forme di consultazione degli enti contraenti',
  BOARDS: 'Tavoli, quorum e decisioni',
  PLANNING: 'Programmazione delle attività',
  FINANCIAL_RELATIONS: 'Rapporti finanziari',
  FEE_FORMULA: 'Formula della quota di adesione',
  ENTITLEMENTS: 'Dotazioni comprese nella quota',
  OBLIGATIONS: 'Reciproci obblighi',
  GUARANTEES: 'Garanzie',
  DELEGATION: 'Ufficio comune o delega di funzioni (art. 30, comma 4)',
  LATE_ADHESION: 'Adesioni successive',
  WITHDRAWAL: 'Recesso, esclusione e uscita',
  DATA_PROTECTION: 'Protezione dei dati personali',
  DISPUTES: 'Controversie',
  E_SIGNATURE: 'Sottoscrizione con firma elettronica',
  VAT: 'Trattamento ai fini IVA',
  OTHER: 'Altro',
};

/** TUEL art. 30 c. 2: a convention without one of these is not approved. */
export const MANDATORY_CONTENTS: readonly string[] = [
  'AIMS',
  'DURATION',
  'CONSULTATION',
  'FINANCIAL_RELATIONS',
  'OBLIGATIONS',
  'GUARANTEES',
];

/** What the kit of reuse and our own default add: their absence is said, and blocks nothing. */
export const SUGGESTED_CONTENTS: readonly string[] = [
  'OBJECT',
  'SERVICES',
  'BOARDS',
  'FEE_FORMULA',
  'WITHDRAWAL',
  'DATA_PROTECTION',
  'DISPUTES',
  'LATE_ADHESION',
  'E_SIGNATURE',
  'VAT',
];
