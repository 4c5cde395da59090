import { z } from 'zod';
import { RuleBroken } from '#platform/errors';
import { csvText } from '#platform/files/csv-write';
import { requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { type Answer, file, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { formatInteger } from '#platform/money';
import { errorSummary } from '#ui/error-summary';
import { fileField, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { CLASS_COLUMNS, giveClasses, type RefusedClass } from '../../commands/give-classes.ts';
import { membershipLinks } from '../../links.ts';
import { getConvention } from '../../queries/list-conventions.ts';
import { classesPath } from '../classes/classes.page.ts';
import { readClasses } from './read-classes.ts';

const INPUT = z.object({ atto: requiredText('Indicare l’atto che assegna le classi.', 300) });

/** Many classes at once, from a file: all of it or nothing. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh(), []);

/** An example of the file, to fill in. */
export const model = (_visit: Visit): Answer =>
  file(
    'modello-classi.csv',
    'text/csv; charset=utf-8',
    csvText([
      CLASS_COLUMNS,
      ['c_a034', 'A', '01/01/2026', '', 'Allegato B della convenzione'],
      ['c_a060', 'B', '01/01/2026', '31/12/2028', ''],
    ]),
  );

export function submit(visit: Visit): Promise<Answer> {
  const conventionId = visit.params.id!;
  let rows: readonly RefusedClass[] = [];
  return submitForm(
    visit,
    INPUT,
    async ({ atto }) => {
      const sent = visit.files.find((one) => one.field === 'file');
      if (!sent || sent.bytes.byteLength === 0)
        return render(visit, wrong(visit, 'file', 'Scegliere il file da caricare.'), []);
      const read = readClasses(sent.bytes, atto);
      if ('wrongFile' in read) return render(visit, wrong(visit, 'file', read.wrongFile), []);
      try {
        const { given, unchanged } = await giveClasses(visit, { conventionId, classes: read.classes });
        return redirect(membershipLinks.classes(conventionId), saidOf(given, unchanged));
      } catch (error) {
        if (!(error instanceof RuleBroken) || !Array.isArray(error.facts.refused)) throw error;
        rows = error.facts.refused as RefusedClass[];
        return render(visit, notGiven(visit, Number(error.facts.rows)), rows);
      }
    },
    (problems) => render(visit, problems, rows),
  );
}

function saidOf(given: number, unchanged: number): string {
  if (given === 0) return 'Tutte le classi del file erano già assegnate: non è cambiato nulla.';
  const first =
    given === 1 ? 'È stata assegnata una classe' : `Sono state assegnate ${formatInteger(given)} classi`;
  return unchanged === 0 ? `${first}.` : `${first}; altre ${formatInteger(unchanged)} c’erano già.`;
}

const wrong = (visit: Visit, field: string, message: string): Problems => ({
  ...fresh(visit.form),
  errors: { [field]: message },
});

const notGiven = (visit: Visit, rows: number): Problems =>
  wrong(visit, '', sentenceFor('membership.classes-not-given', { rows }));

async function render(visit: Visit, problems: Problems, rows: readonly RefusedClass[]): Promise<Answer> {
  const convention = await getConvention(visit, visit.params.id!);
  const refused = Object.keys(problems.errors).length > 0;
  const content = html`${errorSummary(
    Object.entries(problems.errors).map(([field, message]) => ({ field: field || undefined, message })),
  )}${rows.length > 0 ? refusedRows(rows) : ''}${form({
    action: membershipLinks.classesFile(convention.id),
    hiddenFields: visit.hiddenFields(),
    multipart: true,
    fields: [
      fileField({
        name: 'file',
        label: 'File delle classi',
        hint: html`CSV o XLSX, con le colonne del <a href="${membershipLinks.classesModel(convention.id)}">modello</a>: codice dell’ente (IPA o ISTAT), classe, decorrenza e, se c’è, ultimo giorno.`,
        required: true,
        accept: '.csv,.xlsx,text/csv',
        error: problems.errors.file,
      }),
      textField({
        name: 'atto',
        label: 'Atto',
        hint: 'Vale per le righe che non ne indicano uno nella colonna «atto».',
        required: true,
        width: 'long',
        value: problems.values.atto,
        error: problems.errors.atto,
      }),
    ],
    submitLabel: 'Assegna le classi',
    cancelHref: membershipLinks.classes(convention.id),
  })}`;
  return page('Classi da un file', content, {
    status: refused ? 422 : 200,
    refused,
    breadcrumb: classesPath(convention, 'Carica da un file'),
    heading: {
      eyebrow: convention.title,
      lead: 'Se una sola riga è sbagliata non viene registrato nulla. Lo stesso file caricato due volte non cambia nulla.',
    },
  });
}

const MOST_SHOWN = 200;

const refusedRows = (refused: readonly RefusedClass[]): Html =>
  section({
    title: 'Righe da correggere',
    content: html`${dataTable({
      caption: 'Righe da correggere',
      captionHidden: true,
      small: 'stack',
      rows: refused
        .slice(0, MOST_SHOWN)
        .flatMap(({ line, bodyCode, problems }) => problems.map((one) => ({ line, bodyCode, ...one }))),
      columns: [
        { header: 'Riga', numeric: true, cell: (r) => r.line },
        { header: 'Ente', rowHeader: true, cell: (r) => r.bodyCode || 'senza codice' },
        { header: 'Colonna', cell: (r) => r.column },
        { header: 'Che cosa correggere', cell: (r) => r.text },
      ],
    })}${refused.length > MOST_SHOWN ? html`<p>Sono mostrate le prime ${MOST_SHOWN} righe su ${formatInteger(refused.length)}.</p>` : ''}`,
  });
