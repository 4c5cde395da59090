import { type Html, type HtmlValue, html } from '#platform/html';
import { attributes } from '#ui/attributes';

export interface ProgressOptions {
  /** What is being done: "Emissione degli avvisi". */
  label: string;
  /** How many are done, of how many; without `total` it is not known yet. */
  done: number;
  total?: number;
  /** "120 di 205 avvisi emessi". */
  text: HtmlValue;
  /** The address that answers with this same part, while it is in progress; absent when it is finished. */
  pollUrl?: string;
  /** The page itself, for who asks again by hand. */
  refreshHref?: string;
  id?: string;
}

/**
 * How far a long job is. With scripts the part is asked again every few seconds; without, give the page's
 * `layout` the option `refreshSeconds` while the job is in progress.
 */
export function progress(options: ProgressOptions): Html {
  const id = options.id ?? 'avanzamento';
  return html`<div class="progress-part"${attributes({
    id,
    'data-poll': options.pollUrl,
    'data-poll-seconds': options.pollUrl ? 3 : undefined,
  })}><p class="progress-label"${attributes({ id: `${id}-titolo` })}>${options.label}</p><progress class="progress-bar-native"${attributes(
    {
      'aria-labelledby': `${id}-titolo`,
      value: options.total === undefined ? undefined : options.done,
      max: options.total,
    },
  )}></progress><p class="progress-text" role="status">${options.text}</p>${
    options.pollUrl && options.refreshHref
      ? html`<p class="mb-0"><a${attributes({ href: options.refreshHref })}>Aggiorna la pagina</a></p>`
      : ''
  }</div>`;
}
