import { z } from 'zod';
import { requiredDate, requiredEuro, requiredId, ticked } from '#platform/forms/inputs';
import type { DecimalText } from '#platform/money';
import type { AllocationModel } from '../../rules/cost-allocation.ts';
import { keptWeights, modelOfWeights, type Weights } from '../../rules/kept-allocation.ts';

/** The weight of a driver in percent, as it is typed: "50", "33,5"; empty is nothing. */
const weight = z
  .string()
  .trim()
  .regex(
    /^(\d{1,3}(,\d{1,4})?)?\s?%?$/,
    'Scrivere una percentuale, ad esempio 50 oppure 33,5; vuoto se non pesa.',
  )
  .transform((text): DecimalText => text.replace(/\s?%$/, '').replace(',', '.') || '0');

export const optionalEuro = z
  .string()
  .trim()
  .transform((text) => (text === '' ? '0' : text))
  .pipe(requiredEuro('Scrivere un importo in euro, ad esempio 1.740,00.'));

export const allocateCostInput = z.object({
  convenzione: requiredId('Scegliere la convenzione.'),
  al: requiredDate('Indicare il giorno al quale si contano gli enti aderenti.'),
  dati: requiredDate('Indicare il giorno di abitanti e uso.'),
  soloComuni: ticked(),
  costo: requiredEuro('Indicare il costo da ripartire.'),
  contributi: optionalEuro,
  consuntivo: z
    .string()
    .trim()
    .transform((text) => (text === '' ? null : text))
    .pipe(requiredEuro('Scrivere un importo in euro, ad esempio 1.740,00.').nullable()),
  pesoAbitanti: weight,
  pesoParti: weight,
  pesoSuperficie: weight,
  pesoUso: weight,
  uso: z.string().trim().max(40),
});

type Percentages = Pick<
  z.output<typeof allocateCostInput>,
  'pesoAbitanti' | 'pesoParti' | 'pesoSuperficie' | 'pesoUso'
>;

/** The weights by driver, of those that weigh something. */
export const weightsOf = (input: Percentages): Weights =>
  keptWeights({
    PER_CAPITA: input.pesoAbitanti,
    EQUAL: input.pesoParti,
    AREA: input.pesoSuperficie,
    USAGE: input.pesoUso,
  });

export const modelOf = (input: Percentages): AllocationModel => modelOfWeights(weightsOf(input));
