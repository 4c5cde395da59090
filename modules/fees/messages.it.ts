import { formatItalianDate } from '#platform/calendar';
import type { Messages } from '#platform/messages';
import { formatEuro, formatInteger } from '#platform/money';
import type { StatusKind } from '#ui/status-tag';
import { allocationMessages } from './allocation-words.it.ts';
import { creditMessages } from './credit-messages.it.ts';
import type { MovementKind } from './rules/credit.ts';
import type { Obstacle } from './rules/year-closing.ts';

type Label = { kind: StatusKind; label: string };

export const RUN_STATES: Readonly<Record<string, Label>> = {
  RUNNING: { kind: 'info', label: 'In corso' },
  ASSESSED: { kind: 'warning', label: 'Da approvare' },
  APPROVED: { kind: 'info', label: 'Approvato' },
  NOTICING: { kind: 'info', label: 'Avvisi in emissione' },
  NOTICED: { kind: 'success', label: 'Avvisi emessi' },
  DISCARDED: { kind: 'neutral', label: 'Eliminato' },
};

/** The state of one fee. */
export const ASSESSMENT_STATES: Readonly<Record<string, Label>> = {
  ASSESSED: { kind: 'warning', label: 'Da approvare' },
  APPROVED: { kind: 'info', label: 'Approvata' },
  NOTICED: { kind: 'success', label: 'Richiesta con avviso' },
  DISCARDED: { kind: 'neutral', label: 'Eliminata' },
};

export const NOTICE_STATES: Readonly<Record<string, Label>> = {
  NOTICED: { kind: 'info', label: 'Da pagare' },
  DUE: { kind: 'warning', label: 'Scade oggi' },
  PARTIAL: { kind: 'warning', label: 'Pagato in parte' },
  PAID: { kind: 'success', label: 'Pagato' },
  OVERDUE: { kind: 'danger', label: 'Scaduto' },
  RECONCILED: { kind: 'success', label: 'Riconciliato' },
};

export const CORRECTION_STATES: Readonly<Record<string, Label>> = {
  PROPOSED: { kind: 'warning', label: 'Da approvare' },
  APPROVED: { kind: 'success', label: 'Approvata' },
  REJECTED: { kind: 'neutral', label: 'Respinta' },
};

export const CLOSING_STATE_LABELS: Readonly<Record<string, Label>> = {
  PREPARED: { kind: 'warning', label: 'Chiusura da approvare' },
  WITHDRAWN: { kind: 'neutral', label: 'Chiusura ritirata' },
  REJECTED: { kind: 'neutral', label: 'Chiusura respinta' },
  CLOSED: { kind: 'success', label: 'Anno chiuso' },
  REOPENING_PROPOSED: { kind: 'warning', label: 'Riapertura da approvare' },
  REOPENED: { kind: 'info', label: 'Anno riaperto' },
};

export const CLOSING_ACT_LABELS: Readonly<Record<string, string>> = {
  PREPARED: 'Chiusura predisposta',
  WITHDRAWN: 'Chiusura ritirata',
  APPROVED: 'Chiusura approvata',
  REJECTED: 'Chiusura respinta',
  REOPENING_PROPOSED: 'Riapertura proposta',
  REOPENED: 'Riapertura approvata',
  REOPENING_REJECTED: 'Riapertura respinta',
};

const OBSTACLES: Readonly<Record<Obstacle, readonly [one: string, many: string]>> = {
  YEAR_NOT_OVER: ['L’anno non è ancora terminato: si chiude dal 1º gennaio.', ''],
  NO_NOTICES: ['Per l’anno non è stato emesso alcun avviso.', ''],
  OPEN_RUNS: [
    'Un accertamento non è ancora approvato o senza avvisi: portarlo a termine o eliminarlo.',
    ' accertamenti non sono ancora approvati o senza avvisi: portarli a termine o eliminarli.',
  ],
  CORRECTIONS_WAITING: [
    'Una rettifica attende la decisione: approvarla o respingerla.',
    ' rettifiche attendono la decisione: approvarle o respingerle.',
  ],
  CREDIT_ACTS_WAITING: [
    'Una restituzione o compensazione attende la decisione: approvarla o respingerla.',
    ' restituzioni o compensazioni attendono la decisione: approvarle o respingerle.',
  ],
  BANK_FILES_PLANNED: [
    'Un file della banca attende la conferma: registrarlo o accantonarlo.',
    ' file della banca attendono la conferma: registrarli o accantonarli.',
  ],
  PAID_NOT_RECONCILED: [
    'Un avviso pagato non è ancora riconciliato con la tesoreria: riconciliarlo.',
    ' avvisi pagati non sono ancora riconciliati con la tesoreria: riconciliarli.',
  ],
};

/** What stands in the way of a closing, a sentence each, with how to mend it. */
export const obstacleSentences = (
  obstacles: readonly { obstacle: Obstacle; count: number }[],
): readonly string[] =>
  obstacles.map(({ obstacle, count }) => {
    const [one, many] = OBSTACLES[obstacle];
    return count === 1 || !many ? one : `${formatInteger(count)}${many}`;
  });

export const BANK_FILE_STATES: Readonly<Record<string, Label>> = {
  PLANNED: { kind: 'warning', label: 'Da confermare' },
  APPLIED: { kind: 'success', label: 'Registrato' },
  DISCARDED: { kind: 'neutral', label: 'Accantonato' },
};

export const BANK_OUTCOMES: Readonly<Record<string, Label>> = {
  MATCHED: { kind: 'success', label: 'Abbinata' },
  EXCESS: { kind: 'warning', label: 'Eccede il dovuto' },
  UNKNOWN: { kind: 'warning', label: 'Non abbinata' },
  DOUBLE: { kind: 'neutral', label: 'Doppia' },
  NEGATIVE: { kind: 'neutral', label: 'Non è un accredito' },
  UNREADABLE: { kind: 'danger', label: 'Non leggibile' },
};

export const CHANNEL_LABELS: Readonly<Record<string, string>> = {
  BANK_TRANSFER: 'Bonifico',
  GIROFONDI: 'Girofondi (tesoreria unica)',
  PAGOPA: 'pagoPA',
  OTHER: 'Altro',
};

/** By which way the money came or went; an offset moves none. */
export const channelOf = (movement: { kind: MovementKind; channel: string }): string | null =>
  movement.kind === 'OFFSET' ? null : CHANNEL_LABELS[movement.channel]!;

export const REMINDER_LABELS: Readonly<Record<string, string>> = {
  FIRST_REMINDER: 'Primo sollecito',
  SECOND_REMINDER: 'Secondo sollecito',
  FORMAL_NOTICE: 'Diffida formale',
};

export const LINE_LABELS: Readonly<Record<string, string>> = {
  FEE: 'Quota',
  CREDIT: 'Rettifica a credito',
  DEBIT: 'Rettifica a debito',
};

export const VAT_LABELS: Readonly<Record<string, string>> = {
  OUT_OF_SCOPE: 'fuori campo IVA (trasferimento fra enti)',
  EXEMPT: 'esente IVA',
  STANDARD_SPLIT_PAYMENT: 'IVA ordinaria con scissione dei pagamenti',
};

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

export const CLUSTER_LABELS: Readonly<Record<string, string>> = {
  S: 'Piccoli (meno di 5.000 abitanti)',
  M: 'Medi (da 5.000 a 15.000 abitanti)',
  L: 'Grandi (oltre 15.000 abitanti)',
  '-': 'Altri enti',
};

const MISSING: Readonly<Record<string, string>> = {
  inhabitants: 'la popolazione',
  enterprises: 'il numero di imprese attive',
  region: 'la regione',
  bodyClass: 'la classe attribuita dalla convenzione',
  wholeAssociation: 'se tutti i comuni associati aderiscono',
  category: 'la categoria',
  uncovered: 'nessuna regola della tariffa riguarda questo ente',
  smallerAmount: 'un importo entro i limiti del calcolo',
  fewerSteps: 'una regola più semplice: il calcolo richiede troppi passaggi',
};

/** What does not depend on the day of the figures. */
const WITHOUT_DAY = new Set([
  'uncovered',
  'region',
  'bodyClass',
  'wholeAssociation',
  'category',
  'smallerAmount',
  'fewerSteps',
]);

/**
 * What is missing of a body, in words: "la popolazione al 31/12/2024", "«Postazioni» al 31/12/2024".
 * @param on the day of the figures.
 * @param quantities the other quantities of the tariff: their Italian names by those of the rules.
 */
export function missingLabel(
  name: string,
  on: string,
  quantities: Readonly<Record<string, string>> = {},
): string {
  if (WITHOUT_DAY.has(name)) return MISSING[name]!;
  const year = /^referenceFees\.(\d{4})$/.exec(name)?.[1];
  if (year) return `la quota del ${year}`;
  return `${MISSING[name] ?? `«${quantities[name] ?? name}»`} al ${formatItalianDate(on)}`;
}

const amount = (cents: unknown): string => formatEuro(Number(cents));

/** What happened, as the register of events calls it. */
const AUDIT: Messages = {
  'audit.fees.assessed': 'Quote accertate',
  'audit.fees.assessment-approved': 'Accertamento approvato',
  'audit.fees.assessment-discarded': 'Accertamento eliminato',
  'audit.fees.assessment-resumed': 'Accertamento ripreso',
  'audit.fees.assessment-started': 'Accertamento avviato',
  'audit.fees.bank-file-applied': 'Estratto conto registrato',
  'audit.fees.bank-file-discarded': 'Estratto conto accantonato',
  'audit.fees.bank-file-loaded': 'Estratto conto caricato',
  'audit.fees.bank-file-mapped': 'Colonne dell’estratto conto indicate',
  'audit.fees.correction-proposed': 'Rettifica proposta',
  'audit.fees.correction-approved': 'Rettifica approvata',
  'audit.fees.correction-rejected': 'Rettifica respinta',
  'audit.fees.reversal-proposed': 'Storno di una rettifica proposto',
  'audit.fees.closing-prepared': 'Chiusura dell’anno predisposta',
  'audit.fees.closing-rejected': 'Chiusura dell’anno respinta',
  'audit.fees.closing-withdrawn': 'Chiusura dell’anno ritirata',
  'audit.fees.year-closed': 'Anno chiuso',
  'audit.fees.reopening-proposed': 'Riapertura dell’anno proposta',
  'audit.fees.year-reopened': 'Anno riaperto',
  'audit.fees.reopening-rejected': 'Riapertura dell’anno respinta',
  'audit.fees.notices-reconciled': 'Avvisi pagati riconciliati',
  'audit.fees.members-assessed': 'Quote di un gruppo di enti accertate',
  'audit.fees.notice-document-made': 'PDF dell’avviso preparato',
  'audit.fees.notice-reconciled': 'Avviso riconciliato',
  'audit.fees.notice-sent': 'Avviso inviato',
  'audit.fees.notices-asked': 'Emissione degli avvisi richiesta',
  'audit.fees.notices-issued': 'Avvisi emessi',
  'audit.fees.payer-agreement-ended': 'Accordo di pagamento cessato',
  'audit.fees.payer-agreement-recorded': 'Accordo di pagamento registrato',
  'audit.fees.payment-recorded': 'Versamento registrato',
  'audit.fees.payment-reversed': 'Versamento stornato',
  'audit.fees.reminder-sent': 'Sollecito inviato',
  'audit.fees.reminders-prepared': 'Solleciti preparati',
};

export const messages: Messages = {
  ...AUDIT,
  ...allocationMessages,
  ...creditMessages,
  'fees.no-such-convention-in-year': (f) => `La convenzione scelta non è in vigore nel ${f.year}.`,
  'fees.convention-without-fee': (f) => `La convenzione «${f.title}» non prevede una quota annuale.`,
  'fees.no-tariff-in-force': (f) =>
    `Per il ${f.year} manca una tariffa approvata e in vigore al 1º gennaio: approvarla prima di accertare le quote.`,
  'fees.year-already-being-assessed': (f) =>
    `Per il ${f.year} c’è già un accertamento in corso o da approvare: portarlo a termine o eliminarlo.`,
  'fees.run-not-to-approve': 'L’accertamento non è in attesa di approvazione: ricaricare la pagina.',
  'fees.run-not-to-discard': 'L’accertamento è già approvato o eliminato e non si può più eliminare.',
  'fees.run-not-to-resume': 'L’accertamento è già approvato o eliminato e non si può riprendere.',
  'fees.run-still-going': 'L’elaborazione è ancora in corso: attendere che termini o interromperla.',
  'fees.run-not-approved': 'Gli avvisi si emettono solo da un accertamento approvato, e una volta sola.',
  'fees.run-not-noticed': 'Gli avvisi di questo accertamento non sono ancora stati emessi.',
  'fees.run-total-differs':
    'Il totale dell’accertamento non corrisponde alla somma delle quote: non è possibile approvarlo. Eliminarlo e ripeterlo.',
  'fees.nothing-to-approve': 'L’accertamento non contiene quote.',
  'fees.four-eyes': 'Chi ha predisposto l’atto non può approvarlo: deve farlo un’altra persona.',
  'fees.assessment-not-possible-now':
    'Nello stato attuale dell’accertamento questa operazione non è possibile.',
  'fees.assessment-inputs-missing': 'Mancano dati per accertare la quota.',
  'fees.assessment-still-open': 'La quota non è ancora interamente pagata.',
  'fees.notices-do-not-add-up':
    'La somma degli avvisi non corrisponde alla somma delle quote: nessun avviso è stato emesso.',
  'fees.payer-share-out-of-range': 'La percentuale di un accordo di pagamento non è compresa fra 0 e 100.',
  'fees.payer-amount-exceeds-fee': (f) =>
    `L’importo fissato dall’accordo di pagamento${f.debtor ? ` per ${f.debtor}` : ''} (${amount(f.amount)}) supera la quota (${amount(f.fee)}): terminare o correggere l’accordo. Nessun avviso è stato emesso.`,
  'fees.payer-agreements-exceed-fee': (f) =>
    `Gli accordi di pagamento${f.debtor ? ` di ${f.debtor}` : ''} superano insieme il 100% della quota${f.on ? ` al ${formatItalianDate(f.on)}` : ''}.`,
  'fees.payer-is-debtor': 'L’ente che paga e l’ente debitore devono essere diversi.',
  'fees.payer-agreement-without-act': 'Indicare l’atto da cui nasce l’accordo.',
  'fees.payer-not-delegated':
    'Per impegnarsi a pagare la quota di un comune occorre la sua delega in vigore al pagamento delle quote.',
  'fees.payer-agreements-overlap': 'Fra i due enti c’è già un accordo nello stesso periodo.',
  'fees.agreement-already-ended': 'L’accordo termina già a quella data o prima.',
  'fees.payment-not-positive': 'L’importo deve essere maggiore di zero.',
  'fees.payment-exceeds-balance': (f) =>
    `L’importo supera quanto resta da pagare (${amount(f.open)}). Se l’ente ha davvero versato di più, confermare l’eccedenza: resterà come credito.`,
  'fees.payment-already-recorded': (f) => `Un versamento con il riferimento ${f.reference} è già registrato.`,
  'fees.payment-already-reversed': 'Il versamento è già stato stornato.',
  'fees.payment-is-a-reversal': 'Questa riga è già uno storno.',
  'fees.notice-reconciled': (f) =>
    `L’avviso è stato riconciliato il ${f.on}: versamenti e righe non si modificano più.`,
  'fees.notice-not-paid': 'L’avviso non è ancora interamente pagato.',
  'fees.corrections-waiting': 'Sull’avviso c’è una rettifica in attesa di approvazione.',
  'fees.correction-waiting': 'Su questa riga c’è già una rettifica in attesa di approvazione.',
  'fees.correction-below-zero': 'Una riga non può scendere sotto lo zero.',
  'fees.correction-of-nothing': 'La riga da rettificare non esiste o è essa stessa una rettifica.',
  'fees.correction-changes-nothing': 'L’importo indicato è quello attuale: non c’è nulla da rettificare.',
  'fees.correction-not-approved': 'Si può stornare solo una rettifica approvata.',
  'fees.correction-already-reversed': 'La rettifica è già stornata, o lo storno attende l’approvazione.',
  'fees.correction-decided': 'Sulla rettifica si è già deciso.',
  'fees.reversal-of-charge': 'Una quota si corregge con una rettifica, non con uno storno.',
  'fees.year-already-closing': (f) =>
    `Le quote del ${f.year} sono già chiuse, o la loro chiusura attende l’approvazione.`,
  'fees.year-cannot-close': (f) => `Le quote del ${f.year} non si possono ancora chiudere. ${f.why}`,
  'fees.closing-not-possible-now':
    'Nello stato attuale della chiusura questa operazione non è possibile: ricaricare la pagina.',
  'fees.closing-figures-changed':
    'Dopo la predisposizione sono cambiati versamenti o righe degli avvisi: respingere questa chiusura e predisporla di nuovo.',
  'fees.year-closed': (f) =>
    `Le quote del ${f.year} sono chiuse e sull’avviso non resta nulla da versare: per registrare il versamento occorre riaprire l’anno.`,
  'fees.year-closed-to-excess': (f) =>
    `Le quote del ${f.year} sono chiuse: si può registrare al massimo quanto resta da versare (${amount(f.open)}). Per un’eccedenza occorre riaprire l’anno.`,
  'fees.year-closed-to-reversals': (f) =>
    `Le quote del ${f.year} sono chiuse e il versamento è compreso nel rendiconto: per stornarlo occorre riaprire l’anno.`,
  'fees.year-closed-to-runs': (f) =>
    `Le quote del ${f.year} sono chiuse: per accertarne altre occorre riaprire l’anno.`,
  'fees.bank-excess-of-closed-year': (f) =>
    `Nel file c’è un versamento che eccede il dovuto di un avviso del ${f.year}, anno chiuso: registrare il file senza le eccedenze oppure riaprire l’anno.`,
  'fees.bank-file-closed': 'Il file è già stato registrato o accantonato.',
  'fees.bank-plan-changed':
    'Dopo la prova sono cambiati avvisi o versamenti: non è stato registrato nulla. Controllare di nuovo l’abbinamento e confermare.',
  'fees.bank-file-without-payments': 'Nel file non c’è alcuna riga da registrare.',
};
