import { z } from 'zod';
import { oneOf, requiredText } from '#platform/forms/inputs';
import { quantityName } from '../../rules/quantity-use.ts';
import { ROUNDING_STEPS, type Rounding, type TariffVariable } from '../../rules/tariff.ts';
import { header, REFERENCES } from '../draft-tariff/draft-tariff.input.ts';

/** Title, validity, VAT, source and date of the data; the other quantities are read by `readQuantities`. */
export const headInput = z.object({
  ...header,
  source: requiredText(
    'Indicare l’atto o il documento da cui è tratta la tariffa; «esempio» se è inventata.',
    500,
  ),
  reference: oneOf(REFERENCES, 'Scegliere la data dei dati.'),
  roundingTo: z.string().optional(),
  roundingDirection: z.string().optional(),
});

/** The rounding chosen: without a step the amount is rounded to the cent, half up, and nothing is said of it. */
export function readRounding(to = '', direction = ''): Rounding | undefined {
  const step = ROUNDING_STEPS.find((one) => one === to);
  const way = (['UP', 'DOWN'] as const).find((one) => one === direction) ?? 'HALF_UP';
  return step && { to: step, direction: way };
}

export const MOST_QUANTITIES = 20;
const RESERVED = ['inhabitants', 'enterprises'];

/**
 * The other quantities as they were typed: of a known one the name stays; a new one has the name that was given it, or
 * one made of its label. A row left empty is none.
 */
export function readQuantities(fields: Readonly<Record<string, string>>): {
  variables: TariffVariable[];
  errors: Record<string, string>;
} {
  const errors: Record<string, string> = {};
  const text = (name: string) => (fields[name] ?? '').trim();
  const taken = new Set(RESERVED);
  const variables: TariffVariable[] = [];
  for (let n = 1; n <= quantityCount(fields); n++) {
    const at = `quantity${n}`;
    const [known, label, one, given] = [
      text(`${at}.known`),
      text(`${at}.label`),
      text(`${at}.one`),
      text(`${at}.name`),
    ];
    if (known === '' && label === '' && one === '' && given === '') continue;
    if (label === '')
      errors[`${at}.label`] = 'Indicare che cosa si conta, ad esempio «Postazioni di lavoro».';
    if (label.length > 200 || one.length > 200)
      errors[`${at}.label`] = 'Il testo è troppo lungo: al massimo 200 caratteri.';
    const name = known || given || quantityName(label, taken);
    if (!/^[a-z][a-zA-Z0-9]{0,39}$/.test(name))
      errors[`${at}.name`] =
        'Il nome nei dati comincia con una lettera minuscola e ha solo lettere e cifre, ad esempio postazioni.';
    else if (taken.has(name))
      errors[`${at}.name`] = `Il nome «${name}» è già di un altro dato: sceglierne uno diverso.`;
    taken.add(name);
    variables.push({ name, label, ...(one === '' ? {} : { one }) });
  }
  return { variables, errors };
}

export const quantityCount = (fields: Readonly<Record<string, string>>): number =>
  Math.min(MOST_QUANTITIES, Math.max(0, Number.parseInt(fields.quantities ?? '0', 10) || 0));

/** The fields of the quantities that a tariff has. */
export function quantityValues(variables: readonly TariffVariable[]): Record<string, string> {
  const values: Record<string, string> = { quantities: String(variables.length) };
  variables.forEach(({ name, label, one }, index) => {
    const at = `quantity${index + 1}`;
    Object.assign(values, { [`${at}.known`]: name, [`${at}.label`]: label, [`${at}.one`]: one ?? '' });
  });
  return values;
}

/** One row more, or without one: the others keep what was typed. */
export function reshapedQuantities(
  fields: Readonly<Record<string, string>>,
  gone: number | null,
): Record<string, string> {
  const count = quantityCount(fields);
  const kept = Array.from({ length: count }, (_, i) => i + 1).filter((n) => n !== gone);
  const values = Object.fromEntries(Object.entries(fields).filter(([name]) => !/^quantity\d/.test(name)));
  kept.forEach((n, index) => {
    for (const field of ['known', 'label', 'one', 'name'])
      values[`quantity${index + 1}.${field}`] = fields[`quantity${n}.${field}`] ?? '';
  });
  return { ...values, quantities: String(Math.min(MOST_QUANTITIES, kept.length + (gone === null ? 1 : 0))) };
}
