import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { details } from '#ui/details';
import { hidden, textField } from '#ui/field';
import { form } from '#ui/form';
import { accessLinks } from '../../links.ts';
import { problemSummary } from '../problem-summary.ts';

export function secondStepView(hiddenFields: Html, problems: Problems, after: string): Html {
  return html`${problemSummary(problems)}${form({
    action: accessLinks.secondStep(),
    hiddenFields: html`${hiddenFields}${hidden('dopo', after)}`,
    fields: textField({
      name: 'codice',
      label: 'Codice',
      hint: 'Le 6 cifre mostrate dall’applicazione di autenticazione, oppure un codice di recupero.',
      autocomplete: 'one-time-code',
      spellcheck: false,
      required: true,
      width: 'short',
      error: problems.errors.codice,
    }),
    submitLabel: 'Verifica e accedi',
    cancelHref: accessLinks.signIn(),
    cancelLabel: 'Torna all’accesso',
  })}${details({
    summary: 'Il telefono non è disponibile?',
    content: html`<p>Usare uno dei codici di recupero salvati quando è stata attivata la verifica: ognuno vale una sola volta. Senza codici di recupero, rivolgersi all’amministratore dell’installazione.</p>`,
  })}`;
}
