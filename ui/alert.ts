import { type Html, type HtmlValue, html } from '#platform/html';

export type AlertKind = 'success' | 'info' | 'warning' | 'danger';

export interface AlertOptions {
  kind: AlertKind;
  title?: string;
  text: HtmlValue;
  /** Read aloud at once: only for what has just happened. */
  live?: boolean;
}

const WORD: Record<AlertKind, string> = {
  success: 'Operazione riuscita: ',
  info: 'Informazione: ',
  warning: 'Attenzione: ',
  danger: 'Errore: ',
};

/** A message in the page. Its kind is also said in words to who does not see the colour. */
export function alert(options: AlertOptions): Html {
  const role = options.live ? (options.kind === 'danger' ? ALERT : STATUS) : '';
  const word = html`<span class="visually-hidden">${WORD[options.kind]}</span>`;
  return html`<div class="alert alert-${options.kind}"${role}>${
    options.title
      ? html`<p class="alert-heading h5">${word}${options.title}</p><div>${options.text}</div>`
      : html`${word}${options.text}`
  }</div>`;
}

const ALERT = html` role="alert"`;
const STATUS = html` role="status"`;
