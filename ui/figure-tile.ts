import { type Html, type HtmlValue, html } from '#platform/html';
import { attributes } from '#ui/attributes';

export interface FigureTileOptions {
  /** The figure as it is written: "205", "1.740,00 €". */
  figure: string;
  label: string;
  /** What it is compared with, when it was taken. */
  note?: HtmlValue;
  href?: string;
  /** It asks for attention. */
  kind?: 'neutral' | 'warning' | 'danger';
}

/** A number with its label, for a dashboard. */
export function figureTile(options: FigureTileOptions): Html {
  const label = options.href
    ? html`<a${attributes({ href: options.href })}>${options.label}</a>`
    : options.label;
  return html`<div class="figure-tile${options.kind && options.kind !== 'neutral' ? ` figure-tile-${options.kind}` : ''}"><dt>${label}</dt><dd><span class="figure-tile-number">${options.figure}</span>${
    options.note ? html`<span class="figure-tile-note">${options.note}</span>` : ''
  }</dd></div>`;
}

/** Tiles side by side: a list of terms and figures. */
export function figureTiles(tiles: readonly FigureTileOptions[]): Html {
  return html`<dl class="figure-tiles">${tiles.map(figureTile)}</dl>`;
}
