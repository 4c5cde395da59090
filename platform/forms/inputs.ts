import { z } from 'zod';
import { parseItalianDate } from '../calendar.ts';
import { isId } from '../ids.ts';
import { parseItalianAmount } from '../money.ts';

/* Form fields as zod schemas: each takes the text that was typed and says in Italian what is wrong and how to mend it. */

/** Text that must be there; spaces at the ends are dropped. */
export const requiredText = (message: string, most = 500) =>
  z.string().trim().min(1, message).max(most, `Il testo è troppo lungo: al massimo ${most} caratteri.`);

/** Text that may be missing; an empty one is null. */
export const optionalText = (most = 500) =>
  z
    .string()
    .trim()
    .max(most, `Il testo è troppo lungo: al massimo ${most} caratteri.`)
    .transform((text) => (text === '' ? null : text));

/** A day as gg/mm/aaaa; gives YYYY-MM-DD. */
export const requiredDate = (message: string) =>
  z.string().transform((text, context) => {
    if (text.trim() === '') return fail(context, message);
    return (
      parseItalianDate(text.trim()) ??
      fail(context, 'La data non esiste o non è scritta come gg/mm/aaaa, per esempio 21/11/2026.')
    );
  });

/** A day as gg/mm/aaaa or nothing; gives YYYY-MM-DD or null. */
export const optionalDate = () =>
  z.string().transform((text, context) => {
    if (text.trim() === '') return null;
    return (
      parseItalianDate(text.trim()) ??
      fail(context, 'La data non esiste o non è scritta come gg/mm/aaaa, per esempio 21/11/2026.')
    );
  });

/** An amount as 1.740,00; gives cents. */
export const requiredEuro = (message: string) =>
  z.string().transform((text, context) => {
    if (text.trim() === '') return fail(context, message);
    return (
      parseItalianAmount(text) ??
      fail(context, 'L’importo non è scritto correttamente: indicarlo in euro, per esempio 1.740,00.')
    );
  });

/** A whole number, with or without the dots of the thousands. */
export const requiredWhole = (message: string, least = 0, most = Number.MAX_SAFE_INTEGER) =>
  z.string().transform((text, context) => {
    const plain = text.trim();
    if (plain === '') return fail(context, message);
    if (!/^\d{1,3}(\.\d{3})+$|^\d+$/.test(plain))
      return fail(context, 'Scrivere un numero intero, solo con le cifre.');
    const value = Number(plain.replaceAll('.', ''));
    if (value < least || value > most)
      return fail(
        context,
        `Il numero deve essere compreso fra ${least.toLocaleString('it-IT')} e ${most.toLocaleString('it-IT')}.`,
      );
    return value;
  });

/** One of a list. */
export const oneOf = <const T extends readonly string[]>(values: T, message: string) =>
  z.string().transform((text, context): T[number] => (values.includes(text) ? text : fail(context, message)));

/** The identifier chosen in a list. */
export const requiredId = (message: string) =>
  z.string().transform((text, context) => (isId(text) ? text : fail(context, message)));

/** A checkbox: true when ticked. */
export const ticked = () => z.string().transform((text) => text !== '');

/** A checkbox that must be ticked. */
export const mustBeTicked = (message: string) =>
  z.string().transform((text, context) => (text !== '' ? true : fail(context, message)));

function fail(context: z.RefinementCtx<string>, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
