import { formatItalianDate, romeDate } from '#platform/calendar';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { alert } from '#ui/alert';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { fileField, radios, textArea, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { pagesOf } from '#ui/list-pages';
import { dataTable } from '#ui/table';
import { documentLinks } from '../../links.ts';
import type { TrustAnchor } from '../../queries/list-trust-anchors.ts';

export interface ShownAuthorities {
  list: ListQuery;
  authorities: Listed<TrustAnchor>;
  ofInstallation: readonly { name: string; validTo: Date }[];
  revocationRequired: boolean;
  problems: Problems;
  sent: 'add' | 'policy';
  mayEdit: boolean;
  hiddenFields(): Html;
}

export const day = (instant: Date): string => formatItalianDate(romeDate(instant));

export function authoritiesView(shown: ShownAuthorities): Html {
  const { ofInstallation, problems } = shown;
  return html`${errorSummary(Object.entries(problems.errors).map(([field, message]) => ({ field, message })))}${section(
    {
      title: shown.list.filters.tolte === '1' ? 'Non più riconosciute' : 'Riconosciute dal centro',
      content: html`${own(shown)}<p>${
        shown.list.filters.tolte === '1'
          ? html`<a href="${documentLinks.authorities()}">Autorità riconosciute</a>`
          : html`<a href="${documentLinks.authorities()}?tolte=1">Autorità non più riconosciute</a>`
      }</p>`,
    },
  )}${
    ofInstallation.length > 0
      ? section({
          title: 'Riconosciute dall’installazione',
          content: dataTable({
            caption: 'Autorità configurate per tutti i centri dell’installazione',
            captionHidden: true,
            rows: ofInstallation,
            columns: [
              { header: 'Autorità', rowHeader: true, cell: (a) => a.name },
              { header: 'Certificato valido fino al', nowrap: true, cell: (a) => day(a.validTo) },
            ],
          }),
        })
      : ''
  }${section({ title: 'Revoca dei certificati', content: policy(shown) })}${shown.mayEdit ? adding(shown) : ''}`;
}

function own({ authorities, list }: ShownAuthorities): Html {
  return html`${dataTable({
    caption: 'Autorità di certificazione',
    captionHidden: true,
    small: 'stack',
    rows: authorities.rows,
    empty: emptyState({
      title: 'Nessuna autorità',
      text: 'Finché non è riconosciuta un’autorità, nessuna firma risulta valida: aggiungere i certificati pubblicati nell’elenco dei prestatori di servizi fiduciari qualificati (AgID).',
    }),
    columns: [
      {
        header: 'Autorità',
        rowHeader: true,
        cell: (a) => html`<a href="${documentLinks.authority(a.id)}">${a.name}</a>`,
      },
      { header: 'Provenienza', cell: (a) => a.source },
      { header: 'Aggiunta', cell: (a) => `${day(a.addedAt)}, ${a.addedBy}` },
      { header: 'Certificato valido fino al', nowrap: true, cell: (a) => day(a.validTo) },
    ],
  })}${pagesOf(list, authorities, 'autorità')}`;
}

function policy({ revocationRequired, mayEdit, sent, problems, hiddenFields }: ShownAuthorities): Html {
  const { errors, values } =
    sent === 'policy' ? problems : { errors: {} as Problems['errors'], values: {} as Problems['values'] };
  const now = alert({
    kind: 'info',
    text: revocationRequired
      ? 'Il centro rifiuta le firme per le quali la revoca del certificato non è stata verificata.'
      : 'Il centro accetta, con avvertenza, le firme per le quali la revoca del certificato non è stata verificata.',
  });
  if (!mayEdit) return now;
  return html`${now}${form({
    action: documentLinks.signaturePolicy(),
    hiddenFields: hiddenFields(),
    label: 'Revoca dei certificati',
    fields: html`${radios({
      name: 'revoca',
      label: 'Se la revoca non è stata verificata',
      required: true,
      value: values.revoca ?? (revocationRequired ? 'YES' : 'NO'),
      choices: [
        { value: 'NO', label: 'La firma è accettata, con avvertenza' },
        { value: 'YES', label: 'La firma è rifiutata' },
      ],
      error: errors.revoca,
    })}${textField({ name: 'motivo', label: 'Motivo o atto', required: true, value: values.motivo, error: errors.motivo, width: 'long' })}`,
    submitLabel: 'Registra la scelta',
  })}`;
}

function adding({ problems, sent, hiddenFields }: ShownAuthorities): Html {
  const { errors, values } =
    sent === 'add' ? problems : { errors: {} as Problems['errors'], values: {} as Problems['values'] };
  return section({
    title: 'Riconoscere altre autorità',
    content: form({
      action: documentLinks.authorities(),
      multipart: true,
      hiddenFields: hiddenFields(),
      label: 'Riconoscere altre autorità',
      fields: html`${fileField({
        name: 'certificati',
        label: 'File dei certificati',
        hint: 'In formato PEM, anche con più certificati, oppure un certificato in formato DER.',
        accept: '.pem,.crt,.cer,.der',
        error: errors.certificati,
      })}${textArea({
        name: 'testo',
        label: 'Oppure il testo dei certificati',
        hint: 'Con le righe -----BEGIN CERTIFICATE----- e -----END CERTIFICATE-----.',
        value: values.testo,
        error: errors.testo,
        rows: 6,
      })}${textField({
        name: 'provenienza',
        label: 'Provenienza',
        hint: 'Ad esempio: elenco AgID dei prestatori qualificati, del 21/11/2026.',
        required: true,
        value: values.provenienza,
        error: errors.provenienza,
        width: 'long',
      })}`,
      submitLabel: 'Riconosci',
    }),
  });
}
