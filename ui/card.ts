import { type Html, type HtmlValue, html } from '#platform/html';
import { attributes } from '#ui/attributes';
import { icon } from '#ui/icon';
import type { IconName } from '#ui/icon-names';

export interface CardOptions {
  title: string;
  /** The whole card leads there by its title. */
  href?: string;
  text?: HtmlValue;
  /** A line above the title: the kind, the date. */
  eyebrow?: HtmlValue;
  icon?: IconName;
  status?: HtmlValue;
  footer?: HtmlValue;
  headingLevel?: 2 | 3;
}

/** A block about one thing, with a link on its title. */
export function card(options: CardOptions): Html {
  const title = options.href
    ? html`<a${attributes({ href: options.href })}>${options.title}</a>`
    : options.title;
  return html`<article class="it-card rounded border card-block">${
    options.eyebrow || options.icon
      ? html`<p class="card-eyebrow">${options.icon ? icon(options.icon, { size: 'sm', className: 'icon-primary' }) : ''}${options.eyebrow}</p>`
      : ''
  }${
    options.headingLevel === 2
      ? html`<h2 class="it-card-title h5">${title}</h2>`
      : html`<h3 class="it-card-title h5">${title}</h3>`
  }${options.status ? html`<p class="mb-2">${options.status}</p>` : ''}${
    options.text ? html`<div class="card-body-text">${options.text}</div>` : ''
  }${options.footer ? html`<div class="card-foot">${options.footer}</div>` : ''}</article>`;
}

/** Cards side by side, as many as fit: `minimum` is the narrowest card. */
export function cardGrid(cards: readonly HtmlValue[], options: { minimum?: 'small' | 'large' } = {}): Html {
  return html`<div class="card-grid${options.minimum === 'large' ? ' card-grid-large' : ''}">${cards}</div>`;
}
