import { type Html, html } from '#platform/html';
import { attributes } from '#ui/attributes';
import { fieldId } from '#ui/field';

export interface FieldError {
  /** The name of the field; without it the error regards the form as a whole. */
  field?: string;
  message: string;
}

/** The list of errors at the top of a refused form, with a link to each field. Nothing when there is none. */
export function errorSummary(errors: readonly FieldError[]): Html | '' {
  if (errors.length === 0) return '';
  return html`<div class="error-summary alert alert-danger" role="alert" tabindex="-1" data-focus-on-load aria-labelledby="riepilogo-errori"><h2 class="h5" id="riepilogo-errori">Correggere i seguenti errori</h2><ul>${errors.map(
    (error) =>
      error.field
        ? html`<li><a class="alert-link"${attributes({ href: `#${fieldId(error.field)}` })}>${error.message}</a></li>`
        : html`<li>${error.message}</li>`,
  )}</ul></div>`;
}

/** The title of the page, said first by a screen reader: "Errore: …" when the form was refused. */
export function titleWithErrors(title: string, errors: readonly unknown[] | Record<string, unknown>): string {
  const count = Array.isArray(errors) ? errors.length : Object.keys(errors).length;
  return count > 0 ? `Errore: ${title}` : title;
}
