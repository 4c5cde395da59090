import { z } from 'zod';
import { optionalText, requiredWhole } from '#platform/forms/inputs';

export const prepareClosingInput = z.object({
  anno: requiredWhole('Indicare l’anno da chiudere.', 1990, 2199),
  residui: optionalText(),
  crediti: optionalText(),
});
