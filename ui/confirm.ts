import { type Html, type HtmlValue, html } from '#platform/html';
import { form } from '#ui/form';

export interface ConfirmOptions {
  /** The question: "Annullare l’avviso n. 12/2026?" */
  question: string;
  /** What will happen, and whether it can be undone. */
  consequences: HtmlValue;
  action: string;
  hiddenFields?: HtmlValue;
  /** A reason to write, a box to tick. */
  fields?: HtmlValue;
  confirmLabel: string;
  cancelHref: string;
  danger?: boolean;
}

/** The page before an act that matters: what will happen, and two ways out. */
export function confirmPanel(options: ConfirmOptions): Html {
  return html`<div class="confirm-panel${options.danger ? ' confirm-danger' : ''}"><h2 class="h4">${options.question}</h2><div class="confirm-consequences">${options.consequences}</div>${form(
    {
      action: options.action,
      hiddenFields: options.hiddenFields,
      fields: options.fields ?? '',
      submitLabel: options.confirmLabel,
      cancelHref: options.cancelHref,
      // "Annulla" beside "Annulla l’avviso" would not say which is which.
      cancelLabel: 'Torna indietro',
      danger: options.danger,
    },
  )}</div>`;
}
