import { z } from 'zod';
import { optionalText } from '#platform/forms/inputs';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatEuro, formatInteger } from '#platform/money';
import { confirmPanel } from '#ui/confirm';
import { errorSummary } from '#ui/error-summary';
import { textArea } from '#ui/field';
import { approveRun } from '../../commands/approve-run.ts';
import { feesLinks } from '../../links.ts';
import { getRun } from '../../queries/list-runs.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

const INPUT = z.object({ nota: optionalText() });

/** The page before the approval: what is approved, and that it then changes no more. */
export async function show(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const run = await getRun(visit, idOf(visit));
  const content = html`${errorSummary(errorsOf(problems, ['nota']))}${confirmPanel({
    question: `Approvare le quote ${run.year}?`,
    consequences: html`<ul><li>${formatInteger(run.assessed)} ${run.assessed === 1 ? 'quota' : 'quote'} per ${formatEuro(run.totalCents)}, ${run.assessed === 1 ? 'accertata' : 'accertate'} da ${run.assessedBy}.</li>${
      run.missing > 0
        ? html`<li>${run.missing === 1 ? 'Un ente con dati mancanti resta fuori: si accerterà' : `${formatInteger(run.missing)} enti con dati mancanti restano fuori: si accerteranno`} con un nuovo accertamento dello stesso anno.</li>`
        : ''
    }<li>Dopo l’approvazione gli importi non si modificano: si correggono con righe a credito o a debito sugli avvisi.</li></ul>`,
    action: feesLinks.runAction(run.id, 'approvazione'),
    hiddenFields: visit.hiddenFields(),
    fields: textArea({
      name: 'nota',
      label: 'Nota',
      hint: 'Facoltativa: per esempio l’atto con cui si approva.',
      value: problems.values.nota,
      error: problems.errors.nota,
      rows: 2,
    }),
    confirmLabel: 'Approva le quote',
    cancelHref: feesLinks.run(run.id),
  })}`;
  return feesPage(visit, 'Approvazione', content, {
    path: [
      { label: 'Accertamenti', href: feesLinks.runs() },
      { label: `Quote ${run.year}`, href: feesLinks.run(run.id) },
    ],
    ...(Object.keys(problems.errors).length > 0 ? { status: problems.status, refused: true } : {}),
  });
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    INPUT,
    async (input) => {
      await approveRun(visit, { runId: idOf(visit), reason: input.nota });
      return redirect(feesLinks.run(idOf(visit)), 'Le quote sono approvate: si possono emettere gli avvisi.');
    },
    (problems) => show(visit, problems),
  );
