import type { Messages } from '#platform/messages';

/** Italian names of the categories of bodies. */
export const CATEGORY_LABELS: Readonly<Record<string, string>> = {
  COMUNE: 'Comune',
  UNIONE: 'Unione di comuni',
  CM: 'Comunità montana',
  COMUNITA_ISOLANA: 'Comunità isolana',
  PROVINCIA: 'Provincia',
  CITTA_METRO: 'Città metropolitana',
  REGIONE: 'Regione',
  CONSORZIO: 'Consorzio',
  PARTECIPATA: 'Società partecipata',
  AZIENDA: 'Azienda speciale',
  OTHER: 'Altro ente',
};

export const messages: Messages = {};
