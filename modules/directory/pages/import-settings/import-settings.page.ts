import { formatItalianDate } from '#platform/calendar';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { requestDryRun } from '../../commands/request-import-job.ts';
import { directoryLinks } from '../../links.ts';
import { getImport, type ShownImport } from '../../queries/get-import.ts';
import { importSettings, settingsOf } from './import-settings.input.ts';
import { importSettingsView } from './import-settings.view.ts';

/** What was recognised of the file, and how it is to be read. */
export async function show(visit: Visit): Promise<Answer> {
  const upload = await getImport(visit, visit.params.id);
  return shown(visit, upload, fresh(valuesOf(visit, upload)), 200);
}

/** Asks for the dry run; another register than before shows its own columns first. */
export async function submit(visit: Visit): Promise<Answer> {
  const upload = await getImport(visit, visit.params.id);
  return submitForm(
    visit,
    importSettings,
    async (input) => {
      if (input.registro !== visit.form.mostrato)
        return shown(visit, { ...upload, kind: input.registro, mapping: {} }, fresh({ ...visit.form }), 200);
      await requestDryRun(visit, upload.id, settingsOf(input, visit));
      return redirect(directoryLinks.import(upload.id), 'La prova è cominciata.');
    },
    (problems) => shown(visit, upload, problems, problems.status),
  );
}

function shown(visit: Visit, upload: ShownImport, problems: Problems, status: number): Answer {
  return page('Come leggere il file', importSettingsView(visit, upload, problems), {
    status,
    refused: status !== 200,
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Enti', href: directoryLinks.bodies() },
      { label: 'Importazioni', href: directoryLinks.imports() },
      { label: upload.fileName, href: directoryLinks.import(upload.id) },
      { label: 'Impostazioni' },
    ],
    heading: { eyebrow: upload.fileName },
  });
}

const dateText = (date: string | null): string => (date ? formatItalianDate(date) : '');

function valuesOf(visit: Visit, { kind, options }: ShownImport): Record<string, string> {
  const { territory } = options;
  return {
    registro: kind,
    territorio: territory.scope,
    regione: territory.scope === 'region' ? territory.region : '',
    province: territory.scope === 'provinces' ? territory.provinces.join(', ') : '',
    codici: territory.scope === 'list' ? territory.codes.join('\n') : '',
    data: dateText(options.referenceDate),
    decorrenza: dateText(options.effectiveOn ?? visit.today),
    fonte: options.source,
    oggetto: options.topologyObject ?? '',
    nota: options.note,
  };
}
