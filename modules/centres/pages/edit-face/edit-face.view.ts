import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { errorSummary } from '#ui/error-summary';
import { fieldset, fileField, hidden, textArea, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { centresLinks } from '../../links.ts';

export function editFaceView(visit: Visit, problems: Problems): Html {
  const { errors, values } = problems;
  const text = (name: string, label: string, more: Partial<Parameters<typeof textField>[0]> = {}) =>
    textField({ name, label, value: values[name], error: errors[name], width: 'long', ...more });
  return html`${errorSummary(
    Object.entries(errors).map(([field, message]) => (field ? { field, message } : { message })),
  )}${form({
    action: centresLinks.face(),
    label: 'Aspetto e recapiti',
    hiddenFields: visit.hiddenFields(),
    fields: html`${fieldset({
      legend: 'Nome e colore',
      content: html`${text('nome', 'Nome del centro', { required: true })}${text('nomeBreve', 'Nome breve', {
        required: true,
        hint: 'Compare nei titoli delle pagine e come mittente dei messaggi.',
        width: 'medium',
      })}${text('gestore', 'Ente gestore', { required: true })}${text('colore', 'Colore principale', {
        required: true,
        hint: 'Nel formato #rrggbb, ad esempio #0066cc. Il testo bianco deve restare leggibile (contrasto 4,5:1).',
        width: 'short',
        maxlength: 7,
        spellcheck: false,
      })}`,
    })}${fieldset({
      legend: 'Recapiti',
      content: html`${text('email', 'Posta elettronica', { type: 'email' })}${text('pec', 'PEC', { type: 'email' })}${text('telefono', 'Telefono', { type: 'tel', width: 'medium' })}${text('indirizzo', 'Indirizzo', { width: 'full' })}`,
    })}${fieldset({
      legend: 'Sito',
      content: html`${text('accessibilita', 'Dichiarazione di accessibilità', {
        type: 'url',
        hint: 'L’indirizzo della dichiarazione pubblicata su form.agid.gov.it.',
        width: 'full',
      })}${textArea({
        name: 'domini',
        label: 'Nomi di dominio',
        hint: 'Uno per riga: gli indirizzi a cui risponde il sito del centro.',
        rows: 3,
        value: values.domini,
        error: errors.domini,
      })}`,
    })}`,
    submitLabel: 'Salva',
  })}${logoSection(visit, errors.logo)}`;
}

function logoSection(visit: Visit, error: string | undefined): Html {
  const centre = visit.centre;
  return section({
    title: 'Logo',
    content: html`${
      centre?.hasLogo
        ? html`<p><img class="border rounded p-2 bg-dark" src="/centri/${centre.slug}/logo" alt="Logo attuale" height="80"></p>${form(
            {
              action: centresLinks.logo(),
              label: 'Togli il logo',
              hiddenFields: html`${visit.hiddenFields()}${hidden('azione', 'togli')}`,
              fields: '',
              submitLabel: 'Togli il logo',
              danger: true,
            },
          )}`
        : html`<p>Nessun logo caricato: nell’intestazione compare il simbolo generico.</p>`
    }${form({
      action: centresLinks.logo(),
      label: 'Nuovo logo',
      multipart: true,
      hiddenFields: html`${visit.hiddenFields()}${hidden('azione', 'carica')}`,
      fields: fileField({
        name: 'logo',
        label: 'File del logo',
        hint: 'PNG o SVG, al massimo 200 KB, leggibile sul colore principale.',
        accept: '.png,.svg',
        required: true,
        error,
      }),
      submitLabel: 'Carica il logo',
    })}`,
  });
}
