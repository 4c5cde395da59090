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

/** Offices that a person holds in a body. */
export const ROLE_LABELS: Readonly<Record<string, string>> = {
  LEGAL_REPRESENTATIVE: 'Legale rappresentante',
  POLITICAL_DELEGATE: 'Referente politico',
  TECHNICAL_CONTACT: 'Referente tecnico',
  SERVICE_CONTACT: 'Referente operativo',
  RTD: 'Responsabile per la transizione al digitale (RTD)',
  DPO: 'Responsabile della protezione dei dati (DPO)',
  CENTRE_MANAGER: 'Responsabile del centro',
  PROJECT_MANAGER: 'Responsabile di progetto',
  ADMINISTRATIVE_OFFICER: 'Referente amministrativo-contabile',
  SUPPORT_OFFICER: 'Referente dell’assistenza',
};

/** What a body may delegate, one flag each. [P3] */
export const SCOPE_LABELS: Readonly<Record<string, string>> = {
  APPROVE_CONVENTION: 'Approvare la convenzione',
  PAY_FEE: 'Pagare la quota',
  REQUEST_SERVICE: 'Chiedere servizi',
  REPRESENT_AT_BOARD: 'Rappresentare l’ente negli organi',
  RTD: 'Esercitare le funzioni di RTD',
  DATA_PROCESSING: 'Trattare dati personali',
};

/** Data of a body, as they are called on the pages and in the reports of imports. */
export const COLUMN_LABELS: Readonly<Record<string, string>> = {
  name: 'Denominazione',
  other_name: 'Denominazione in altra lingua',
  category: 'Categoria',
  ipa_code: 'Codice IPA',
  list_code: 'Identificativo nell’elenco delle associazioni',
  istat_code: 'Codice ISTAT',
  cadastral_code: 'Codice catastale',
  tax_code: 'Codice fiscale',
  vat_number: 'Partita IVA',
  ipa_category: 'Categoria IPA',
  province: 'Provincia',
  province_code: 'Sigla della provincia',
  region: 'Regione',
  address: 'Indirizzo',
  postal_code: 'CAP',
  town: 'Località',
  digital_domicile: 'Domicilio digitale (PEC)',
  email: 'Posta elettronica',
  website: 'Sito',
  sdi_code: 'Codice univoco ufficio',
  mountain: 'Montanità',
  area_km2: 'Superficie (km²)',
  ceased_on: 'Cessato il',
  merged_into_id: 'Confluito in',
  figure: 'Valore',
  value: 'Valore',
  item: 'Voce',
  source: 'Fonte',
  ref_date: 'Data di riferimento',
  valid_from: 'Membro dal',
  valid_to: 'Membro fino al',
};

const number = (value: unknown) => Number(value).toLocaleString('it-IT');

/** What happened, as the register of events calls it. */
const AUDIT: Messages = {
  'audit.directory.associated-function-ended': 'Funzione associata cessata',
  'audit.directory.association-left': 'Comune uscito dall’associazione',
  'audit.directory.bodies-recorded': 'Enti registrati',
  'audit.directory.body-edited': 'Recapiti dell’ente modificati',
  'audit.directory.body-registered': 'Ente registrato',
  'audit.directory.body-renamed': 'Denominazione o codice dell’ente cambiati',
  'audit.directory.change-proposed': 'Modifica proposta dall’ente',
  'audit.directory.delegation-revoked': 'Delega revocata',
  'audit.directory.figure-recorded': 'Popolazione o imprese registrate',
  'audit.directory.function-associated': 'Funzione associata registrata',
  'audit.directory.functions-delegated': 'Delega registrata',
  'audit.directory.import-discarded': 'Importazione accantonata',
  'audit.directory.import-rows-chosen': 'Scelte sulle righe dell’importazione',
  'audit.directory.municipalities-merged': 'Fusione di comuni registrata',
  'audit.directory.municipality-associated': 'Comune entrato nell’associazione',
  'audit.directory.person-erased': 'Dati personali cancellati',
  'audit.directory.quantity-recorded': 'Altro dato numerico registrato',
  'audit.directory.register-imported': 'Registro importato',
  'audit.directory.register-uploaded': 'Registro caricato',
  'audit.directory.role-assigned': 'Incarico assegnato',
  'audit.directory.role-ended': 'Incarico cessato',
};

export const messages: Messages = {
  ...AUDIT,
  'directory.file-empty': 'Il file è vuoto: sceglierne un altro.',
  'directory.file-too-large':
    'Il file supera 30 MB: caricare un file più piccolo, per esempio la sola propria regione.',
  'directory.file-unreadable': (facts) =>
    facts.reason ?? 'Il file non è leggibile: scaricarlo di nuovo dalla fonte.',
  'directory.import-unreadable':
    'Il file non è leggibile con le colonne indicate: controllare l’abbinamento delle colonne.',
  'directory.import-not-planned': 'Prima di applicare l’importazione occorre la prova.',
  'directory.import-closed': 'Questa importazione è già stata applicata o annullata.',
  'directory.import-running': 'Un lavoro su questa importazione è in corso: attendere che finisca.',
  'directory.import-nothing-to-apply': 'La prova non ha trovato nulla da applicare.',
  'directory.register-changed':
    'L’anagrafe è cambiata dopo la prova: ripetere la prova, controllare il risultato e applicare di nuovo.',
  'directory.import-count-differs': (facts) =>
    `Si sarebbero scritte ${number(facts.written)} righe invece delle ${number(facts.shown)} mostrate: nulla è stato modificato. Ripetere la prova.`,
  'directory.body-changed-meanwhile':
    'Nel frattempo qualcun altro ha modificato questo ente: ricaricare la pagina e ripetere.',
  'directory.code-taken': (facts) => `Il codice ${facts.code} è già di «${facts.name}»: controllarlo.`,
  'directory.code-needed':
    'Indicare almeno un codice: IPA, ISTAT o fiscale. Senza codice un ente non si può riconoscere.',
  'directory.istat-code-of-comuni': 'Il codice ISTAT è soltanto dei comuni: lasciarlo vuoto.',
  'directory.not-a-comune': 'L’operazione riguarda soltanto i comuni.',
  'directory.not-an-association':
    'L’ente indicato non è una forma associativa (unione, comunità montana o isolana, consorzio).',
  'directory.already-associated': (facts) =>
    `Il comune risulta già membro in quel periodo (dal ${facts.from}): terminare prima l’altra appartenenza.`,
  'directory.membership-already-ended': 'L’appartenenza è già terminata.',
  'directory.end-before-beginning': 'La data di fine viene prima della data di inizio.',
  'directory.body-ceased': 'L’ente è cessato: non si può modificare.',
  'directory.merges-into-itself': 'Un ente non può confluire in se stesso.',
  'directory.merger-needs-two': 'Per una fusione servono almeno due comuni.',
  'directory.merger-target-ceased': 'L’ente che subentra è cessato: indicarne uno in essere.',
  'directory.change-before-last': (facts) =>
    `Denominazione e codici attuali valgono dal ${facts.since}: la nuova data deve essere successiva.`,
  'directory.nothing-changed': 'Nessun dato è stato modificato.',
  'directory.role-held': (facts) =>
    `L’incarico è già di ${facts.name} in quel periodo: terminarlo prima di assegnarlo di nuovo.`,
  'directory.host-needed': 'Per un RTD in forma associata occorre indicare l’ente presso cui è nominato.',
  'directory.role-already-ended': 'L’incarico è già terminato.',
  'directory.person-still-needed':
    'La persona ha incarichi in corso: terminarli prima di cancellarne i dati.',
  'directory.person-erased': 'I dati di questa persona sono già stati cancellati.',
  'directory.delegates-to-itself': 'Un ente non può delegare se stesso.',
  'directory.delegation-revoked': 'La delega è già stata revocata.',
  'directory.function-already-associated':
    'La funzione risulta già gestita in forma associata in quel periodo: terminare prima l’altra.',
  'directory.proposal-decided': 'La proposta è già stata decisa.',
};
