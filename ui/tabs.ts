import { type Html, html } from '#platform/html';
import { attributes } from '#ui/attributes';

export interface Tab {
  label: string;
  href: string;
  current?: boolean;
  /** A count beside the label. */
  count?: number | string;
}

/** The parts of one thing, each with its address: links, not a script. `label` names the navigation. */
export function tabs(options: { label: string; tabs: readonly Tab[] }): Html {
  return html`<nav class="tabs-nav"${attributes({ 'aria-label': options.label })}><ul class="nav nav-tabs">${options.tabs.map(
    (tab) =>
      html`<li class="nav-item"><a class="nav-link${tab.current ? ' active' : ''}"${attributes({
        href: tab.href,
        'aria-current': tab.current ? 'page' : undefined,
      })}>${tab.label}${tab.count === undefined ? '' : html` <span class="badge tab-count">${tab.count}</span>`}</a></li>`,
  )}</ul></nav>`;
}
