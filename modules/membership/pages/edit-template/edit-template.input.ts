import { z } from 'zod';
import { requiredText } from '#platform/forms/inputs';
import { CONTENT_LABELS } from '../../contents.it.ts';
import type { Article } from '../../store/templates.ts';

/** Most articles of a template. */
export const MOST_ARTICLES = 60;
const LONGEST = 20_000;

/**
 * The articles of the form: `titolo-0`, `contenuto-0`, `testo-0` and so on. A line that is left empty is no article:
 * emptying one takes it away. A text may still be missing in a draft: the approval asks for it.
 */
export function readArticles(form: Readonly<Record<string, string>>): {
  articles: Article[];
  errors: Record<string, string>;
} {
  const articles: Article[] = [];
  const errors: Record<string, string> = {};
  for (let index = 0; index < MOST_ARTICLES; index++) {
    const heading = form[`titolo-${index}`]?.trim() ?? '';
    const content = form[`contenuto-${index}`]?.trim() ?? '';
    const text = form[`testo-${index}`]?.replaceAll('\r\n', '\n').trim() ?? '';
    if (heading === '' && text === '') continue;
    if (heading === '') errors[`titolo-${index}`] = 'Indicare il titolo dell’articolo.';
    if (heading.length > 200)
      errors[`titolo-${index}`] = 'Il titolo è troppo lungo: al massimo 200 caratteri.';
    if (!(content in CONTENT_LABELS)) errors[`contenuto-${index}`] = 'Scegliere che cosa regola l’articolo.';
    if (text.length > LONGEST)
      errors[`testo-${index}`] = 'Il testo dell’articolo è troppo lungo: dividerlo in più articoli.';
    articles.push({ content, heading, text });
  }
  return { articles, errors };
}

export const templateHead = z.object({
  titolo: requiredText('Indicare il titolo dello schema.', 200),
  codice: z
    .string()
    .trim()
    .regex(
      /^[a-z0-9][a-z0-9-]{1,39}$/,
      'Il codice è fatto di lettere minuscole, cifre e trattini, ad esempio «convenzione-ict».',
    ),
});
