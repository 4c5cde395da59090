import { formatInstant } from '#platform/calendar';
import { InvalidInput } from '#platform/errors';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { fileField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { pagesOf } from '#ui/list-pages';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { loadBankFile } from '../../commands/load-bank-file.ts';
import { BANK_FILE_STATES } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayRecordPayments } from '../../permissions.ts';
import { listBankFiles } from '../../queries/list-payments.ts';
import { feesPage } from '../fees-page.ts';

/** The bank's files loaded so far, and the form that loads one. */
export async function show(visit: Visit, error?: string): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['data'], filters: [] });
  const files = await listBankFiles(visit, list);
  const load = may(visit.actor, mayRecordPayments)
    ? section({
        title: 'Caricare un file',
        content: form({
          action: feesLinks.bankFiles(),
          hiddenFields: visit.hiddenFields(),
          multipart: true,
          fields: fileField({
            name: 'file',
            label: 'Movimenti della banca (CSV)',
            required: true,
            accept: '.csv,text/csv,text/plain',
            hint: 'Colonne attese: data, importo, causale, riferimento (TRN), separate da punto e virgola, con i nomi nella prima riga. Nulla è registrato prima della conferma.',
            error,
          }),
          submitLabel: 'Carica e prova l’abbinamento',
        }),
      })
    : '';
  const content = html`${error ? errorSummary([{ field: 'file', message: error }]) : ''}${load}${section({
    title: 'File caricati',
    content: html`${dataTable({
      caption: 'File della banca',
      captionHidden: true,
      rows: files.rows,
      small: 'stack',
      columns: [
        {
          header: 'File',
          rowHeader: true,
          cell: (f) => html`<a href="${feesLinks.bankFile(f.id)}">${f.fileName}</a>`,
        },
        {
          header: 'Stato',
          cell: (f) => statusTag(BANK_FILE_STATES[f.state]!.kind, BANK_FILE_STATES[f.state]!.label),
        },
        { header: 'Righe', numeric: true, cell: (f) => formatInteger(f.lineCount) },
        { header: 'Registrate', numeric: true, cell: (f) => formatInteger(f.applied) },
        { header: 'Caricato', cell: (f) => `${formatInstant(f.uploadedAt)}, ${f.uploadedBy}` },
      ],
      empty: emptyState({
        title: 'Nessun file',
        text: 'Scaricare i movimenti dal tesoriere in formato CSV e caricarli qui.',
      }),
    })}${pagesOf(list, files, 'file')}`,
  })}`;
  return feesPage(visit, 'File della banca', content, {
    path: [{ label: 'Versamenti', href: feesLinks.payments() }],
    ...(error ? { status: 422, refused: true } : {}),
  });
}

export async function send(visit: Visit): Promise<Answer> {
  const sent = visit.files.find((f) => f.field === 'file');
  if (!sent) return show(visit, 'Scegliere il file da caricare.');
  try {
    const { fileId } = await loadBankFile(visit, { name: sent.name, bytes: sent.bytes });
    return redirect(feesLinks.bankFile(fileId), {
      kind: 'info',
      text: 'Il file è stato letto: controllare l’abbinamento e confermare.',
    });
  } catch (error) {
    if (error instanceof InvalidInput) return show(visit, error.fields.file);
    throw error;
  }
}
