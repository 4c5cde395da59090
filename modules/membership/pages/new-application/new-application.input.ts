import { z } from 'zod';
import { optionalDate, requiredId } from '#platform/forms/inputs';
import { isId } from '#platform/ids';

export const newApplicationInput = z.object({
  ente: requiredId('Scegliere l’ente che aderisce.'),
  convenzione: requiredId('Scegliere la convenzione a cui aderire.'),
  decorrenza: optionalDate(),
  comuni: z
    .array(z.string().refine(isId, 'Scegliere i comuni dall’elenco.'))
    .max(500, 'I comuni indicati sono troppi.')
    .transform((ids) => [...new Set(ids)]),
});
