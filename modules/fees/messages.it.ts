import { formatItalianDate } from '#platform/calendar';
import type { Messages } from '#platform/messages';
import { formatEuro } from '#platform/money';
import { allocationMessages } from './allocation-words.it.ts';
import { creditMessages } from './credit-messages.it.ts';

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
