/** The Italian words of cost allocations. */
import type { Messages } from '#platform/messages';
import { formatDecimalText, formatEuro, formatInteger } from '#platform/money';
import type { StatusKind } from '#ui/status-tag';
import type { AllocationKind, AllocationState } from './rules/allocation-lifecycle.ts';
import type { Driver } from './rules/cost-allocation.ts';
import { DRIVERS, type Weights } from './rules/kept-allocation.ts';

export const ALLOCATION_STATE_LABELS: Readonly<Record<AllocationState, { kind: StatusKind; label: string }>> =
  {
    DRAFTED: { kind: 'warning', label: 'Da approvare' },
    APPROVED: { kind: 'success', label: 'Approvato' },
    DISCARDED: { kind: 'neutral', label: 'Annullato' },
  };

export const ALLOCATION_ACT_LABELS: Readonly<Record<AllocationState, string>> = {
  DRAFTED: 'Proposto',
  APPROVED: 'Approvato',
  DISCARDED: 'Annullato',
};

export const ALLOCATION_KIND_LABELS: Readonly<Record<AllocationKind, string>> = {
  PROVISIONAL: 'Sul preventivo',
  FINAL: 'Conguaglio sul consuntivo',
};

export const DRIVER_LABELS: Readonly<Record<Driver, string>> = {
  PER_CAPITA: 'Abitanti',
  EQUAL: 'Parti uguali',
  AREA: 'Superficie (km²)',
  USAGE: 'Uso',
};

const WEIGHTS: Readonly<Record<Driver, string>> = {
  PER_CAPITA: 'abitanti',
  EQUAL: 'parti uguali',
  AREA: 'superficie',
  USAGE: 'uso',
};

/** "50% abitanti, 30% parti uguali, 20% uso (Richieste di assistenza)" */
export const weightsInWords = (weights: Weights, usageLabel: string | null): string =>
  DRIVERS.filter((driver) => weights[driver] !== undefined)
    .map(
      (driver) =>
        `${formatDecimalText(weights[driver]!)}% ${WEIGHTS[driver]}${driver === 'USAGE' && usageLabel ? ` (${usageLabel})` : ''}`,
    )
    .join(', ');

/** A balance as it is told to the body: what is still to pay, or to have back. */
export function balanceInWords(cents: number): string {
  if (cents === 0) return 'nulla';
  return cents > 0 ? `da versare ${formatEuro(cents)}` : `a credito ${formatEuro(-cents)}`;
}

const MISSING: Readonly<Record<string, string>> = {
  PER_CAPITA: 'la popolazione',
  AREA: 'la superficie',
  USAGE: 'il dato che misura l’uso',
};

const MOST_NAMES = 20;

/** "Alfa", "Alfa e Beta", "Alfa, Beta e Gamma"; after twenty, how many others. */
export function listOfNames(names: readonly string[]): string {
  const others = names.length - MOST_NAMES;
  if (others > 0)
    return `${names.slice(0, MOST_NAMES).join(', ')} e ${others === 1 ? 'un altro ente' : `altri ${formatInteger(others)} enti`}`;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} e ${names.at(-1)}`;
}

export const allocationMessages: Messages = {
  'audit.fees.allocation-drafted': 'Riparto di un costo proposto',
  'audit.fees.allocation-approved': 'Riparto di un costo approvato',
  'audit.fees.allocation-discarded': 'Riparto di un costo annullato',
  'audit.fees.final-account-drafted': 'Conguaglio di un riparto proposto',
  'fees.allocation-driver-zero':
    'Il criterio di ripartizione vale zero per tutti gli enti: sceglierne un altro.',
  'fees.allocation-figure-missing': (f) => {
    const drivers = (f.drivers as { driver: string; names: string[] }[] | undefined) ?? [];
    const said = drivers.map(
      ({ driver, names }) => `${MISSING[driver] ?? 'un dato'} di ${listOfNames(names)}`,
    );
    return `Manca ${said.join('; manca ') || 'un dato di uno o più enti'}: completare l’anagrafe, oppure togliere quel peso.`;
  },
  'fees.allocation-amount-out-of-range':
    'Costo e contributi non possono essere negativi né superare 100 miliardi di euro.',
  'fees.allocation-weights-not-100': (f) =>
    `I pesi sommano ${formatDecimalText(String(f.sum))}, e devono sommare 100.`,
  'fees.allocation-grants-exceed-cost': 'I contributi superano il costo: controllare gli importi.',
  'fees.allocation-without-bodies': 'Non c’è alcun ente fra cui ripartire il costo.',
  'fees.allocation-not-possible-now':
    'Nello stato attuale del riparto questa operazione non è possibile: ricaricare la pagina.',
  'fees.allocation-not-to-balance':
    'Il conguaglio si predispone solo per un riparto sul preventivo già approvato.',
  'fees.allocation-balanced':
    'Per questo riparto c’è già un conguaglio: per annullare il riparto, o per rifare il conguaglio, annullare prima quello.',
  'fees.allocation-digest-differs':
    'Il riparto conservato non corrisponde alla sua impronta: non è possibile approvarlo. Annullarlo e proporlo di nuovo.',
};
