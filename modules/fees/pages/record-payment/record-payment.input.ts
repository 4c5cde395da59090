import { z } from 'zod';
import { oneOf, requiredDate, requiredEuro, ticked } from '#platform/forms/inputs';
import { CHANNELS } from '../../commands/record-payment.ts';

export const recordPaymentInput = z.object({
  data: requiredDate('Indicare la data del versamento.'),
  importo: requiredEuro('Indicare l’importo versato.'),
  canale: oneOf(CHANNELS, 'Scegliere come è stato versato.'),
  riferimento: z.string().trim().max(100, 'Il riferimento è troppo lungo: al massimo 100 caratteri.'),
  eccedenza: ticked(),
});
