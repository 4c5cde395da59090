import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { errorSummary } from '#ui/error-summary';
import { fileField, select } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import type { RefusedRow } from '../../commands/record-earlier-adhesions.ts';
import { membershipLinks } from '../../links.ts';

const MOST_SHOWN = 200;

export function earlierAdhesionsView(
  hiddenFields: Html,
  { errors, values }: Problems,
  conventions: readonly { id: string; title: string }[],
  refused: readonly RefusedRow[],
): Html {
  return html`${errorSummary(
    Object.entries(errors).map(([field, message]) => ({ field: field || undefined, message })),
  )}${refused.length > 0 ? refusedRows(refused) : ''}${form({
    action: membershipLinks.earlierAdhesions(),
    hiddenFields,
    multipart: true,
    fields: [
      select({
        name: 'convenzione',
        label: 'Convenzione',
        required: true,
        value: values.convenzione ?? (conventions.length === 1 ? conventions[0]!.id : ''),
        choices: conventions.map((c) => ({ value: c.id, label: c.title })),
        emptyLabel: 'Scegliere',
        error: errors.convenzione,
      }),
      fileField({
        name: 'file',
        label: 'File delle adesioni',
        hint: html`CSV o XLSX, con le colonne del <a href="${membershipLinks.earlierAdhesionsModel()}">modello</a>.`,
        required: true,
        accept: '.csv,.xlsx,text/csv',
        error: errors.file,
      }),
    ],
    submitLabel: 'Carica le adesioni',
    cancelHref: membershipLinks.members(),
  })}${section({ title: 'Come compilare il file', content: HOW })}`;
}

const HOW = html`<ul><li>Ogni ente è indicato con il <strong>codice IPA</strong> o, per i comuni, con il codice ISTAT: mai con il nome.</li><li>Per un’adesione <strong>diretta</strong> servono organo, numero e data della delibera, da quando è pubblicata (o che è immediatamente eseguibile, o la data certificata dal segretario) e la data della firma.</li><li>Per un comune che aderisce <strong>tramite un’associazione</strong> bastano il codice del comune, quello dell’associazione nella colonna «tramite» e la decorrenza: vale la delibera dell’associazione, che deve essere già aderente o stare nello stesso file.</li><li>Il tipo di firma è digitale, avanzata o qualificata: con ogni altra firma la convenzione è nulla.</li></ul>`;

const refusedRows = (refused: readonly RefusedRow[]): Html =>
  section({
    title: 'Righe da correggere',
    content: html`${dataTable({
      caption: 'Righe da correggere',
      captionHidden: true,
      small: 'stack',
      rows: refused.slice(0, MOST_SHOWN),
      columns: [
        { header: 'Riga', numeric: true, cell: (r) => r.line },
        { header: 'Ente', rowHeader: true, cell: (r) => r.bodyCode || 'senza codice' },
        {
          header: 'Che cosa correggere',
          cell: (r) => html`<ul class="mb-0">${r.problems.map((p) => html`<li>${p}</li>`)}</ul>`,
        },
      ],
    })}${refused.length > MOST_SHOWN ? html`<p>Sono mostrate le prime ${MOST_SHOWN} righe su ${refused.length}.</p>` : ''}`,
  });
