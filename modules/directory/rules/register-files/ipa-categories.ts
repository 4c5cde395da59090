import { headingKey } from './register-kind.ts';

/** Categories of IndicePA (list of August 2024): code → Italian name. Old exports give the name alone. */
export const IPA_CATEGORY_NAMES: Readonly<Record<string, string>> = {
  C1: 'Presidenza del Consiglio dei Ministri, Ministeri e Avvocatura dello Stato',
  C2: 'Organi Costituzionali e di Rilievo Costituzionale',
  C3: 'Enti Pubblici Non Economici',
  C5: "Autorita' Amministrative Indipendenti",
  C7: 'Enti Pubblici Produttori di Servizi Assistenziali, Ricreativi e Culturali',
  C8: 'Enti e Istituzioni di Ricerca Pubblici',
  C10: 'Agenzie Fiscali',
  C11: "Forze di Polizia ad Ordinamento Civile e Militare per la Tutela dell'Ordine e della Sicurezza Pubblica",
  C12: 'Istituti Zooprofilattici Sperimentali',
  C13: 'Automobile Club Federati ACI',
  C14: 'Federazioni Nazionali, Ordini, Collegi e Consigli Professionali',
  C16: 'Enti di Previdenza ed Assistenza Sociale in Conto Economico Consolidato pubblici',
  C17: 'Enti di Previdenza ed Assistenza Sociale in Conto Economico Consolidato privati',
  L1: 'Altri Enti Locali',
  L2: "Agenzie ed Enti Regionali per la Formazione, la Ricerca e l'Ambiente",
  L4: 'Regioni, Province Autonome e loro Consorzi e Associazioni',
  L5: 'Province e loro Consorzi e Associazioni',
  L6: 'Comuni e loro Consorzi e Associazioni',
  L7: 'Aziende Sanitarie Locali',
  L8: 'Aziende Ospedaliere, Aziende Ospedaliere Universitarie, Policlinici e Istituti di Ricovero e Cura a Carattere Scientifico Pubblici',
  L10: 'Agenzie ed Enti per il Turismo',
  L11: "Autorita' Portuali",
  L12: "Comunita' Montane e loro Consorzi e Associazioni",
  L13: 'Agenzie ed Enti Regionali di Sviluppo Agricolo',
  L15: 'Agenzie, Enti e Consorzi Pubblici per il Diritto allo Studio Universitario',
  L16: 'Fondazioni Lirico, Sinfoniche',
  L17: "Universita' e Istituti di Istruzione Universitaria Pubblici",
  L18: 'Unioni di Comuni e loro Consorzi e Associazioni',
  L19: 'Agenzie ed Enti Regionali del Lavoro',
  L20: 'Agenzie Regionali e Provinciale per la Rappresentanza Negoziale',
  L21: 'Agenzie Regionali per le Erogazioni in Agricoltura',
  L22: 'Agenzie Regionali Sanitarie',
  L24: 'Consorzi di Bacino Imbrifero Montano',
  L28: 'Consorzi Interuniversitari di Ricerca',
  L31: 'Teatri Stabili ad Iniziativa Pubblica',
  L33: 'Istituti di Istruzione Statale di Ogni Ordine e Grado',
  L34: 'Aziende Pubbliche di Servizi alla Persona',
  L35: 'Camere di Commercio, Industria, Artigianato e Agricoltura e loro Unioni Regionali',
  L36: 'Consorzi tra Amministrazioni Locali',
  L37: 'Gestori di Pubblici Servizi',
  L38: 'Parchi Nazionali, Consorzi e Enti Gestori di Parchi e Aree Naturali Protette',
  L39: "Aziende e Consorzi Pubblici Territoriali per l'Edilizia Residenziale",
  L40: "Autorita' di Bacino",
  L42: "Consorzi per l'Area di Sviluppo Industriale",
  L43: "Istituzioni per l'Alta Formazione Artistica, Musicale e Coreutica - AFAM",
  L44: 'Enti di Regolazione dei Servizi Idrici e o dei Rifiuti',
  L45: "Citta' Metropolitane",
  L46: 'Aziende ed Amministrazioni dello Stato ad Ordinamento Autonomo',
  L47: 'Commissari Straordinari Governativi',
  S01: "Societa' in Conto Economico Consolidato",
  SA: 'Stazioni Appaltanti',
  SAG: 'Stazioni Appaltanti Gestori di Pubblici Servizi',
};

const CODES_BY_NAME = new Map(
  Object.entries(IPA_CATEGORY_NAMES).map(([code, name]) => [headingKey(name), code]),
);

/** The code of a category written by name ("Comuni e loro Consorzi e Associazioni" → L6), or null. */
export function ipaCategoryCode(name: string): string | null {
  return CODES_BY_NAME.get(headingKey(name)) ?? null;
}
