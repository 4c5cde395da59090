import { z } from 'zod';
import { requiredText } from '#platform/forms/inputs';

/** An address as it is kept: without spaces, in lower case. */
export const emailInput = (message: string) =>
  requiredText(message, 254)
    .transform((text) => text.toLowerCase())
    .refine(
      (text) => /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(text),
      'L’indirizzo non è scritto correttamente: deve avere la forma nome@ente.it.',
    );

export const signInInput = z.object({
  email: emailInput('Indicare l’indirizzo di posta elettronica con cui si è registrati.'),
  password: z.string().min(1, 'Indicare la password.').max(200, 'La password è troppo lunga.'),
});
