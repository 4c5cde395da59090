import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { errorSummary } from '#ui/error-summary';
import { textArea, textField } from '#ui/field';
import { form } from '#ui/form';
import { siteLinks } from '../../links.ts';

export function reportView(slug: string, hiddenFields: Html, problems: Problems): Html {
  const { errors, values } = problems;
  const field = (name: string) => ({
    name,
    value: values[name] ?? '',
    ...(errors[name] ? { error: errors[name] } : {}),
  });
  return html`${errorSummary(Object.entries(errors).map(([name, message]) => (name ? { field: name, message } : { message })))}${form(
    {
      action: siteLinks.report(slug),
      hiddenFields,
      intro: html`Non indicare dati personali propri o di altri oltre a quelli richiesti. Come sono trattati è scritto nell’<a href="${siteLinks.privacy(slug)}">informativa sulla privacy</a>.`,
      fields: html`${textArea({ ...field('cosa'), label: 'Che cosa non funziona', hint: 'Che cosa si stava facendo, che cosa è successo, quando', required: true, rows: 6, maxlength: 3000 })}${textField({ ...field('pagina'), label: 'Indirizzo della pagina o nome del servizio', hint: 'Facoltativo', maxlength: 500 })}${textField({ ...field('email'), label: 'Indirizzo di posta per la risposta', hint: 'Facoltativo', type: 'email', autocomplete: 'email', maxlength: 200 })}`,
      submitLabel: 'Invia la segnalazione',
    },
  )}`;
}
