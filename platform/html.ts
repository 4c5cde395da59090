/**
 * Safe-by-default HTML: the `html` tag escapes every interpolated value; only other `Html`
 * values pass as they are. Raw text enters through `unsafeHtml` alone, with its reason beside it.
 * (Why not a library: docs/decisions/0003-html-templates.md.)
 */

/** A piece of HTML that is safe to send. It can only be made by the functions of this file. */
export class HtmlSafeString {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export type Html = HtmlSafeString;

/** What may stand in a template: text is escaped; null, undefined and false give nothing. */
export type HtmlValue = string | number | bigint | boolean | null | undefined | Html | readonly HtmlValue[];

const NEEDS_ESCAPING = /[&<>"']/;

/** Text with the five characters of HTML replaced; the same text when it has none. */
export function escapeText(text: string): string {
  if (!NEEDS_ESCAPING.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
}

function render(value: HtmlValue): string {
  if (typeof value === 'string') return escapeText(value);
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof HtmlSafeString) return value.toString();
  if (Array.isArray(value)) {
    let out = '';
    for (const item of value) out += render(item);
    return out;
  }
  if (typeof value === 'object') throw new TypeError('An object cannot stand in an HTML template.');
  return escapeText(String(value));
}

/** The template tag: html`<p>${text}</p>`. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  let out = strings[0]!;
  for (let index = 0; index < values.length; index++) out += render(values[index]) + strings[index + 1]!;
  return new HtmlSafeString(out);
}

/** Text declared to be HTML already. Say beside each call why it is safe. */
export function unsafeHtml(text: string): Html {
  return new HtmlSafeString(text);
}

/**
 * The same HTML as one run of characters instead of a rope of pieces: for what is remembered and stands in many pages,
 * so that it is copied and not walked through each time.
 */
function inOnePiece(value: Html): Html {
  return new HtmlSafeString(Buffer.from(value.toString()).toString());
}

/** Remembers HTML that follows from an object and a few words, as `htmlMemory` says. */
export type HtmlMemory = (of: object, words: string, make: () => Html) => Html;

/**
 * Remembers HTML that follows from an object which is given again, the very same, and from a few words: it is made once
 * for each of them, in one piece, and forgotten with the object.
 * @param most how many different words are remembered for an object; others are made each time.
 */
export function htmlMemory(most = 50): HtmlMemory {
  const kept = new WeakMap<object, Map<string, Html>>();
  return (of, words, make) => {
    const ofObject = kept.get(of) ?? new Map<string, Html>();
    let made = ofObject.get(words);
    if (made) return made;
    made = make();
    if (ofObject.size >= most) return made;
    made = inOnePiece(made);
    kept.set(of, ofObject.set(words, made));
    return made;
  };
}

/** Joins pieces of HTML with a separator. */
export function joinHtml(values: readonly HtmlValue[], separator: HtmlValue = ''): Html {
  return new HtmlSafeString(values.map(render).join(render(separator)));
}

/** A value escaped as text. */
export function escapeHtml(value: HtmlValue): Html {
  return new HtmlSafeString(escapeText(String(value ?? '')));
}
