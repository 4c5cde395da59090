import { escapeText, type Html, unsafeHtml } from '#platform/html';

export type AttributeValue = string | number | boolean | null | undefined;

/**
 * Attributes of an element, each with a leading space and its value escaped.
 * `true` gives the bare attribute; `false`, null and undefined give nothing.
 */
export function attributes(values: Record<string, AttributeValue>): Html {
  let out = '';
  for (const name in values) {
    const value = values[name];
    if (value === undefined || value === null || value === false) continue;
    out += value === true ? ` ${name}` : ` ${name}="${escapeText(String(value))}"`;
  }
  // Safe: the names are written in the code and every value has been escaped above.
  return unsafeHtml(out);
}
