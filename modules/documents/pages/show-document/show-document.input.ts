import { z } from 'zod';
import { requiredDate, requiredText } from '#platform/forms/inputs';

export const registerInput = z.object({
  number: requiredText('Indicare il numero di protocollo.', 50),
  on: requiredDate('Indicare la data di protocollo.'),
});
