import { type Html, type HtmlValue, html } from '#platform/html';
import { attributes } from '#ui/attributes';
import { icon } from '#ui/icon';

export interface ActiveFilter {
  /** "Adesione: in vigore". */
  label: string;
  /** The same list without this filter. */
  removeHref: string;
}

export interface ExportLink {
  /** "CSV", "XLSX". */
  format: string;
  href: string;
}

export interface ListToolbarOptions {
  /** The address of the list: the filter form is a GET. */
  action: string;
  /** The fields of the filter, made with `textField`, `select` and so on. */
  filters?: HtmlValue;
  /** Hidden fields that keep the sort. */
  hiddenFields?: HtmlValue;
  activeFilters?: readonly ActiveFilter[];
  clearHref?: string;
  results: ResultsCount;
  exports?: readonly ExportLink[];
  filterLabel?: string;
}

export interface ResultsCount {
  /** The first and the last row shown, from 1. */
  from: number;
  to: number;
  total: number;
  /** Singular and plural: ['ente', 'enti']. */
  noun?: readonly [string, string];
}

/** What stands above a list: filters, those in force, how many results, exports. */
export function listToolbar(options: ListToolbarOptions): Html {
  const active = options.activeFilters ?? [];
  return html`<div class="list-toolbar">${
    options.filters
      ? html`<form class="list-filters" method="get" role="search" aria-label="Filtri dell’elenco"${attributes({ action: options.action })}>${options.hiddenFields}<div class="list-filters-fields">${options.filters}<div class="list-filters-submit"><button class="btn btn-primary" type="submit">${options.filterLabel ?? 'Filtra'}</button></div></div></form>`
      : ''
  }${
    active.length > 0
      ? html`<div class="list-active-filters"><span class="fw-semibold" id="filtri-attivi">Filtri attivi:</span><ul class="list-inline" aria-labelledby="filtri-attivi">${active.map(
          (filter) =>
            html`<li class="list-inline-item"><a class="chip chip-simple chip-primary"${attributes({ href: filter.removeHref })}><span class="visually-hidden">Togli il filtro </span><span class="chip-label">${filter.label}</span>${icon('close', { size: 'xs' })}</a></li>`,
        )}</ul>${options.clearHref ? html`<a${attributes({ href: options.clearHref })}>Togli tutti i filtri</a>` : ''}</div>`
      : ''
  }<div class="list-results"><p class="mb-0" role="status">${resultsText(options.results)}</p>${
    options.exports && options.exports.length > 0
      ? html`<ul class="list-inline list-exports">${options.exports.map(
          (link) =>
            html`<li class="list-inline-item"><a${attributes({ href: link.href })}>${icon('download', { size: 'sm', className: 'icon-primary' })}<span class="visually-hidden">Scarica l’elenco in formato </span>${link.format}</a></li>`,
        )}</ul>`
      : ''
  }</div></div>`;
}

const whole = (value: number) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '.');

/** "1–50 di 205 enti", "1 ente", "Nessun ente". */
export function resultsText(results: ResultsCount): string {
  const [one, many] = results.noun ?? ['risultato', 'risultati'];
  if (results.total === 0) return `0 ${many}`;
  if (results.total === 1) return `1 ${one}`;
  if (results.from === 1 && results.to === results.total) return `${whole(results.total)} ${many}`;
  return `${whole(results.from)}–${whole(results.to)} di ${whole(results.total)} ${many}`;
}
