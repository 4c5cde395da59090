/** The Italian words of credits: part of the messages of the room. */
import type { Messages } from '#platform/messages';
import { formatEuro } from '#platform/money';
import type { StatusKind } from '#ui/status-tag';
import type { CreditActKind, CreditActState, MovementKind } from './rules/credit.ts';

/** What a row of the payments is. */
export const MOVEMENT_LABELS: Readonly<Record<MovementKind, string>> = {
  PAYMENT: 'Versamento',
  REVERSAL: 'Storno',
  REFUND: 'Restituzione',
  OFFSET: 'Compensazione',
};

export const CREDIT_ACT_STATE_LABELS: Readonly<Record<CreditActState, { kind: StatusKind; label: string }>> =
  {
    PROPOSED: { kind: 'warning', label: 'Da approvare' },
    APPROVED: { kind: 'success', label: 'Approvata' },
    REJECTED: { kind: 'neutral', label: 'Respinta' },
  };

/** «Restituzione», «Annullamento di compensazione». */
export const creditActLabel = (act: { kind: CreditActKind; annulsId: string | null }): string =>
  act.annulsId ? `Annullamento di ${MOVEMENT_LABELS[act.kind].toLowerCase()}` : MOVEMENT_LABELS[act.kind];

const amount = (cents: unknown): string => formatEuro(Number(cents));

export const creditMessages: Messages = {
  'audit.fees.credit-act-proposed': 'Restituzione o compensazione di un credito proposta',
  'audit.fees.credit-act-approved': 'Restituzione o compensazione di un credito approvata',
  'audit.fees.credit-act-rejected': 'Atto su un credito respinto',
  'audit.fees.annulment-proposed': 'Annullamento di un atto su un credito proposto',
  'audit.fees.credit-act-annulled': 'Atto su un credito annullato',
  'fees.notice-overpaid': (f) =>
    `Sull’avviso c’è un credito di ${amount(f.overpaid)}: prima di riconciliare, dalla pagina dell’avviso, restituirlo all’ente con «Restituisci» o portarlo su un altro suo avviso con «Compensa».`,
  'fees.credit-amount-not-positive': 'L’importo deve essere maggiore di zero.',
  'fees.notice-without-credit': 'Sull’avviso non c’è alcun credito da restituire o compensare.',
  'fees.amount-exceeds-credit': (f) => `L’importo supera il credito dell’avviso (${amount(f.overpaid)}).`,
  'fees.credit-already-engaged': (f) =>
    `Altri atti in attesa di approvazione impegnano ${amount(f.waiting)} del credito: ne restano liberi ${amount(f.free)}.`,
  'fees.credit-act-before-credit': (f) =>
    `La data precede il credito, che c’è dal ${f.since}: indicare una data da quel giorno in poi.`,
  'fees.offset-before-notice': (f) =>
    `La data precede l’emissione dell’avviso da pagare, del ${f.issuedOn}: indicare una data da quel giorno in poi.`,
  'fees.offset-to-another-payer':
    'Il credito di un ente si compensa solo con un avviso dello stesso ente: scegliere un suo avviso, oppure restituire il credito.',
  'fees.offset-to-paid-notice': 'Sull’avviso scelto non resta nulla da pagare: sceglierne un altro.',
  'fees.offset-exceeds-open': (f) =>
    `L’importo supera quanto si può ancora compensare sull’avviso scelto (${amount(f.open)}).`,
  'fees.credit-act-decided': 'Sull’atto si è già deciso.',
  'fees.credit-act-not-approved': 'Si può annullare solo una restituzione o una compensazione approvata.',
  'fees.credit-act-already-annulled': 'L’atto è già annullato, o l’annullamento attende l’approvazione.',
  'fees.credit-act-is-an-annulment':
    'Un annullamento non si annulla a sua volta: proporre di nuovo la restituzione o la compensazione.',
  'fees.credit-acts-waiting':
    'Sull’avviso c’è una restituzione o una compensazione in attesa di approvazione: deciderla prima.',
  'fees.payment-of-credit-act':
    'Questa riga viene da una restituzione o da una compensazione: non si storna da sola, si annulla l’atto dalla sua pagina, con l’approvazione di un’altra persona.',
  'fees.payment-given-back': (f) =>
    `Sull’avviso restano ${amount(f.paid)} versati, meno dei ${amount(f.amount)} da togliere: il resto è stato restituito o compensato. Annullare prima quell’atto, dalla pagina «Crediti».`,
  'fees.year-closed-to-annulments': (f) =>
    `Le quote del ${f.year} sono chiuse e l’atto è compreso nel rendiconto: per annullarlo occorre riaprire l’anno.`,
};
