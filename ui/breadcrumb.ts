import { type Html, html } from '#platform/html';
import { attributes } from '#ui/attributes';

export interface Crumb {
  label: string;
  href?: string;
}

/** Where the page stands. The last crumb is the page itself. */
export function breadcrumb(crumbs: readonly Crumb[]): Html | '' {
  if (crumbs.length === 0) return '';
  return html`<nav class="breadcrumb-container" aria-label="Percorso di navigazione"><ol class="breadcrumb">${crumbs.map(
    (crumb, index) => {
      const last = index === crumbs.length - 1;
      const separator = last ? '' : html`<span class="separator" aria-hidden="true">/</span>`;
      return last || !crumb.href
        ? html`<li class="breadcrumb-item${last ? ' active' : ''}"${attributes({ 'aria-current': last ? 'page' : undefined })}>${crumb.label}${separator}</li>`
        : html`<li class="breadcrumb-item"><a${attributes({ href: crumb.href })}>${crumb.label}</a>${separator}</li>`;
    },
  )}</ol></nav>`;
}
