import { formatItalianDate } from '#platform/calendar';
import { formatInteger } from '#platform/money';
import type { StatusKind } from '#ui/status-tag';
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
