import { z } from 'zod';
import { requiredText } from '#platform/forms/inputs';

export const signInInput = z.object({
  email: requiredText('Indicare l’indirizzo di posta elettronica con cui si è registrati.', 254).transform(
    (text) => text.toLowerCase(),
  ),
  password: z.string().min(1, 'Indicare la password.').max(200, 'La password è troppo lunga.'),
});
