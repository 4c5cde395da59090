import { z } from 'zod';
import { optionalText, requiredText } from '#platform/forms/inputs';

const address = z
  .string()
  .trim()
  .max(254, 'L’indirizzo è troppo lungo.')
  .refine(
    (text) => text === '' || /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text),
    'L’indirizzo non è scritto correttamente: deve avere la forma nome@ente.it.',
  );

const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

export const editFaceInput = z.object({
  nome: requiredText('Indicare il nome del centro.', 120),
  nomeBreve: requiredText('Indicare il nome breve, usato nei titoli delle pagine.', 40),
  gestore: requiredText('Indicare l’ente gestore.', 160),
  colore: z.string().trim().toLowerCase().max(7, 'Indicare il colore nel formato #rrggbb.'),
  email: address,
  pec: address,
  telefono: z.string().trim().max(40, 'Il numero è troppo lungo.'),
  indirizzo: z.string().trim().max(200, 'L’indirizzo è troppo lungo.'),
  accessibilita: optionalText(300).refine(
    (text) => text === null || /^https:\/\/[^\s"'<>]+$/.test(text),
    'Indicare l’indirizzo completo della dichiarazione, che comincia con https://.',
  ),
  domini: z
    .string()
    .max(2000, 'L’elenco è troppo lungo.')
    .transform((text) => [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .filter(Boolean),
      ),
    ])
    .refine(
      (hosts) => hosts.length <= 10 && hosts.every((host) => HOST.test(host)),
      'Scrivere un nome di dominio per riga, senza https://, ad esempio cst.provincia.example.it (al massimo 10).',
    ),
});
