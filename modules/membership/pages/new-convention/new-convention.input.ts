import { z } from 'zod';
import { oneOf, requiredDate, requiredId, requiredText, requiredWhole, ticked } from '#platform/forms/inputs';
import { FEE_MODELS } from '../../commands/open-convention.ts';

export const READINGS = ['INITIAL_DAY_EXCLUDED', 'INITIAL_DAY_COUNTED', 'AFTER_PUBLICATION'] as const;

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
  atto: requiredText('Indicare l’atto che approva la convenzione.', 300),
  attoDel: requiredDate('Indicare la data dell’atto.'),
});
