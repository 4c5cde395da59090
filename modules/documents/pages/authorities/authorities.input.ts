import { z } from 'zod';
import { oneOf, requiredText } from '#platform/forms/inputs';

export const recogniseInput = z.object({
  testo: z.string().max(400_000, 'Il testo è troppo lungo: caricare un file.'),
  provenienza: requiredText(
    'Indicare da dove provengono i certificati, per esempio «Elenco AgID del 21/11/2026».',
    300,
  ),
});

export const disownInput = z.object({
  motivo: requiredText('Indicare il motivo.', 500),
});

export const policyInput = z.object({
  revoca: oneOf(['NO', 'YES'], 'Scegliere che cosa chiede il centro.'),
  motivo: requiredText('Indicare il motivo o l’atto.', 500),
});
