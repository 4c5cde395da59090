import { NotFound } from '#platform/errors';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { findRun } from '#platform/jobs/run';
import { demand } from '#platform/permission';
import { stopJob } from '../../commands/stop-job.ts';
import { deskLinks } from '../../links.ts';
import { mayFollowJobs } from '../../permissions.ts';
import { jobView } from './job.view.ts';

/** Long work as it goes: how far it is, then its report. The page follows it by itself, with script and without. */
export async function show(visit: Visit): Promise<Answer> {
  demand(visit, mayFollowJobs);
  const run = isId(visit.params.id) ? await findRun(visit.db, visit.centreId, visit.params.id) : null;
  if (!run) throw new NotFound('job', visit.params.id);
  const going = run.state === 'QUEUED' || run.state === 'RUNNING';
  return page(run.label, jobView(visit, run), {
    breadcrumb: [
      { label: 'Scrivania', href: deskLinks.home() },
      { label: 'Lavori', href: deskLinks.jobs() },
      { label: run.label },
    ],
    ...(going ? { refreshSeconds: 2 } : {}),
  });
}

export async function stop(visit: Visit): Promise<Answer> {
  await stopJob(visit, visit.params.id ?? '');
  return redirect(
    deskLinks.job(visit.params.id ?? ''),
    'È stata chiesta l’interruzione: il lavoro si ferma al primo punto sicuro.',
  );
}
