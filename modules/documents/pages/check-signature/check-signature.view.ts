import { type Html, html } from '#platform/html';
import { errorSummary } from '#ui/error-summary';
import { fileField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { documentLinks } from '../../links.ts';
import type { SignatureReport } from '../../queries/check-signed-file.ts';
import { signatureReport } from '../signature-report.view.ts';

export function checkSignatureView(
  hiddenFields: Html,
  report: SignatureReport | null,
  error: string | null,
): Html {
  return html`${error ? errorSummary([{ field: 'file', message: error }]) : ''}${
    report ? section({ title: 'Esito della verifica', content: signatureReport(report) }) : ''
  }${form({
    action: documentLinks.checkSignature(),
    multipart: true,
    hiddenFields,
    label: 'Verifica di una firma',
    fields: html`${fileField({
      name: 'file',
      label: 'File firmato',
      hint: 'PDF firmato (PAdES), busta .p7m (CAdES) o firma separata .p7s, fino a 40 MB.',
      required: true,
      error: error ?? undefined,
    })}${fileField({
      name: 'documento',
      label: 'Documento a cui si riferisce la firma',
      hint: 'Solo quando la firma è in un file separato (.p7s).',
    })}${fileField({
      name: 'crl',
      label: 'Lista di revoca (CRL) dell’autorità',
      hint: 'Facoltativa: si scarica dal sito del certificatore.',
      accept: '.crl,.pem,.der',
    })}`,
    submitLabel: 'Verifica',
  })}`;
}
