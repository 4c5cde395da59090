import { formatInstant, formatItalianDate } from '#platform/calendar';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { errorSummary } from '#ui/error-summary';
import { dateField, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { documentLinks } from '../../links.ts';
import { typeLabel } from '../../messages.it.ts';
import type { SignatureCheck } from '../../queries/find-signature-check.ts';
import type { DocumentCheck, DocumentDetails } from '../../queries/get-document.ts';
import { sizeText } from '../list-documents/documents-table.ts';
import { signatureReport } from '../signature-report.view.ts';

export interface ShownDocument {
  document: DocumentDetails;
  check: DocumentCheck | null;
  signatures: SignatureCheck | null;
  problems: Problems;
  subjectHref: string | null;
  subjectLabel: string | null;
  mayRegister: boolean;
  hiddenFields: Html;
}

export function showDocumentView(shown: ShownDocument): Html {
  const { document, check } = shown;
  return html`${errorSummary(Object.entries(shown.problems.errors).map(([field, message]) => ({ field, message })))}${
    check ? outcome(check) : ''
  }${buttonGroup([
    buttonLink({ label: 'Scarica', icon: 'download', href: documentLinks.download(document.id) }),
    document.template
      ? buttonLink({
          label: 'Verifica l’integrità',
          kind: 'secondary',
          href: `${documentLinks.document(document.id)}?verifica=1`,
        })
      : '',
  ])}${section({ title: 'Dati del documento', content: data(shown) })}${
    shown.signatures ? signed(shown.signatures) : ''
  }${shown.mayRegister ? registration(shown) : ''}`;
}

/** What the check of the signatures found, and the report of the certification authority when there is one. */
const signed = ({ report, authorityReportId, note, checkedBy }: SignatureCheck): Html =>
  section({
    title: 'Verifica delle firme',
    content: html`${signatureReport(report)}${descriptionList([
      { term: 'Verificato da', value: checkedBy },
      authorityReportId && {
        term: 'Rapporto del certificatore',
        value: html`<a href="${documentLinks.document(authorityReportId)}">Rapporto allegato</a>`,
      },
      note && { term: 'Annotazione', value: note },
    ])}`,
  });

function data({ document, subjectHref, subjectLabel }: ShownDocument): Html {
  return descriptionList([
    { term: 'Tipo', value: typeLabel(document.type) },
    subjectLabel
      ? {
          term: 'Riguarda',
          value: subjectHref ? html`<a href="${subjectHref}">${subjectLabel}</a>` : subjectLabel,
        }
      : null,
    { term: 'Prodotto', value: `${formatInstant(document.createdAt)}, da ${document.createdBy}` },
    {
      term: 'Protocollo',
      value: document.registryNumber
        ? `n. ${document.registryNumber} del ${formatItalianDate(document.registryDate!)}`
        : null,
    },
    { term: 'File', value: `${document.fileName} (${sizeText(document.size)})` },
    document.template
      ? { term: 'Modello', value: `${typeLabel(document.template)}, versione ${document.templateVersion}` }
      : { term: 'Origine', value: 'Documento ricevuto' },
    { term: 'Impronta SHA-256', value: html`<code class="text-break">${document.bytesHash}</code>` },
  ]);
}

function outcome(check: DocumentCheck): Html {
  if (check === 'SAME')
    return alert({
      kind: 'success',
      live: true,
      text: 'Il documento, prodotto di nuovo dai dati conservati, ha la stessa impronta: è integro.',
    });
  return check === 'RECEIVED'
    ? alert({
        kind: 'info',
        live: true,
        text: 'Il documento è stato ricevuto: non può essere prodotto di nuovo.',
      })
    : alert({
        kind: 'warning',
        live: true,
        text: 'Prodotto di nuovo dai dati conservati, il documento ha un’impronta diversa: è cambiato il compositore o il suo contenuto. Fa fede il file conservato.',
      });
}

function registration({ document, problems, hiddenFields }: ShownDocument): Html {
  const { errors, values } = problems;
  return section({
    title: 'Protocollo',
    content: form({
      action: documentLinks.register(document.id),
      hiddenFields,
      intro: 'Riportare il numero e la data assegnati dal protocollo dell’ente.',
      fields: [
        textField({
          name: 'number',
          label: 'Numero di protocollo',
          required: true,
          width: 'short',
          value: values.number,
          error: errors.number,
        }),
        dateField({
          name: 'on',
          label: 'Data di protocollo',
          required: true,
          value: values.on,
          error: errors.on,
        }),
      ],
      submitLabel: 'Annota il protocollo',
    }),
  });
}
