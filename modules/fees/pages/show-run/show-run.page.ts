import { CATEGORY_LABELS } from '#directory';
import { exportAsked, exported } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { findRun } from '#platform/jobs/run';
import { statusTag } from '#ui/status-tag';
import { askNoticeDocuments } from '../../commands/ask-notice-documents.ts';
import { issueNotices } from '../../commands/issue-notices.ts';
import { resumeRun } from '../../commands/resume-run.ts';
import { RUN_STATES } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { ASSESSMENT_SORTS, listAssessments } from '../../queries/list-assessments.ts';
import { getRun, listExceptions, sumRunByGroup } from '../../queries/list-runs.ts';
import { feesPage, idOf } from '../fees-page.ts';
import { showRunView } from './show-run.view.ts';

/** A run: how far it is, its totals, what is missing first, then the fee of each body. */
export async function show(visit: Visit): Promise<Answer> {
  const run = await getRun(visit, idOf(visit));
  const list = readListQuery(visit, {
    sorts: ASSESSMENT_SORTS,
    filters: ['q', 'categoria', 'classe', 'parte'],
  });
  const { q, categoria, classe, parte } = list.filters;
  const { format, page } = exportAsked(visit, list);
  const fees = await listAssessments(
    visit,
    { runId: run.id, words: q, category: categoria, cluster: classe, partial: parte === '1' },
    page,
  );
  if (format)
    return exported(
      {
        name: `quote-${run.year}-${run.number}`,
        rows: fees.rows,
        columns: [
          { header: 'Ente', kind: 'text', value: (f) => f.name },
          { header: 'Categoria', kind: 'text', value: (f) => CATEGORY_LABELS[f.category] },
          { header: 'Abitanti', kind: 'integer', value: (f) => f.inhabitants },
          { header: 'Aderente dal', kind: 'date', value: (f) => f.effectiveFrom },
          { header: 'Quota annuale (€)', kind: 'euro', value: (f) => f.yearlyCents },
          { header: 'Quota dovuta (€)', kind: 'euro', value: (f) => f.amountCents },
        ],
      },
      format,
    );
  const working =
    run.state === 'RUNNING' ? run.jobRunId : run.state === 'NOTICING' ? run.noticesJobRunId : null;
  const job = working ? await findRun(visit.db, visit.centreId, working) : null;
  const going = job !== null && (job.state === 'QUEUED' || job.state === 'RUNNING');
  const state = RUN_STATES[run.state]!;
  const content = showRunView({
    visit,
    run,
    job,
    going,
    list,
    fees,
    groups: await sumRunByGroup(visit, run.id),
    exceptions: await listExceptions(visit, run.id, { size: 5, offset: 0 }),
  });
  return feesPage(
    visit,
    `Quote ${run.year}${run.number > 1 ? `, accertamento n.\u00a0${run.number}` : ''}`,
    content,
    {
      path: [{ label: 'Accertamenti', href: feesLinks.runs() }],
      heading: { status: statusTag(state.kind, state.label), eyebrow: 'Accertamento', lead: run.convention },
      wide: true,
      ...(going ? { refreshSeconds: 2 } : {}),
    },
  );
}

export async function resume(visit: Visit): Promise<Answer> {
  const runId = idOf(visit);
  await resumeRun(visit, { runId });
  return redirect(feesLinks.run(runId), 'L’accertamento è ripreso: gli enti già accertati non cambiano.');
}

export async function notices(visit: Visit): Promise<Answer> {
  const runId = idOf(visit);
  await issueNotices(visit, { runId });
  return redirect(feesLinks.run(runId), 'L’emissione degli avvisi è avviata.');
}

export async function documents(visit: Visit): Promise<Answer> {
  const runId = idOf(visit);
  const { jobRunId } = await askNoticeDocuments(visit, { runId, send: visit.form.invio === '1' });
  return redirect(feesLinks.job(jobRunId), 'Il lavoro è avviato.');
}
