import { z } from 'zod';
import { formatInstant } from '#platform/calendar';
import { requiredText } from '#platform/forms/inputs';
import { readListQuery } from '#platform/forms/list-query';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { closeReport } from '../../commands/close-report.ts';
import { siteLinks } from '../../links.ts';
import { mayCloseReports } from '../../permissions.ts';
import { getReport, listReports, REPORT_SORTS } from '../../queries/list-reports.ts';
import { reportDeskView, reportsView } from './reports.view.ts';

const CRUMBS = [{ label: 'Scrivania', href: '/' }] as const;

/** What visitors of the public site reported. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: REPORT_SORTS, defaultDirection: 'desc', filters: ['stato'] });
  const state = ['OPEN', 'CLOSED'].find((known) => known === list.filters.stato);
  const reports = await listReports(visit, state ? { state } : {}, list);
  return page('Segnalazioni di disservizio', reportsView(list, reports), {
    breadcrumb: [...CRUMBS, { label: 'Segnalazioni' }],
    wide: true,
  });
}

export async function one(visit: Visit): Promise<Answer> {
  return render(visit, fresh());
}

const closeInput = z.object({ esito: requiredText('Indicare che cosa è stato fatto.', 2000) });

export function close(visit: Visit): Promise<Answer> {
  const id = visit.params.id!;
  return submitForm(
    visit,
    closeInput,
    async ({ esito }) => {
      await closeReport(visit, { id, outcome: esito });
      return redirect(siteLinks.reports(), 'La segnalazione è stata chiusa.');
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const report = await getReport(visit, visit.params.id!);
  const refused = Object.keys(problems.errors).length > 0;
  const hidden = may(visit.actor, mayCloseReports) && report.state === 'OPEN' ? visit.hiddenFields() : null;
  return page(`Segnalazione n. ${report.number}`, reportDeskView(report, hidden, problems), {
    breadcrumb: [
      ...CRUMBS,
      { label: 'Segnalazioni', href: siteLinks.reports() },
      { label: `N. ${report.number}` },
    ],
    heading: { lead: `Ricevuta il ${formatInstant(report.receivedAt)}` },
    refused,
    status: refused ? problems.status : 200,
  });
}
