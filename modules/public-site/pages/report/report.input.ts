import { z } from 'zod';
import { optionalText, requiredText } from '#platform/forms/inputs';

const ADDRESS = /^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+\.[^\s@<>,;:"()]+$/;

export const reportInput = z.object({
  cosa: requiredText('Descrivere che cosa non funziona.', 3000),
  pagina: optionalText(500),
  email: optionalText(200).refine((text) => text === null || ADDRESS.test(text), {
    error: 'L’indirizzo non è scritto correttamente: indicarlo come nome@dominio.it, oppure lasciare vuoto.',
  }),
});
