import { formatItalianDate } from '#platform/calendar';
import type { Messages } from '#platform/messages';
import { formatInteger } from '#platform/money';
import type { TariffVariable } from './rules/tariff.ts';

export const STATE_LABELS: Readonly<Record<string, string>> = {
  DRAFT: 'Proposta',
  APPROVED: 'Approvata',
  WITHDRAWN: 'Ritirata',
};

/** VAT treatment of what is asked by a tariff. [domain D17] */
export const VAT_LABELS: Readonly<Record<string, string>> = {
  OUT_OF_SCOPE: 'Fuori campo IVA (trasferimento fra enti)',
  EXEMPT: 'Esente da IVA',
  STANDARD_SPLIT_PAYMENT: 'Imponibile, con scissione dei pagamenti',
};

/** The inputs of a fee, as a sentence names the one that is missing. */
export const INPUT_LABELS: Readonly<Record<string, string>> = {
  inhabitants: 'gli abitanti',
  enterprises: 'le imprese attive',
  region: 'la regione',
  bodyClass: 'la classe assegnata dalla convenzione',
  wholeAssociation: 'se aderiscono tutti i comuni dell’associazione',
  uncovered: 'una regola della tariffa che riguardi l’ente',
};

export const inputLabel = (name: string): string =>
  name.startsWith('referenceFees.') ? `la quota del ${name.slice(14)}` : (INPUT_LABELS[name] ?? `«${name}»`);

/** What a fee could not be computed without, a quantity that the tariff declares by its own name; none: no rule. */
export function missingText(names: readonly string[], variables: readonly TariffVariable[]): string {
  if (names.length === 0) return inputLabel('uncovered');
  const declared = (name: string) => variables.find((variable) => variable.name === name)?.label;
  return names.map((name) => (declared(name) ? `«${declared(name)}»` : inputLabel(name))).join(', ');
}

type Facts = Readonly<Record<string, unknown>>;
const number = (value: unknown): string => formatInteger(Number(value));
const upTo = (value: unknown): string => (value === null ? 'in poi' : `a ${number(value)}`);

/** What happened, as the register of events calls it. */
const AUDIT: Messages = {
  'audit.tariffs.tariff-approved': 'Tariffa approvata',
  'audit.tariffs.tariff-closed': 'Tariffa chiusa',
  'audit.tariffs.tariff-copied': 'Tariffa copiata',
  'audit.tariffs.tariff-drafted': 'Tariffa predisposta',
  'audit.tariffs.tariff-edited': 'Tariffa modificata',
  'audit.tariffs.tariff-withdrawn': 'Tariffa ritirata',
  'audit.tariffs.vat-confirmed': 'Trattamento IVA confermato',
};

export const messages: Messages = {
  ...AUDIT,
  'tariffs.rows-do-not-start-at-zero': (f: Facts) =>
    `Gli scaglioni devono cominciare da 0: il primo comincia da ${number(f.from)}.`,
  'tariffs.rows-leave-a-gap': (f: Facts) =>
    `Fra due scaglioni resta scoperto l’intervallo da ${number(f.from)} a ${number(f.upTo)}.`,
  'tariffs.rows-overlap': (f: Facts) =>
    `Due scaglioni si sovrappongono: uno arriva a ${number(f.upTo)}, il successivo comincia da ${number(f.from)}.`,
  'tariffs.row-upside-down': (f: Facts) =>
    `Uno scaglione comincia da ${number(f.from)} e finisce a ${number(f.upTo)}: la fine precede l’inizio.`,
  'tariffs.last-row-has-an-end': (f: Facts) =>
    `L’ultimo scaglione finisce a ${number(f.upTo)}: deve essere senza limite, altrimenti chi lo supera non ha una quota.`,
  'tariffs.boundary-undefined': (f: Facts) =>
    `Lo scaglione che precede quello da ${number(f.from)} non ha una fine.`,
  'tariffs.no-rule-for-the-others':
    'Manca una regola finale senza condizioni: alcuni enti resterebbero senza quota.',
  'tariffs.rule-never-reached':
    'Una regola segue quella che vale per tutti gli altri: non si applicherebbe mai.',
  'tariffs.unknown-variable': (f: Facts) =>
    `Il dato «${f.variable}» non è fra quelli dichiarati dalla tariffa.`,
  'tariffs.variable-declared-twice': (f: Facts) => `Il dato «${f.name}» è dichiarato due volte.`,
  'tariffs.range-upside-down': (f: Facts) =>
    `Una condizione va da ${number(f.from)} ${upTo(f.upTo)}: la fine precede l’inizio.`,
  'tariffs.limit-missing': 'Un limite non indica né il minimo né il massimo.',
  'tariffs.refers-to-itself': 'La tariffa rimanda a sé stessa senza mai arrivare a un importo.',
  'tariffs.body-without-amount': 'Almeno un tipo di ente resterebbe senza quota.',
  'tariffs.not-whole': (f: Facts) =>
    `La tariffa non può essere approvata: ${(f.problems as string[]).join(' ')}`,
  'tariffs.not-a-draft': 'La tariffa non è più una proposta: le versioni approvate non si modificano.',
  'tariffs.approver-has-drafted':
    'Chi ha preparato o modificato la proposta non può approvarla: occorre un’altra persona.',
  'tariffs.overlaps-another': (f: Facts) =>
    `Nello stesso periodo è già approvata la tariffa «${f.title}», versione ${f.version}, dal ${formatItalianDate(String(f.from))}${
      f.to ? ` al ${formatItalianDate(String(f.to))}` : ''
    }.`,
  'tariffs.outside-the-convention': (f: Facts) =>
    `La validità deve stare entro la durata della convenzione, dal ${formatItalianDate(String(f.from))} al ${formatItalianDate(String(f.to))}.`,
  'tariffs.vat-not-confirmed':
    'Il trattamento IVA non è stato confermato dal referente amministrativo-contabile.',
  'tariffs.warnings-not-accepted':
    'La tariffa ha segnalazioni: spuntare la dichiarazione di averle esaminate.',
  'tariffs.version-taken':
    'Un’altra proposta con lo stesso codice è stata appena creata: inviare di nuovo il modulo.',
};
