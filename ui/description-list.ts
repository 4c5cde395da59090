import { type Html, type HtmlValue, html } from '#platform/html';

export interface Description {
  term: string;
  value: HtmlValue;
  /** A link such as "Modifica", with its own hidden words. */
  action?: HtmlValue;
}

/** Data of one thing: a term and its value on each line. Lines without a value say so. */
export function descriptionList(
  items: readonly (Description | '' | false | null | undefined)[],
  options: { compact?: boolean } = {},
): Html {
  return html`<dl class="description-list${options.compact ? ' description-list-compact' : ''}">${items.map(
    (item) =>
      item
        ? html`<div><dt>${item.term}</dt><dd>${isMissing(item.value) ? html`<span class="text-secondary">Non indicato</span>` : item.value}${
            item.action ? html` <span class="description-action">${item.action}</span>` : ''
          }</dd></div>`
        : '',
  )}</dl>`;
}

const isMissing = (value: HtmlValue) =>
  value === null || value === undefined || value === '' || value === false;
