import { type Html, type HtmlValue, html } from '#platform/html';
import { attributes } from '#ui/attributes';
import { icon } from '#ui/icon';
import type { IconName } from '#ui/icon-names';

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'plain';

interface ButtonLook {
  label: string;
  kind?: ButtonKind;
  size?: 'sm' | 'lg';
  icon?: IconName;
  /** Said to assistive technologies after the label, when the label alone is not clear in a list: "Comune di Gavirate". */
  about?: string;
}

/** A link that looks like a button: it only leads somewhere. */
export function buttonLink(options: ButtonLook & { href: string; download?: boolean }): Html {
  return html`<a class="${classes(options)}"${attributes({ href: options.href, download: options.download })}>${inside(options)}</a>`;
}

/** The button that sends the form it stands in. */
export function submitButton(
  options: ButtonLook & {
    name?: string;
    value?: string;
    formAction?: string;
    disabled?: boolean;
    form?: string;
  },
): Html {
  return html`<button class="${classes(options)}"${attributes({
    type: 'submit',
    name: options.name,
    value: options.value,
    formaction: options.formAction,
    form: options.form,
    disabled: options.disabled,
  })}>${inside(options)}</button>`;
}

/** A form of one button, for an action that needs no other datum. */
export function postButton(options: ButtonLook & { action: string; hiddenFields: HtmlValue }): Html {
  return html`<form class="d-inline-block" method="post"${attributes({ action: options.action })}>${options.hiddenFields}${submitButton(options)}</form>`;
}

/** Prints the page. It appears only where scripts work; everybody has the browser's own command. */
export function printButton(label = 'Stampa la pagina'): Html {
  return html`<button class="btn btn-outline-primary btn-icon" type="button" data-print hidden>${icon('print', { size: 'sm', className: 'me-1' })}<span>${label}</span></button>`;
}

/** Buttons side by side, one under the other on a small screen. */
export function buttonGroup(buttons: readonly HtmlValue[]): Html {
  return html`<div class="button-row">${buttons}</div>`;
}

const KIND_CLASS: Record<ButtonKind, string> = {
  primary: 'btn-primary',
  secondary: 'btn-outline-primary',
  danger: 'btn-danger',
  plain: 'btn-link',
};

function classes(options: ButtonLook): string {
  return `btn ${KIND_CLASS[options.kind ?? 'primary']}${options.size ? ` btn-${options.size}` : ''}${options.icon ? ' btn-icon' : ''}`;
}

function inside(options: ButtonLook): Html {
  const about = options.about ? html`<span class="visually-hidden"> ${options.about}</span>` : '';
  return options.icon
    ? html`${icon(options.icon, { size: 'sm', className: 'me-1' })}<span>${options.label}${about}</span>`
    : html`${options.label}${about}`;
}
