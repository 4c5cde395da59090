import { z } from 'zod';
import { documentLinks } from '#documents';
import { formatItalianDate } from '#platform/calendar';
import { InvalidInput } from '#platform/errors';
import { oneOf, optionalDate, optionalText } from '#platform/forms/inputs';
import { html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { may } from '#platform/permission';
import { details } from '#ui/details';
import { dateField, fileField, radios, textArea, textField } from '#ui/field';
import {
  recordSignedConvention,
  type SignedConventionInput,
} from '../../commands/record-signed-convention.ts';
import { membershipLinks } from '../../links.ts';
import { mayHandleApplications } from '../../permissions.ts';
import type { ApplicationSheet } from '../../queries/get-application.ts';
import { stepPage } from './step-page.ts';

/** Uploading the convention signed by one side; what the signature says is read from the file. */
export const signedConvention = stepPage({
  slug: 'convenzione-firmata',
  title: 'Convenzione firmata',
  lead: 'Firmatario, data e certificato si leggono dal file. La scansione di una firma autografa e il file non firmato sono rifiutati come nulli.',
  submitLabel: 'Carica e verifica',
  multipart: true,
  schema: z.object({
    parte: oneOf(['MEMBER', 'CENTRE'], 'Indicare per quale parte è firmata.'),
    firmatario: optionalText(200),
    annotazione: optionalText(1000),
    decorrenza: optionalDate(),
  }),
  values: (sheet, visit) => ({ parte: sides(sheet, visit)[0]?.value ?? 'MEMBER' }),
  fields: ({ errors, values }, sheet, visit) =>
    html`${radios({
      name: 'parte',
      label: 'Parte che ha firmato',
      required: true,
      value: values.parte,
      choices: sides(sheet, visit),
      error: errors.parte,
    })}${fileField({
      name: 'file',
      label: 'Convenzione firmata',
      hint: 'PDF firmato (PAdES) oppure busta .p7m (CAdES), fino a 40 MB.',
      required: true,
      error: errors.file,
    })}${textField({
      name: 'firmatario',
      label: 'Firmatario',
      hint: 'Solo se il file contiene più firme: cognome o codice fiscale di chi firma per la parte scelta.',
      value: values.firmatario,
      error: errors.firmatario,
      width: 'long',
    })}${details({
      summary: 'Revoca del certificato e firme in un file separato',
      open: errors.annotazione !== undefined || Boolean(values.annotazione),
      content: html`${fileField({
        name: 'documento',
        label: 'Convenzione a cui si riferisce la firma',
        hint: 'Solo quando la firma è in un file separato (.p7s).',
      })}${fileField({
        name: 'crl',
        label: 'Lista di revoca (CRL) del certificatore',
        hint: 'Facoltativa. Senza lista né rapporto la revoca risulta non verificata.',
        accept: '.crl,.pem,.der',
      })}${fileField({
        name: 'rapporto',
        label: 'Rapporto di verifica del certificatore',
        hint: 'Facoltativo: il rapporto rilasciato dal programma di verifica, che attesta anche la revoca. Richiede l’annotazione.',
      })}${textArea({
        name: 'annotazione',
        label: 'Annotazione',
        hint: 'Con quale strumento e quando è stata fatta la verifica allegata.',
        value: values.annotazione,
        error: errors.annotazione,
        rows: 3,
      })}`,
    })}${dateField({
      name: 'decorrenza',
      label: 'Decorrenza dell’adesione',
      hint: 'Conta con la seconda firma. Se lasciata vuota, l’adesione decorre dalla decorrenza richiesta o dal primo giorno possibile.',
      value: values.decorrenza,
      error: errors.decorrenza,
    })}${
      may(visit.actor, mayHandleApplications)
        ? html`<p><a href="${membershipLinks.applicationStep(sheet.id, 'firma')}">Registra una firma verificata con un altro strumento</a></p>`
        : ''
    }`,
  run: async (visit, step, input) => {
    const outcome = await recordSignedConvention(visit, {
      ...step,
      ...filesOf(visit, input.annotazione),
      side: input.parte,
      note: input.annotazione,
      signer: input.firmatario,
      effectiveFrom: input.decorrenza,
    });
    if (!outcome.accepted)
      return {
        refused: sentenceFor(outcome.code, outcome.facts),
        more: {
          label: 'Rapporto di verifica',
          href: documentLinks.document(String(outcome.facts.documentId)),
        },
      };
    if (outcome.state === 'READY_TO_SIGN')
      return 'La firma è valida ed è stata registrata: manca quella dell’altra parte.';
    const from = formatItalianDate(outcome.effectiveFrom!);
    return outcome.state === 'IN_FORCE'
      ? `La convenzione è firmata: l’adesione è in vigore dal ${from}.`
      : `La convenzione è firmata: l’adesione decorre dal ${from}.`;
  },
});

/** The sides that have not signed yet, among those for which who looks may upload. */
function sides(sheet: ApplicationSheet, visit: Visit): { value: string; label: string }[] {
  const signed = sheet.signatures.filter((s) => s.result === 'VALID').map((s) => s.side);
  return [
    { value: 'MEMBER' as const, label: sheet.name },
    ...(may(visit.actor, mayHandleApplications)
      ? [{ value: 'CENTRE' as const, label: 'Ente gestore del centro' }]
      : []),
  ].filter(({ value }) => !signed.includes(value));
}

function filesOf(
  visit: Visit,
  note: string | null,
): Pick<SignedConventionInput, 'file' | 'detached' | 'revocationLists' | 'authorityReport'> {
  const sent = (field: string) => visit.files.filter((f) => f.field === field && f.bytes.length > 0);
  const [file, report] = [visit.files.find((f) => f.field === 'file'), sent('rapporto')[0]];
  if (!file) throw new InvalidInput({ file: 'Scegliere il file della convenzione firmata.' });
  if (report && !note)
    throw new InvalidInput({
      annotazione: 'Indicare con quale strumento e quando è stata fatta la verifica allegata.',
    });
  return {
    file: { name: file.name, mediaType: file.type, bytes: file.bytes },
    detached: sent('documento')[0]?.bytes ?? null,
    revocationLists: sent('crl').map((list) => list.bytes),
    authorityReport: report ? { fileName: report.name, mediaType: report.type, bytes: report.bytes } : null,
  };
}
