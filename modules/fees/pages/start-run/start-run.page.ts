import { z } from 'zod';
import { partsOf } from '#platform/calendar';
import { requiredId, requiredWhole } from '#platform/forms/inputs';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { numberField, select } from '#ui/field';
import { form } from '#ui/form';
import { startAssessmentRun } from '../../commands/start-assessment-run.ts';
import { feesLinks } from '../../links.ts';
import { listFeeConventions } from '../../queries/find-fee-terms.ts';
import { errorsOf, feesPage } from '../fees-page.ts';

const INPUT = z.object({
  convenzione: requiredId('Scegliere la convenzione.'),
  anno: requiredWhole('Indicare l’anno delle quote.', 1990, 2199),
});

/** Which year is to be assessed, under which convention. */
export async function show(visit: Visit, problems?: Problems): Promise<Answer> {
  const conventions = await listFeeConventions(visit);
  const { year } = partsOf(visit.today);
  const filled = problems ?? fresh({ anno: String(year), convenzione: conventions[0]?.conventionId ?? '' });
  const content =
    conventions.length === 0
      ? emptyState({
          title: 'Nessuna convenzione con quota',
          text: 'Registrare prima la convenzione e approvarne la tariffa.',
        })
      : html`${errorSummary(errorsOf(filled, ['convenzione', 'anno']))}<p>Per ogni ente aderente la quota si calcola con la tariffa in vigore al 1º gennaio e con la popolazione e le imprese alla data che la tariffa stabilisce. Chi entra durante l’anno paga in proporzione; chi ha già una quota dell’anno non è accertato di nuovo. Un ente di cui manca un dato non riceve una quota pari a zero: compare fra i dati mancanti.</p>${form(
          {
            action: feesLinks.newRun(),
            hiddenFields: visit.hiddenFields(),
            fields: [
              select({
                name: 'convenzione',
                label: 'Convenzione',
                required: true,
                value: filled.values.convenzione,
                error: filled.errors.convenzione,
                choices: conventions.map((c) => ({
                  value: c.conventionId,
                  label: `${c.title} (${c.validFrom.slice(0, 4)}–${c.validTo.slice(0, 4)})`,
                })),
              }),
              numberField({
                name: 'anno',
                label: 'Anno delle quote',
                required: true,
                value: filled.values.anno,
                error: filled.errors.anno,
              }),
            ],
            submitLabel: 'Avvia l’accertamento',
            cancelHref: feesLinks.runs(),
          },
        )}`;
  return feesPage(visit, 'Accertare le quote di un anno', content, {
    path: [{ label: 'Accertamenti', href: feesLinks.runs() }],
    ...(problems ? { status: problems.status, refused: true } : {}),
  });
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    INPUT,
    async (input) => {
      const { runId } = await startAssessmentRun(visit, {
        conventionId: input.convenzione,
        year: input.anno,
      });
      return redirect(feesLinks.run(runId), 'L’accertamento è avviato: la pagina ne mostra l’avanzamento.');
    },
    (problems) => show(visit, problems),
  );
