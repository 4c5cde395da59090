/** Italian names of states, events and kinds, as the screens call them. */
export const APPLICATION_STATE_LABELS: Readonly<Record<string, string>> = {
  DRAFT: 'Bozza',
  PENDING_DECLARED: 'Adesione dichiarata',
  SUBMITTED: 'Presentata',
  INTEGRATION_REQUESTED: 'In attesa di integrazione',
  AWAITING_RESOLUTION: 'In attesa della delibera',
  RESOLVED: 'In attesa di esecutività',
  READY_TO_SIGN: 'Pronta per la firma',
  SIGNED: 'Convenzione firmata',
  IN_FORCE: 'In vigore',
  REJECTED: 'Respinta',
  WITHDRAWN: 'Ritirata',
  LAPSED: 'Decaduta',
};

export const APPLICATION_EVENT_LABELS: Readonly<Record<string, string>> = {
  draft: 'Domanda predisposta',
  declare: 'Adesione dichiarata in attesa della delibera',
  submit: 'Domanda presentata',
  check: 'Verifica formale superata',
  'request-integration': 'Chiesta un’integrazione',
  integrate: 'Integrazione ricevuta',
  'record-resolution': 'Delibera registrata',
  'become-executive': 'Delibera divenuta esecutiva',
  sign: 'Convenzione firmata dalle due parti',
  'take-effect': 'Adesione in vigore',
  reject: 'Domanda respinta',
  withdraw: 'Domanda ritirata dall’ente',
  lapse: 'Dichiarazione decaduta',
};

export const MEMBER_STATE_LABELS: Readonly<Record<string, string>> = {
  IN_FORCE: 'In vigore',
  TO_REGULARISE: 'Da regolarizzare',
  IN_NOTICE: 'In preavviso di recesso',
  ENDED: 'Cessata',
  FUTURE: 'Non ancora in vigore',
};

export const MEMBER_EVENT_LABELS: Readonly<Record<string, string>> = {
  opened: 'Adesione aperta',
  'recorded-from-papers': 'Adesione già in essere caricata dagli atti',
  'left-association': 'Il comune ha lasciato l’associazione',
  'association-ended': 'È cessata l’adesione dell’associazione',
  regularised: 'Sostituita da un’adesione propria',
  merged: 'Ente cessato per fusione',
  'withdrawal-announced': 'Recesso comunicato',
  'withdrawal-notified': 'Recesso notificato via PEC',
  excluded: 'Ente escluso',
  ended: 'Adesione cessata',
};

export const END_REASON_LABELS: Readonly<Record<string, string>> = {
  WITHDRAWAL: 'recesso',
  EXCLUSION: 'esclusione',
  LAPSE: 'mancata regolarizzazione',
  MERGER: 'fusione',
  REGULARISED: 'sostituita da un’adesione propria',
};

/** How the fee of who enters during the year is reckoned. [D3] */
export const PRO_RATA_LABELS: Readonly<Record<string, string>> = {
  MONTHLY: 'In dodicesimi, dal mese di decorrenza compreso',
  DAILY: 'A giorni, dalla data di decorrenza',
  NONE: 'Intera',
};

export const KIND_LABELS: Readonly<Record<string, string>> = { DIRECT: 'Diretta', DERIVED: 'Derivata' };

export const ORGAN_LABELS: Readonly<Record<string, string>> = {
  CONSIGLIO: 'Consiglio',
  ASSEMBLEA: 'Assemblea',
  GIUNTA: 'Giunta',
  CONSIGLIO_DIRETTIVO: 'Consiglio direttivo',
  OTHER: 'Altro organo',
};

export const SIGNATURE_KIND_LABELS: Readonly<Record<string, string>> = {
  DIGITAL: 'firma digitale',
  ADVANCED: 'firma elettronica avanzata',
  OTHER_QUALIFIED: 'altra firma elettronica qualificata',
  SIMPLE: 'firma elettronica semplice',
  HANDWRITTEN: 'firma autografa su carta',
  SCANNED: 'scansione di firma autografa',
};

export const SIDE_LABELS: Readonly<Record<string, string>> = {
  MEMBER: 'l’ente aderente',
  CENTRE: 'l’ente gestore',
};

export const FEE_MODEL_LABELS: Readonly<Record<string, string>> = {
  BASE_PLUS_SURCHARGE: 'Quota base e servizi a quota maggiorata',
  ALL_INCLUSIVE: 'Quota onnicomprensiva',
  FREE: 'Adesione gratuita',
  LIST_ONLY: 'Solo prezzi di listino',
};

export const READING_LABELS: Readonly<Record<string, string>> = {
  INITIAL_DAY_EXCLUDED: 'Dieci giorni dopo quello di pubblicazione (giorno iniziale escluso)',
  INITIAL_DAY_COUNTED: 'Il giorno di pubblicazione è il primo dei dieci',
  AFTER_PUBLICATION: 'Dieci giorni dopo i quindici di pubblicazione',
};

export const CLUSTER_LABELS: Readonly<Record<string, string>> = {
  S: 'Fino a 4.999 abitanti',
  M: 'Da 5.000 a 15.000 abitanti',
  L: 'Oltre 15.000 abitanti',
};

export const WITHDRAWAL_STATE_LABELS: Readonly<Record<string, string>> = {
  ANNOUNCED: 'Comunicato',
  NOTIFIED: 'Notificato',
  IN_NOTICE: 'In preavviso',
  CLOSED: 'Concluso',
};

export const WITHDRAWAL_EVENT_LABELS: Readonly<Record<string, string>> = {
  announce: 'Recesso comunicato',
  'record-resolution': 'Delibera di recesso registrata',
  notify: 'Recesso notificato via PEC',
  'prepare-exit': 'Prospetto di uscita compilato',
  'start-notice': 'Avviato il preavviso',
  'take-effect': 'Recesso efficace',
};
