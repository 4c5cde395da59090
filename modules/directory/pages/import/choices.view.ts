import { type Html, html } from '#platform/html';
import { alert } from '#ui/alert';
import { submitButton } from '#ui/button';
import { dateField, select } from '#ui/field';
import { rowReason } from '../../labels.it.ts';
import { directoryLinks } from '../../links.ts';
import type { PlanRow } from '../../queries/list-import-rows.ts';
import type { Choice } from '../../rules/register-import/import-options.ts';
import type { ImportPage } from './import.view.ts';

/** The rows that a code could not decide, each with the bodies it may be. */
export function choicesForm({ visit, upload, rows }: ImportPage): Html {
  const successors = upload.kind === 'municipality-changes';
  return html`${alert({
    kind: 'info',
    text: 'Per queste righe il codice non basta e il nome da solo non decide. Finché non si sceglie, restano fuori dall’importazione.',
  })}<form class="form-block" method="post" novalidate action="${directoryLinks.importPart(upload.id, 'scelte')}">${visit.hiddenFields()}${rows.rows.map(
    (row) =>
      html`<section class="page-section"><h2 class="h5">Riga ${row.line}: ${row.label}</h2><p>${rowReason(row.reason)}</p>${select(
        {
          name: `scelta-${row.line}`,
          label: successors ? 'Comune subentrato' : 'Ente',
          width: 'long',
          value: shownChoice(upload.choices[String(row.line)]),
          emptyLabel: 'Non ancora scelto',
          choices: [
            ...row.candidates.map((body) => ({ value: body.id, label: `${body.name} (${body.codes})` })),
            ...(successors || !mayBeNew(row) ? [] : [{ value: 'NEW', label: 'È un ente nuovo' }]),
            { value: 'SKIP', label: 'Non importare questa riga' },
          ],
        },
      )}${successors && row.reason === 'no-date' ? dateField({ name: `data-${row.line}`, label: 'Data di cessazione' }) : ''}</section>`,
  )}<div class="button-row">${submitButton({ label: 'Registra le scelte e ripeti la prova' })}</div></form>`;
}

const mayBeNew = (row: PlanRow): boolean => row.reason !== 'several-rows';

function shownChoice(choice: Choice | undefined): string {
  if (choice === undefined) return '';
  return typeof choice === 'string' ? choice : choice.bodyId;
}
