import { parseItalianDate } from '#platform/calendar';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { csvText } from '#platform/files/csv-write';
import { readListQuery } from '#platform/forms/list-query';
import { type Answer, file, page, redirect, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { sentenceFor } from '#platform/messages';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { statusTag } from '#ui/status-tag';
import {
  chooseRows,
  discardImport,
  requestApplication,
  requestDryRun,
} from '../../commands/request-import-job.ts';
import { IMPORT_STATES, REGISTER_LABELS, rowReason } from '../../labels.it.ts';
import { directoryLinks } from '../../links.ts';
import { mayEditBodies } from '../../permissions.ts';
import { getImport } from '../../queries/get-import.ts';
import { listImportRows, listRefusedRows } from '../../queries/list-import-rows.ts';
import type { Choices } from '../../rules/register-import/import-options.ts';
import { importView, OUTCOME_TABS } from './import.view.ts';

/** Where an import is: the job that works on it, or the report of its dry run, an outcome at a time. */
export function show(visit: Visit): Promise<Answer> {
  return shown(visit, '', 200);
}

async function shown(visit: Visit, problem: string, status: number): Promise<Answer> {
  const upload = await getImport(visit, visit.params.id);
  const list = readListQuery(visit, { sorts: ['riga'], filters: ['esito'] });
  const tab =
    OUTCOME_TABS.find((one) => one.slug === list.filters.esito) ??
    OUTCOME_TABS.find((one) => upload.counts && one.count(upload.counts) > 0) ??
    OUTCOME_TABS[0]!;
  const rows = upload.counts
    ? await listImportRows(visit, upload.id, tab.outcome, list)
    : { rows: [], total: 0 };
  const going = upload.run?.state === 'QUEUED' || upload.run?.state === 'RUNNING';
  const state = IMPORT_STATES[upload.state];
  const editable =
    may(visit.actor, mayEditBodies) && upload.state !== 'APPLIED' && upload.state !== 'DISCARDED';
  return page(
    REGISTER_LABELS[upload.kind],
    importView({ visit, upload, tab, rows, list, going, editable, problem }),
    {
      status,
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Enti', href: directoryLinks.bodies() },
        { label: 'Importazioni', href: directoryLinks.imports() },
        { label: upload.fileName },
      ],
      heading: {
        eyebrow: upload.fileName,
        status: statusTag(state.kind, state.label),
        actions:
          editable && !going
            ? buttonLink({
                label: 'Impostazioni',
                href: directoryLinks.importPart(upload.id, 'impostazioni'),
                kind: 'secondary',
              })
            : '',
      },
      wide: true,
      ...(going ? { refreshSeconds: 2 } : {}),
    },
  );
}

/** Repeats the dry run as it was settled. */
export const repeat = (visit: Visit): Promise<Answer> =>
  acting(visit, 'La prova è ricominciata.', (id) => requestDryRun(visit, id));

/** Applies the plan, all or nothing. */
export const apply = (visit: Visit): Promise<Answer> =>
  acting(visit, 'L’applicazione è cominciata.', (id) => requestApplication(visit, id));

/** Puts the import aside. */
export const discard = (visit: Visit): Promise<Answer> =>
  acting(visit, 'L’importazione è stata annullata: nulla è cambiato in anagrafe.', (id) =>
    discardImport(visit, id),
  );

/** Takes the choices of the rows of the page, and makes the plan again. */
export const choose = (visit: Visit): Promise<Answer> =>
  acting(visit, 'Le scelte sono registrate: la prova è ricominciata.', async (id) => {
    const choices = readChoices(visit.form);
    if (Object.keys(choices).length === 0) throw new InvalidInput({ '': 'Scegliere almeno per una riga.' });
    await chooseRows(visit, id, choices);
  });

async function acting(
  visit: Visit,
  done: string,
  act: (importId: string) => Promise<unknown>,
): Promise<Answer> {
  const id = visit.params.id ?? '';
  await getImport(visit, id);
  try {
    await act(id);
    return redirect(directoryLinks.import(id), done);
  } catch (error) {
    if (error instanceof RuleBroken) return shown(visit, sentenceFor(error.code, error.facts), 409);
    if (error instanceof InvalidInput) return shown(visit, Object.values(error.fields)[0] ?? '', 422);
    throw error;
  }
}

/** `scelta-<line>` is a body, NEW or SKIP; `data-<line>` the day of a cessation without one. */
function readChoices(form: Readonly<Record<string, string>>): Record<string, Choices[string]> {
  const choices: Record<string, Choices[string]> = {};
  for (const [name, value] of Object.entries(form)) {
    const line = /^scelta-(\d{1,9})$/.exec(name)?.[1];
    if (!line || value === '') continue;
    if (value === 'NEW' || value === 'SKIP') choices[line] = value;
    else if (isId(value)) choices[line] = withDay(value, form[`data-${line}`] ?? '');
  }
  return choices;
}

function withDay(bodyId: string, text: string): Choices[string] {
  if (text.trim() === '') return { bodyId };
  const on = parseItalianDate(text.trim());
  if (!on)
    throw new InvalidInput({ '': `La data «${text.trim().slice(0, 20)}» non è scritta come gg/mm/aaaa.` });
  return { bodyId, on };
}

/** The refused rows as CSV, to mend them at their source. */
export async function refused(visit: Visit): Promise<Answer> {
  const upload = await getImport(visit, visit.params.id);
  const rows = await listRefusedRows(visit, upload.id);
  const text = csvText([
    ['Riga', 'Colonna', 'Valore', 'Motivo'],
    ...rows.map((row) => [String(row.line), row.column, row.value, rowReason(row.reason)]),
  ]);
  return file(`scarti-${upload.fileName.replace(/\.\w+$/, '')}.csv`, 'text/csv; charset=utf-8', text);
}
