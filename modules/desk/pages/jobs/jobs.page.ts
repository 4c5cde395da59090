import { formatInstant } from '#platform/calendar';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { select } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { deskLinks } from '../../links.ts';
import { JOB_STATES } from '../../messages.it.ts';
import { listJobs } from '../../queries/list-jobs.ts';

/** The long work of the centre, the latest first. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['data'], filters: ['stato'] });
  const jobs = await listJobs(visit, list, list.filters.stato);
  const content = html`${listToolbar({
    action: deskLinks.jobs(),
    filters: select({
      name: 'stato',
      label: 'Stato',
      value: list.filters.stato,
      emptyLabel: 'Tutti',
      choices: Object.entries(JOB_STATES).map(([value, { label }]) => ({ value, label })),
    }),
    results: resultsOf(list, jobs, ['lavoro', 'lavori']),
  })}${dataTable({
    caption: 'Lavori del centro',
    captionHidden: true,
    rows: jobs.rows,
    small: 'stack',
    columns: [
      {
        header: 'Lavoro',
        rowHeader: true,
        cell: (job) => html`<a href="${deskLinks.job(job.id)}">${job.label}</a>`,
      },
      {
        header: 'Stato',
        cell: (job) => statusTag(JOB_STATES[job.state]!.kind, JOB_STATES[job.state]!.label),
      },
      {
        header: 'Avanzamento',
        numeric: true,
        cell: (job) =>
          job.total === null
            ? formatInteger(job.done)
            : `${formatInteger(job.done)} di ${formatInteger(job.total)}`,
      },
      { header: 'Richiesto da', cell: (job) => job.requestedName },
      { header: 'Richiesto il', nowrap: true, cell: (job) => formatInstant(job.requestedAt) },
      {
        header: 'Terminato il',
        nowrap: true,
        cell: (job) => (job.finishedAt ? formatInstant(job.finishedAt) : null),
      },
    ],
    empty: emptyState({
      title: 'Nessun lavoro',
      text: 'Qui compaiono le importazioni, gli accertamenti e le altre elaborazioni lunghe, con il loro avanzamento e l’esito.',
    }),
  })}${pagesOf(list, jobs, 'lavori')}`;
  return page('Lavori', content, {
    breadcrumb: [{ label: 'Scrivania', href: deskLinks.home() }, { label: 'Lavori' }],
    wide: true,
  });
}
