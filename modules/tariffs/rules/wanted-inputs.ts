import type { Tariff } from './tariff.ts';
import { conditionsOf, feesOf } from './walk-fee.ts';

/** Which inputs, beside category, inhabitants and enterprises, some tariffs ask for. */
export interface WantedInputs {
  regions: boolean;
  /** The classes that they name, as they write them; none when they ask for no class. */
  classes: readonly string[];
  wholeAssociation: boolean;
  /** Years of the safeguards. */
  referenceYears: readonly number[];
  /** Names of the other quantities. */
  quantities: readonly string[];
}

/** What must be known of a body to compute its fee under one of the tariffs, found in their rules. */
export function wantedInputs(...tariffs: readonly Tariff[]): WantedInputs {
  const conditions = tariffs.flatMap(conditionsOf);
  const fees = tariffs.flatMap((tariff) => [...feesOf(tariff)].map(({ fee }) => fee));
  const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];
  return {
    regions: conditions.some(({ regions }) => regions !== undefined),
    classes: unique(conditions.flatMap(({ classes = [] }) => classes)),
    wholeAssociation: conditions.some(({ wholeAssociation }) => wholeAssociation !== undefined),
    referenceYears: unique(fees.flatMap((fee) => (fee.kind === 'SAFEGUARD' ? [fee.year] : []))),
    quantities: unique(tariffs.flatMap(({ variables }) => variables.map(({ name }) => name))),
  };
}
