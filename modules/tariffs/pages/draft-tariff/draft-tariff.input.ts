import { z } from 'zod';
import { parseItalianDate } from '#platform/calendar';
import {
  oneOf,
  optionalDate,
  requiredDate,
  requiredText,
  requiredWhole,
  ticked,
} from '#platform/forms/inputs';
import { decimal } from '#platform/money';
import type { StandardTariffParameters } from '../../rules/standard-tariff.ts';
import type { DiscountBand, PopulationReference } from '../../rules/tariff.ts';
import { typedPrice } from '../edit-rule/typed-numbers.ts';

export const STEPS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export const REFERENCES = ['PENULTIMATE_YEAR_END', 'PREVIOUS_YEAR_END', 'FIXED_FOR_TERM'] as const;
export const VAT_TREATMENTS = ['OUT_OF_SCOPE', 'EXEMPT', 'STANDARD_SPLIT_PAYMENT'] as const;

/** A price in euros with up to six decimals, "0,15"; gives a decimal text. */
const price = (message: string) =>
  z.string().transform((text, context) => {
    const read = typedPrice(text);
    if (read !== null) return read;
    context.addIssue({
      code: 'custom',
      message:
        text.trim() === '' ? message : 'Scrivere un importo con la virgola, ad esempio 0,15 oppure 1.740,00.',
    });
    return z.NEVER;
  });

/** What every proposal says of itself, however its rules are made. */
export const header = {
  title: requiredText('Indicare il titolo della tariffa.', 200),
  validFrom: requiredDate('Indicare da quando vale la tariffa.'),
  validTo: optionalDate(),
  vatTreatment: oneOf(VAT_TREATMENTS, 'Scegliere il trattamento IVA.'),
};

/** The form of the standard formula; its steps and the fixed day are read by `readFormula`. */
export const formulaInput = z.object({
  ...header,
  reference: oneOf(REFERENCES, 'Scegliere la data dei dati.'),
  flat: price('Indicare la quota fissa.'),
  threshold: requiredWhole('Indicare la soglia di abitanti.', 0, 999_999_998),
  perInhabitant: price('Indicare la tariffa per abitante.'),
  perEnterprise: price('Indicare la tariffa per impresa.'),
  method: oneOf(['SLAB', 'BAND'], 'Scegliere come si applica lo sconto.'),
  capped: ticked(),
});

/** What is wrong in the fields that depend on each other: the steps, and the day when it is fixed. */
export function formulaErrors(fields: Readonly<Record<string, string>>): Record<string, string> {
  const errors = Object.fromEntries(readSteps(fields).errors);
  if (fields.reference === 'FIXED_FOR_TERM' && !parseItalianDate(fields.referenceDate ?? ''))
    errors.referenceDate = 'Indicare il giorno dei dati nel formato gg/mm/aaaa.';
  return errors;
}

/** The valid form as what the draft keeps. */
export function readFormula(input: z.output<typeof formulaInput>, fields: Readonly<Record<string, string>>) {
  const { title, validFrom, validTo, vatTreatment, reference, ...amounts } = input;
  const parameters: StandardTariffParameters = { ...amounts, discounts: readSteps(fields).discounts };
  const populationReference: PopulationReference =
    reference === 'FIXED_FOR_TERM'
      ? { kind: reference, date: parseItalianDate(fields.referenceDate ?? '') ?? '' }
      : { kind: reference };
  return { title, validFrom, validTo, vatTreatment, populationReference, parameters };
}

/**
 * The steps as they were typed: "fino a" and "sconto %". Each begins where the one before has ended, so that no
 * stretch is left out; the last one filled, without "fino a", is without end. Empty rows are skipped.
 */
export function readSteps(fields: Readonly<Record<string, string>>): {
  discounts: DiscountBand[];
  errors: [field: string, message: string][];
} {
  const errors: [string, string][] = [];
  const discounts: DiscountBand[] = [];
  const rows = STEPS.map((n) => ({
    n,
    upTo: (fields[`upTo${n}`] ?? '').trim(),
    discount: (fields[`discount${n}`] ?? '').trim(),
  })).filter(({ upTo, discount }) => upTo !== '' || discount !== '');
  let from = 0;
  rows.forEach(({ n, upTo, discount }, index) => {
    const last = index === rows.length - 1;
    const end = upTo === '' ? null : wholeOf(upTo);
    if (end === undefined) errors.push([`upTo${n}`, 'Scrivere un numero intero di abitanti.']);
    else if (end === null && !last)
      errors.push([
        `upTo${n}`,
        'Solo l’ultimo scaglione può essere senza limite: indicare fino a quanti abitanti.',
      ]);
    else if (end !== null && last)
      errors.push([
        `upTo${n}`,
        'L’ultimo scaglione deve essere senza limite: lasciare vuota la casella «fino a».',
      ]);
    else if (end !== null && end < from)
      errors.push([
        `upTo${n}`,
        'Gli scaglioni vanno in ordine crescente: questo limite non supera il precedente.',
      ]);
    const fraction = fractionOf(discount);
    if (fraction === null)
      errors.push([`discount${n}`, 'Scrivere una percentuale fra 0 e 100, ad esempio 12,5.']);
    discounts.push({ from, upTo: end ?? null, discount: fraction ?? '0' });
    if (typeof end === 'number') from = end + 1;
  });
  if (rows.length === 0)
    errors.push(['discount1', 'Indicare almeno uno scaglione: per nessuno sconto scrivere 0.']);
  return { discounts, errors };
}

const wholeOf = (text: string): number | undefined =>
  /^\d{1,3}(\.\d{3})+$|^\d{1,9}$/.test(text) ? Number(text.replaceAll('.', '')) : undefined;

/** "12,5" → "0.125"; an empty text is no discount. */
function fractionOf(text: string): string | null {
  const plain = text.replace(/\s?%$/, '').replace(',', '.') || '0';
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(plain)) return null;
  const fraction = decimal(plain).div(100);
  return fraction.gt(1) ? null : fraction.toFixed();
}

/** The form of a tariff written as JSON, typed or sent as a file. */
export const jsonInput = z.object({ ...header, definition: z.string() });

/** What only a new draft asks. */
export const newDraftInput = z.object({
  conventionId: z.string(),
  code: z
    .string()
    .trim()
    .regex(
      /^[a-z][a-z0-9-]{1,39}$/,
      'Il codice ha da 2 a 40 lettere minuscole, cifre e trattini, ad esempio quota-adesione.',
    ),
});
