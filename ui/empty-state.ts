import { type Html, type HtmlValue, html } from '#platform/html';
import { icon } from '#ui/icon';
import type { IconName } from '#ui/icon-names';

export interface EmptyStateOptions {
  /** "Nessun avviso di versamento". */
  title: string;
  /** Why it is empty and what to do next. */
  text?: HtmlValue;
  /** A `buttonLink` that does it. */
  action?: HtmlValue;
  icon?: IconName;
}

/** What a list or a panel shows when there is nothing: it always says what to do next. */
export function emptyState(options: EmptyStateOptions): Html {
  return html`<div class="empty-state">${icon(options.icon ?? 'inbox', { size: 'xl', className: 'icon-secondary' })}<p class="h5 mt-3">${options.title}</p>${
    options.text ? html`<p class="mb-0">${options.text}</p>` : ''
  }${options.action ? html`<div class="mt-3">${options.action}</div>` : ''}</div>`;
}
