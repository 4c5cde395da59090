import { type Html, type HtmlValue, html } from '#platform/html';

export interface PageHeadingOptions {
  title: string;
  /** A line above the title: what kind of thing it is. */
  eyebrow?: string;
  /** A `statusTag` beside the title. */
  status?: HtmlValue;
  /** A sentence under the title. */
  lead?: HtmlValue;
  /** Buttons at the right. */
  actions?: HtmlValue;
}

/** The h1 of a page with what belongs to it. */
export function pageHeading(options: PageHeadingOptions): Html {
  return html`<div class="page-heading"><div class="page-heading-text">${
    options.eyebrow ? html`<p class="page-eyebrow">${options.eyebrow}</p>` : ''
  }<h1>${options.title}${options.status ? html` <span class="page-status">${options.status}</span>` : ''}</h1>${
    options.lead ? html`<p class="lead">${options.lead}</p>` : ''
  }</div>${options.actions ? html`<div class="button-row page-actions">${options.actions}</div>` : ''}</div>`;
}

export interface SectionOptions {
  title: string;
  level?: 2 | 3;
  id?: string;
  /** A link or button at the right of the title. */
  action?: HtmlValue;
  content: HtmlValue;
}

/** A part of a page under its heading. */
export function section(options: SectionOptions): Html {
  const heading =
    options.level === 3
      ? html`<h3 class="h4">${options.title}</h3>`
      : html`<h2 class="h3">${options.title}</h2>`;
  const inside = html`<div class="section-heading">${heading}${options.action ? html`<div>${options.action}</div>` : ''}</div>${options.content}`;
  return options.id
    ? html`<section class="page-section" id="${options.id}">${inside}</section>`
    : html`<section class="page-section">${inside}</section>`;
}
