import { CATEGORY_LABELS } from '#directory';
import { formatInstant, formatItalianDate } from '#platform/calendar';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import type { JobRun } from '#platform/jobs/run';
import { formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { tariffLinks } from '#tariffs';
import { alert } from '#ui/alert';
import { descriptionList } from '#ui/description-list';
import { figureTiles } from '#ui/figure-tile';
import { section } from '#ui/heading';
import { progress } from '#ui/progress';
import { type Column, dataTable } from '#ui/table';
import { CLUSTER_LABELS, missingLabel } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayApproveAssessments, mayAssess } from '../../permissions.ts';
import type { ListedAssessment } from '../../queries/list-assessments.ts';
import type { Run, RunException, RunGroup } from '../../queries/list-runs.ts';
import { quantityLabels } from '../../rules/run-terms.ts';
import { runButtons } from './run-buttons.view.ts';
import { runFees } from './run-fees.view.ts';

export interface RunViewParts {
  visit: Visit;
  run: Run;
  job: JobRun | null;
  going: boolean;
  list: ListQuery;
  fees: Listed<ListedAssessment>;
  groups: { categories: readonly RunGroup[]; clusters: readonly RunGroup[] };
  exceptions: Listed<RunException>;
}

export function showRunView(parts: RunViewParts): Html {
  const { run, going, job } = parts;
  return html`${going && job ? progressPart(run, job) : ''}${outcome(parts)}${exceptionsPart(parts)}${
    run.assessed > 0 || !going ? tiles(run) : ''
  }${runButtons(parts)}${groupsPart(parts.groups)}${runFees(parts)}${termsPart(run)}`;
}

function progressPart(run: Run, job: JobRun): Html {
  return progress({
    label: job.label,
    done: job.done,
    ...(job.total === null ? {} : { total: job.total }),
    text:
      job.total === null
        ? 'In attesa di iniziare'
        : `${formatInteger(job.done)} di ${formatInteger(job.total)} enti`,
    pollUrl: feesLinks.run(run.id),
    refreshHref: feesLinks.run(run.id),
  });
}

function outcome({ run, job, going, visit }: RunViewParts): Html | '' {
  if (run.state === 'ASSESSED' && !going && run.assessed + run.missing === 0)
    return alert({
      kind: 'warning',
      text: `Nessuna quota da accertare: la convenzione non ha enti aderenti, oppure tutti hanno già la quota del ${run.year}. L’accertamento si può eliminare.`,
    });
  if (
    run.state === 'ASSESSED' &&
    !going &&
    may(visit.actor, mayAssess) &&
    !may(visit.actor, mayApproveAssessments)
  )
    return alert({
      kind: 'info',
      text: 'Le quote attendono l’approvazione del responsabile del centro: poi si emettono gli avvisi.',
    });
  if (run.state === 'DISCARDED')
    return alert({
      kind: 'warning',
      title: 'Accertamento eliminato',
      text: `Eliminato da ${run.discardedBy} il ${formatInstant(run.discardedAt!)}: ${run.discardReason}`,
    });
  if (going || !job) return '';
  if (job.state === 'FAILED')
    return alert({
      kind: 'danger',
      title: 'L’elaborazione non è riuscita',
      text: job.message ?? 'Riprovare.',
    });
  return alert({
    kind: 'warning',
    title: 'Elaborazione interrotta',
    text: 'Le quote già accertate sono conservate: riprendere per completare, oppure eliminare l’accertamento.',
  });
}

/** What is missing comes first: these bodies have no fee yet, and not a fee of zero. */
function exceptionsPart({ run, exceptions, visit }: RunViewParts): Html | '' {
  if (exceptions.total === 0) return '';
  const quantities = quantityLabels(run);
  const shown = exceptions.rows.map(
    (e) =>
      html`<li>${e.name}: manca ${e.missing.map((m) => missingLabel(m, run.populationOn, quantities)).join(' e ')}</li>`,
  );
  return alert({
    kind: 'warning',
    title:
      exceptions.total === 1
        ? 'Un ente non è stato accertato'
        : `${formatInteger(exceptions.total)} enti non sono stati accertati`,
    text: html`<ul>${shown}</ul><p class="mb-0"><a href="${feesLinks.runExceptions(run.id)}">Tutti i dati mancanti${may(visit.actor, mayAssess) ? ', e come completarli' : ''}</a></p>`,
  });
}

function tiles(run: Run): Html {
  return figureTiles([
    { figure: formatEuro(run.totalCents), label: 'Totale accertato' },
    { figure: formatInteger(run.assessed), label: 'Enti accertati' },
    {
      figure: formatInteger(run.missing),
      label: 'Enti con dati mancanti',
      href: feesLinks.runExceptions(run.id),
      ...(run.missing > 0 ? { kind: 'warning' as const } : {}),
    },
    { figure: formatItalianDate(run.populationOn), label: 'Data di popolazione e imprese' },
    ...(run.state === 'NOTICED'
      ? [
          {
            figure: formatInteger(run.notices),
            label: 'Avvisi emessi',
            href: `${feesLinks.notices()}?accertamento=${run.id}`,
          },
        ]
      : []),
  ]);
}

function groupsPart({ categories, clusters }: RunViewParts['groups']): Html | '' {
  if (categories.length === 0) return '';
  const columns = (header: string, labels: Readonly<Record<string, string>>): Column<RunGroup>[] => [
    { header, rowHeader: true, cell: (row) => labels[row.group] ?? row.group },
    { header: 'Enti', numeric: true, cell: (row) => formatInteger(row.bodies) },
    { header: 'Totale', numeric: true, nowrap: true, cell: (row) => formatEuro(row.totalCents) },
  ];
  return section({
    title: 'Totali per classe e categoria',
    content: html`<div class="row"><div class="col-lg-6">${dataTable({ caption: 'Per classe di popolazione', columns: columns('Classe', CLUSTER_LABELS), rows: clusters })}</div><div class="col-lg-6">${dataTable({ caption: 'Per categoria di ente', columns: columns('Categoria', CATEGORY_LABELS), rows: categories })}</div></div>`,
  });
}

const PRO_RATA: Readonly<Record<string, string>> = {
  MONTHLY: 'a mesi, compreso quello di ingresso',
  DAILY: 'a giorni',
  NONE: 'nessuna riduzione',
};

function termsPart(run: Run): Html {
  return section({
    title: 'Come si è accertato',
    content: descriptionList([
      {
        term: 'Tariffa',
        value: html`<a href="${tariffLinks.tariff(run.tariffId)}">${run.tariff.title}, versione ${run.tariff.version}</a>`,
      },
      { term: 'Chi entra durante l’anno', value: PRO_RATA[run.parameters.proRata] },
      {
        term: 'Quota propria delle forme associative',
        value: run.parameters.chargeAssociationOwnFee ? 'Dovuta' : 'Non dovuta',
      },
      { term: 'Accertato da', value: `${run.assessedBy}, ${formatInstant(run.assessedAt)}` },
      run.approvedAt && {
        term: 'Approvato da',
        value: `${run.approvedBy}, ${formatInstant(run.approvedAt)}${run.approvalReason ? ` – ${run.approvalReason}` : ''}`,
      },
      run.noticedAt && {
        term: 'Avvisi emessi da',
        value: `${run.noticedBy}, ${formatInstant(run.noticedAt)}`,
      },
    ]),
  });
}
