/** The frozen terms of a run, read back: with them any past fee can be computed again. */
import { parseTariff, type Tariff } from '#tariffs';
import type { RunTerms } from './assess-member.ts';
import type { ProRataMethod } from './pro-rata.ts';

/** What a run keeps of the tariff and of the convention's choices. */
export interface FrozenTerms {
  year: number;
  tariff: { definition: unknown };
  parameters: { proRata: ProRataMethod; classes?: Record<string, string> };
}

/** What the tariff wants to know besides population and enterprises. */
export interface WantedInputs {
  wholeAssociation: boolean;
  /** Years of the safeguards. */
  referenceYears: readonly number[];
  /** Classes that the convention gives to bodies, by their identifier. */
  classes: Readonly<Record<string, string>>;
}

/** The frozen terms of a run, ready to compute. */
export function termsOf(run: FrozenTerms): RunTerms {
  const tariff = parseTariff(run.tariff.definition);
  if (!tariff.ok) throw new Error('the frozen tariff of a run cannot be read');
  return { year: run.year, tariff: tariff.tariff, proRata: run.parameters.proRata };
}

/** Which further inputs the tariff asks for, found in its definition. */
export function wantedBy(tariff: Tariff, run: Pick<FrozenTerms, 'parameters'>): WantedInputs {
  const text = JSON.stringify(tariff);
  const years = [...text.matchAll(/"kind":"SAFEGUARD"[^{}]*?"year":(\d{4})/g)].map((match) =>
    Number(match[1]),
  );
  return {
    wholeAssociation: text.includes('"wholeAssociation"'),
    referenceYears: [...new Set(years)],
    classes: run.parameters.classes ?? {},
  };
}
