import { InvalidInput, RuleBroken } from '#platform/errors';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { errorSummary } from '#ui/error-summary';
import { fileField, select } from '#ui/field';
import { form } from '#ui/form';
import { uploadRegister } from '../../commands/upload-register.ts';
import { REGISTER_LABELS } from '../../labels.it.ts';
import { directoryLinks } from '../../links.ts';
import type { RegisterKindName } from '../../rules/register-files/register-kind.ts';

/** A file, and perhaps which register it is. */
export function show(visit: Visit): Answer {
  return shown(visit, {}, 200);
}

/** Keeps the file and goes to its settings, where what was recognised is shown. */
export async function submit(visit: Visit): Promise<Answer> {
  const sent = visit.files.find((file) => file.field === 'file');
  const kind = visit.form.registro ?? '';
  try {
    if (!sent) throw new InvalidInput({ file: 'Scegliere il file da caricare.' });
    const { importId } = await uploadRegister(visit, {
      bytes: sent.bytes,
      fileName: sent.name,
      ...(kind in REGISTER_LABELS ? { kind: kind as RegisterKindName } : {}),
    });
    return redirect(directoryLinks.importPart(importId, 'impostazioni'));
  } catch (error) {
    if (error instanceof InvalidInput) return shown(visit, error.fields, 422);
    if (error instanceof RuleBroken) return shown(visit, { file: sentenceFor(error.code, error.facts) }, 422);
    throw error;
  }
}

function shown(visit: Visit, errors: Readonly<Record<string, string>>, status: number): Answer {
  const content = html`${errorSummary(Object.entries(errors).map(([field, message]) => ({ field, message })))}${form(
    {
      action: directoryLinks.newImport(),
      multipart: true,
      hiddenFields: visit.hiddenFields(),
      fields: html`${fileField({
        name: 'file',
        label: 'File del registro',
        required: true,
        accept: '.csv,.tsv,.txt,.xlsx,.json,.topojson',
        hint: 'CSV, foglio XLSX o TopoJSON, al massimo 30 MB. Codifica, separatore e colonne si riconoscono da soli.',
        ...(errors.file ? { error: errors.file } : {}),
      })}${select({
        name: 'registro',
        label: 'Registro',
        hint: 'Si può lasciare il riconoscimento automatico: lo stesso file di ISTAT può dare i comuni oppure la popolazione.',
        value: visit.form.registro ?? '',
        emptyLabel: 'Riconoscere dal contenuto',
        choices: Object.entries(REGISTER_LABELS).map(([value, label]) => ({ value, label })),
      })}`,
      submitLabel: 'Carica e controlla',
      cancelHref: directoryLinks.imports(),
    },
  )}`;
  return page('Carica un registro', content, {
    status,
    refused: status !== 200,
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Enti', href: directoryLinks.bodies() },
      { label: 'Importazioni', href: directoryLinks.imports() },
      { label: 'Carica un registro' },
    ],
    heading: {
      lead: 'Il caricamento non modifica nulla: dopo si sceglie come leggere il file e si fa la prova.',
    },
  });
}
