import type { Messages } from '#platform/messages';

/** Italian names of the categories of bodies, one and many. */
export const CATEGORIES: Readonly<Record<string, readonly [string, string]>> = {
  COMUNE: ['Comune', 'Comuni'],
  UNIONE: ['Unione di comuni', 'Unioni di comuni'],
  CM: ['Comunità montana', 'Comunità montane'],
  COMUNITA_ISOLANA: ['Comunità isolana', 'Comunità isolane'],
  PROVINCIA: ['Provincia', 'Province'],
  CITTA_METRO: ['Città metropolitana', 'Città metropolitane'],
  REGIONE: ['Regione', 'Regioni'],
  CONSORZIO: ['Consorzio', 'Consorzi'],
  PARTECIPATA: ['Società partecipata', 'Società partecipate'],
  AZIENDA: ['Azienda speciale', 'Aziende speciali'],
  OTHER: ['Altro ente', 'Altri enti'],
};

export const categoryLabel = (category: string): string => CATEGORIES[category]?.[0] ?? category;

export const FEE_MODELS: Readonly<Record<string, string>> = {
  BASE_PLUS_SURCHARGE: 'Quota annua; alcuni servizi a quota maggiorata',
  ALL_INCLUSIVE: 'Quota annua, tutti i servizi compresi',
  FREE: 'Gratuita',
  LIST_ONLY: 'Nessuna quota: servizi a listino',
};

export const REPORT_STATES: Readonly<Record<string, string>> = { OPEN: 'Aperta', CLOSED: 'Chiusa' };

/** What happened, as the register of events calls it. */
const AUDIT: Messages = {
  'audit.public-site.inefficiency-reported': 'Disservizio segnalato',
  'audit.public-site.report-closed': 'Segnalazione chiusa',
};

export const messages: Messages = {
  ...AUDIT,
  'public-site.too-many-reports':
    'Dalla stessa rete sono già arrivate molte segnalazioni nell’ultima ora: riprovare più tardi oppure scrivere o telefonare al centro.',
  'public-site.report-already-closed':
    'La segnalazione è già stata chiusa: ricaricare la pagina per leggerne l’esito.',
};
