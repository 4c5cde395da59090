import { z } from 'zod';
import { InvalidInput } from '#platform/errors';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { sentenceFor } from '#platform/messages';
import { passwordField } from '#ui/field';

/** The two fields by which a password is chosen, for a zod object. */
export const newPasswordShape = {
  nuova: z
    .string()
    .min(1, 'Scegliere una password di almeno 12 caratteri.')
    .max(1000, 'La password è troppo lunga: al massimo 200 caratteri.'),
  ripetuta: z.string().max(1000, 'La password è troppo lunga.'),
};

/** Refuses two that differ. @throws InvalidInput. */
export function demandEqual(input: { nuova: string; ripetuta: string }): string {
  if (input.nuova !== input.ripetuta)
    throw new InvalidInput({ ripetuta: sentenceFor('access.passwords-differ') });
  return input.nuova;
}

export function newPasswordFields(problems: Problems): Html {
  return html`${passwordField({
    name: 'nuova',
    label: 'Nuova password',
    hint: 'Almeno 12 caratteri. Non servono maiuscole o simboli: una frase di più parole è sicura e si ricorda.',
    autocomplete: 'new-password',
    required: true,
    width: 'long',
    error: problems.errors.nuova,
  })}${passwordField({
    name: 'ripetuta',
    label: 'Ripetere la nuova password',
    autocomplete: 'new-password',
    required: true,
    width: 'long',
    error: problems.errors.ripetuta,
  })}`;
}
