import { formatInstant } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import type { JobRun } from '#platform/jobs/run';
import { formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { buttonLink, postButton } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { progress } from '#ui/progress';
import { statusTag } from '#ui/status-tag';
import { deskLinks } from '../../links.ts';
import { JOB_STATES } from '../../messages.it.ts';
import { mayStopJobs } from '../../permissions.ts';

export function jobView(visit: Visit, run: JobRun): Html {
  const going = run.state === 'QUEUED' || run.state === 'RUNNING';
  const state = JOB_STATES[run.state]!;
  return html`${progress({
    id: 'avanzamento',
    label: 'Avanzamento',
    done: run.done,
    ...(run.total === null ? {} : { total: run.total }),
    text: progressText(run),
    ...(going ? { pollUrl: deskLinks.job(run.id), refreshHref: deskLinks.job(run.id) } : {}),
  })}${run.state === 'FAILED' ? alert({ kind: 'danger', title: 'Il lavoro non è riuscito', text: run.message ?? '' }) : ''}${descriptionList(
    [
      { term: 'Stato', value: statusTag(state.kind, state.label) },
      { term: 'Richiesto da', value: run.requestedName },
      { term: 'Richiesto il', value: formatInstant(run.requestedAt) },
      run.startedAt && { term: 'Iniziato il', value: formatInstant(run.startedAt) },
      run.finishedAt && { term: 'Terminato il', value: formatInstant(run.finishedAt) },
    ],
  )}${run.report ? reportSection(run.report) : ''}<div class="button-row">${
    run.resultUrl && run.state === 'DONE'
      ? buttonLink({ label: 'Vai al risultato', href: run.resultUrl })
      : ''
  }${going && may(visit.actor, mayStopJobs) ? postButton({ label: 'Interrompi', action: `${deskLinks.job(run.id)}/interruzione`, hiddenFields: visit.hiddenFields(), kind: 'secondary' }) : ''}</div>`;
}

function progressText(run: JobRun): string {
  const message = run.message && run.state === 'RUNNING' ? ` – ${run.message}` : '';
  if (run.total === null) return `${formatInteger(run.done)} elaborati${message}`;
  return `${formatInteger(run.done)} di ${formatInteger(run.total)}${message}`;
}

/** The report's lines; a room writes them as Italian terms and values. */
function reportSection(report: Record<string, unknown>): Html {
  const items = Object.entries(report).map(([term, value]) => ({
    term,
    value:
      typeof value === 'number'
        ? formatInteger(value)
        : Array.isArray(value)
          ? html`<ul>${value.slice(0, 200).map((line) => html`<li>${String(line)}</li>`)}</ul>`
          : String(value),
  }));
  return section({ title: 'Esito', content: descriptionList(items) });
}
