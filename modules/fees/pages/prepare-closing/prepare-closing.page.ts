import { partsOf } from '#platform/calendar';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { errorSummary } from '#ui/error-summary';
import { prepareClosing } from '../../commands/prepare-closing.ts';
import { reconcilePaidNotices } from '../../commands/reconcile-paid-notices.ts';
import { feesLinks } from '../../links.ts';
import { listFeeYears } from '../../queries/list-notices.ts';
import { findClosingOf } from '../../queries/year-closings.ts';
import { closingFacts, figuresToClose } from '../../queries/year-to-close.ts';
import { closingObstacles } from '../../rules/year-closing.ts';
import { errorsOf, feesPage, yearOf } from '../fees-page.ts';
import { prepareClosingInput } from './prepare-closing.input.ts';
import { prepareClosingView } from './prepare-closing.view.ts';

const FIELDS = ['anno', 'residui', 'crediti'];

/** The page before a closing: what stands in the way, the figures it would freeze, the reasons it asks for. */
export async function show(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const years = await listFeeYears(visit);
  const last = partsOf(visit.today).year - 1;
  const year =
    yearOf(problems.values.anno ?? visit.query.anno) ?? (years.includes(last) ? last : (years[0] ?? last));
  const facts = await closingFacts(visit, year);
  const figures = await figuresToClose(visit, year);
  const content = html`${errorSummary(errorsOf(problems, FIELDS))}${prepareClosingView(visit, {
    years: [...new Set([year, ...years])],
    facts,
    obstacles: closingObstacles(facts),
    totals: figures.totals,
    known: await findClosingOf(visit, year),
    problems,
  })}`;
  return feesPage(visit, `Predisporre la chiusura delle quote ${year}`, content, {
    path: [{ label: 'Chiusura', href: feesLinks.closings() }],
    ...(Object.keys(problems.errors).length > 0 ? { status: problems.status, refused: true } : {}),
  });
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    prepareClosingInput,
    async ({ anno, residui, crediti }) => {
      const { closingId } = await prepareClosing(visit, {
        year: anno,
        openReason: residui,
        creditReason: crediti,
      });
      return redirect(
        feesLinks.closing(closingId),
        'La chiusura è predisposta: ora la approva un’altra persona.',
      );
    },
    (problems) => show(visit, problems),
  );

/** Reconciles in one act all the notices of the year that are paid to the cent. */
export async function reconcile(visit: Visit): Promise<Answer> {
  const year = yearOf(visit.form.anno) ?? partsOf(visit.today).year;
  const { reconciled } = await reconcilePaidNotices(visit, { year });
  return redirect(
    `${feesLinks.newClosing()}?anno=${year}`,
    reconciled === 1 ? 'Un avviso è riconciliato.' : `${formatInteger(reconciled)} avvisi sono riconciliati.`,
  );
}
