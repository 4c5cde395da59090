import type { Cents, DecimalText } from '#platform/money';
import type { BodyCategory, Tariff } from './tariff.ts';

/**
 * What is known of a body on the reference date. `undefined` is "not known": whatever needs it gives no amount.
 * A number may also be a decimal text, for what is not counted but measured ("12.5" km²).
 */
export interface FeeInputs {
  category: BodyCategory;
  /** ISTAT code of the region: "03". */
  region?: string;
  /** Class that the convention gives the body. */
  bodyClass?: string;
  /** Residents at the reference date. */
  inhabitants?: number;
  /** Active enterprises with seat in the comune at the reference date. */
  enterprises?: number;
  /** The other variables of the tariff, by name: `{ workstations: 42 }`. */
  others?: Readonly<Record<string, number | DecimalText | undefined>>;
  /** Are all the comuni of the body's association members? */
  wholeAssociation?: boolean;
  /** Fees of other years, in cents, by year; null says that the body owed none that year. */
  referenceFees?: Readonly<Record<number, Cents | null | undefined>>;
}

/** The value of a variable, or null when it is not known or is no quantity (negative, fractional, not a number). */
export function quantityOf(inputs: FeeInputs, name: string): number | DecimalText | null {
  const value =
    name === 'inhabitants'
      ? inputs.inhabitants
      : name === 'enterprises'
        ? inputs.enterprises
        : inputs.others?.[name];
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  return typeof value === 'string' && /^\d{1,12}(\.\d{1,6})?$/.test(value) ? value : null;
}

/** The Italian name of a variable, as it begins a line of the trace. */
export function labelOf(tariff: Tariff, name: string): string {
  if (name === 'inhabitants') return 'Abitanti';
  if (name === 'enterprises') return 'Imprese attive';
  return tariff.variables.find((variable) => variable.name === name)?.label ?? name;
}

/** The categories as a trace names them. */
export const CATEGORY_LABELS: Readonly<Record<BodyCategory, string>> = {
  COMUNE: 'Comune',
  UNIONE: 'Unione di comuni',
  CM: 'Comunità montana',
  COMUNITA_ISOLANA: 'Comunità isolana',
  PROVINCIA: 'Provincia',
  CITTA_METRO: 'Città metropolitana',
  REGIONE: 'Regione',
  CONSORZIO: 'Consorzio',
  PARTECIPATA: 'Società partecipata',
  AZIENDA: 'Azienda',
  OTHER: 'Altro ente',
};
