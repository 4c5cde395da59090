import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { confirmPanel } from '#ui/confirm';
import { errorSummary } from '#ui/error-summary';
import { discardRun } from '../../commands/discard-run.ts';
import { feesLinks } from '../../links.ts';
import { getRun } from '../../queries/list-runs.ts';
import { reasonField, reasonInput } from '../act-fields.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

/** The page before a run is discarded. */
export async function show(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const run = await getRun(visit, idOf(visit));
  const content = html`${errorSummary(errorsOf(problems, ['motivo']))}${confirmPanel({
    question: `Eliminare l’accertamento delle quote ${run.year}?`,
    consequences: html`<p>Le ${formatInteger(run.assessed)} quote restano consultabili ma non valgono più; si potrà accertare di nuovo lo stesso anno.</p>`,
    action: feesLinks.runAction(run.id, 'eliminazione'),
    hiddenFields: visit.hiddenFields(),
    fields: reasonField(problems),
    confirmLabel: 'Elimina l’accertamento',
    cancelHref: feesLinks.run(run.id),
    danger: true,
  })}`;
  return feesPage(visit, 'Eliminazione', content, {
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
    reasonInput,
    async (input) => {
      await discardRun(visit, { runId: idOf(visit), reason: input.motivo });
      return redirect(feesLinks.run(idOf(visit)), 'L’accertamento è eliminato.');
    },
    (problems) => show(visit, problems),
  );
