import { type Html, type HtmlValue, html } from '#platform/html';
import { attributes } from '#ui/attributes';
import { submitButton } from '#ui/button';

export interface FormOptions {
  action: string;
  method?: 'post' | 'get';
  /** Hidden fields: the anti-forgery token, the idempotency key. */
  hiddenFields?: HtmlValue;
  /** Files are sent with it. */
  multipart?: boolean;
  fields: HtmlValue;
  submitLabel: string;
  cancelHref?: string;
  cancelLabel?: string;
  /** The action cannot be undone: a red button. */
  danger?: boolean;
  /** More submit buttons, after the first. */
  otherButtons?: HtmlValue;
  id?: string;
  /** When several forms stand on a page, what this one is called. */
  label?: string;
  /** Note on required fields and so on, above the fields. */
  intro?: HtmlValue;
}

/** A form whose controls are checked by the server: the browser's own bubbles are off, and a refused form comes back whole. */
export function form(options: FormOptions): Html {
  return html`<form class="form-block" novalidate${attributes({
    id: options.id,
    action: options.action,
    method: options.method ?? 'post',
    enctype: options.multipart ? 'multipart/form-data' : undefined,
    'aria-label': options.label,
  })}>${options.hiddenFields}${options.intro ? html`<p class="form-text mb-4">${options.intro}</p>` : ''}${options.fields}<div class="button-row">${submitButton(
    { label: options.submitLabel, kind: options.danger ? 'danger' : 'primary' },
  )}${options.otherButtons}${
    options.cancelHref
      ? html`<a class="btn btn-outline-primary"${attributes({ href: options.cancelHref })}>${options.cancelLabel ?? 'Annulla'}</a>`
      : ''
  }</div></form>`;
}
