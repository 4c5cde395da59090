import { z } from 'zod';
import {
  oneOf,
  optionalText,
  requiredDate,
  requiredId,
  requiredText,
  requiredWhole,
  ticked,
} from '#platform/forms/inputs';
import { FEE_MODELS, PRO_RATA } from '../../commands/open-convention.ts';

export const READINGS = ['INITIAL_DAY_EXCLUDED', 'INITIAL_DAY_COUNTED', 'AFTER_PUBLICATION'] as const;

/** The lines of a text, without empty ones. */
export const linesOf = (text: string | null): string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const newConventionInput = z.object({
  schema: requiredId('Scegliere lo schema approvato.'),
  titolo: requiredText('Indicare il titolo della convenzione.', 200),
  dal: requiredDate('Indicare l’inizio della convenzione.'),
  al: requiredDate('Indicare la scadenza della convenzione.'),
  quote: oneOf(FEE_MODELS, 'Scegliere il modello delle quote.'),
  listino: ticked(),
  obbligatoria: ticked(),
  fondamentali: ticked(),
  preavviso: requiredWhole('Indicare i giorni di preavviso del recesso.', 0, 730),
  esecutivita: oneOf(READINGS, 'Scegliere come si conta l’esecutività.'),
  prorata: oneOf(PRO_RATA, 'Scegliere come si calcola la quota di chi entra durante l’anno.'),
  quotaForma: ticked(),
  versamento: optionalText(2000).transform(linesOf),
  atto: requiredText('Indicare l’atto che approva la convenzione.', 300),
  attoDel: requiredDate('Indicare la data dell’atto.'),
});
