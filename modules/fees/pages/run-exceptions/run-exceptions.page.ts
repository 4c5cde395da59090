import { CATEGORY_LABELS, directoryLinks } from '#directory';
import { membershipLinks } from '#membership';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { postButton } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { dataTable } from '#ui/table';
import { missingLabel } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayAssess } from '../../permissions.ts';
import { getRun, listExceptions, type RunException } from '../../queries/list-runs.ts';
import { quantityLabels } from '../../rules/run-terms.ts';
import { feesPage, idOf } from '../fees-page.ts';

/** The bodies that could not be assessed, what is missing of each, and where to mend it. */
export async function show(visit: Visit): Promise<Answer> {
  const run = await getRun(visit, idOf(visit));
  const list = readListQuery(visit, { sorts: ['ente'], filters: [] });
  const { format, page } = exportAsked(visit, list);
  const exceptions = await listExceptions(visit, run.id, page);
  const quantities = quantityLabels(run);
  const words = (missing: readonly string[]) =>
    missing.map((name) => missingLabel(name, run.populationOn, quantities)).join(' e ');
  if (format)
    return exported(
      {
        name: `dati-mancanti-${run.year}`,
        rows: exceptions.rows,
        columns: [
          { header: 'Ente', kind: 'text', value: (e) => e.name },
          { header: 'Categoria', kind: 'text', value: (e) => CATEGORY_LABELS[e.category] },
          { header: 'Manca', kind: 'text', value: (e) => words(e.missing) },
        ],
      },
      format,
    );
  const again = may(visit.actor, mayAssess) && run.state === 'ASSESSED' && exceptions.total > 0;
  const content = html`${
    exceptions.total > 0
      ? html`<p>Questi enti non hanno una quota: un dato mancante non vale zero. Completare i dati nella scheda dell’ente e riprovare; se l’accertamento è già approvato, avviarne uno nuovo per lo stesso anno, che riguarderà soltanto loro.</p>`
      : ''
  }${
    again
      ? html`<div class="button-row">${postButton({ label: 'Riprova gli enti mancanti', action: feesLinks.runAction(run.id, 'ripresa'), hiddenFields: visit.hiddenFields() })}</div>`
      : ''
  }${listToolbar({
    action: feesLinks.runExceptions(run.id),
    results: resultsOf(list, exceptions, ['ente', 'enti']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: 'Enti con dati mancanti',
    captionHidden: true,
    rows: exceptions.rows,
    small: 'stack',
    columns: [
      { header: 'Ente', rowHeader: true, cell: (e) => e.name },
      { header: 'Categoria', cell: (e) => CATEGORY_LABELS[e.category] },
      { header: 'Manca', cell: (e) => words(e.missing) },
      {
        header: 'Azioni',
        headerHidden: true,
        cell: (e) => mendLinks(e, run.conventionId, may(visit.actor, mayAssess)),
      },
    ],
    empty: emptyState({
      title: 'Non manca alcun dato',
      text: 'Tutti gli enti aderenti dell’anno hanno la loro quota.',
    }),
  })}${pagesOf(list, exceptions, 'enti')}`;
  return feesPage(visit, 'Dati mancanti', content, {
    path: [
      { label: 'Accertamenti', href: feesLinks.runs() },
      { label: `Quote ${run.year}`, href: feesLinks.run(run.id) },
    ],
    wide: true,
  });
}

/** Where what is missing can be completed: the figures of the body, or the classes of the convention. */
function mendLinks(e: RunException, conventionId: string, mayMend: boolean): Html {
  const body = html`<a href="${directoryLinks.body(e.bodyId)}">Apri la scheda<span class="visually-hidden"> di ${e.name}</span></a>`;
  if (!mayMend || !e.missing.includes('bodyClass')) return body;
  return html`${body}<br><a href="${membershipLinks.newClass(conventionId, e.code ?? undefined)}">Assegna la classe<span class="visually-hidden"> a ${e.name}</span></a>`;
}
