import { type Html, type HtmlValue, html } from '#platform/html';
import { attributes } from '#ui/attributes';

/** More text, opened by who needs it: how a figure was computed, what a word means. */
export function details(options: { summary: string; content: HtmlValue; open?: boolean }): Html {
  return html`<details class="disclosure"${attributes({ open: options.open })}><summary>${options.summary}</summary><div class="disclosure-content">${options.content}</div></details>`;
}
