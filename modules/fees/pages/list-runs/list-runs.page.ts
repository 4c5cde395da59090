import { formatItalianDate, romeDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { select } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { RUN_STATES } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayAssess } from '../../permissions.ts';
import { listFeeYears } from '../../queries/list-notices.ts';
import { listRuns, type Run } from '../../queries/list-runs.ts';
import { feesPage, yearOf } from '../fees-page.ts';

const COLUMNS: readonly Column<Run>[] = [
  {
    header: 'Accertamento',
    rowHeader: true,
    cell: (run) =>
      html`<a href="${feesLinks.run(run.id)}">Quote ${run.year}${run.number > 1 ? html`, n. ${run.number}` : ''}</a>`,
  },
  { header: 'Stato', cell: (run) => statusTag(RUN_STATES[run.state]!.kind, RUN_STATES[run.state]!.label) },
  { header: 'Convenzione', cell: (run) => run.convention },
  { header: 'Enti', numeric: true, cell: (run) => formatInteger(run.assessed) },
  {
    header: 'Dati mancanti',
    numeric: true,
    cell: (run) => (run.missing > 0 ? formatInteger(run.missing) : null),
  },
  { header: 'Totale', numeric: true, nowrap: true, cell: (run) => formatEuro(run.totalCents) },
  { header: 'Avviato', cell: (run) => `${formatItalianDate(romeDate(run.assessedAt))}, ${run.assessedBy}` },
];

const EXPORT_COLUMNS: readonly ExportColumn<Run>[] = [
  { header: 'Anno', kind: 'integer', value: (run) => run.year },
  { header: 'Numero', kind: 'integer', value: (run) => run.number },
  { header: 'Stato', kind: 'text', value: (run) => RUN_STATES[run.state]!.label },
  { header: 'Convenzione', kind: 'text', value: (run) => run.convention },
  { header: 'Enti con quota', kind: 'integer', value: (run) => run.assessed },
  { header: 'Enti con dati mancanti', kind: 'integer', value: (run) => run.missing },
  { header: 'Totale', kind: 'euro', value: (run) => run.totalCents },
  { header: 'Avviato il', kind: 'date', value: (run) => romeDate(run.assessedAt) },
  { header: 'Avviato da', kind: 'text', value: (run) => run.assessedBy },
];

/** The assessments of the centre, the latest year first. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['anno'], filters: ['anno', 'stato'] });
  const { anno, stato } = list.filters;
  const { format, page } = exportAsked(visit, list);
  const runs = await listRuns(visit, { year: yearOf(anno), state: stato }, page);
  if (format)
    return exported(
      { name: `accertamenti-${visit.today}`, rows: runs.rows, columns: EXPORT_COLUMNS },
      format,
    );
  const years = await listFeeYears(visit);
  const canStart = may(visit.actor, mayAssess);
  const start = canStart
    ? buttonLink({ label: 'Accerta le quote di un anno', href: feesLinks.newRun(), icon: 'plus' })
    : '';
  const content = html`${listToolbar({
    action: feesLinks.runs(),
    filters: [
      select({
        name: 'anno',
        label: 'Anno',
        value: anno,
        emptyLabel: 'Tutti',
        choices: years.map((y) => ({ value: String(y), label: String(y) })),
      }),
      select({
        name: 'stato',
        label: 'Stato',
        value: stato,
        emptyLabel: 'Tutti',
        choices: Object.entries(RUN_STATES).map(([value, { label }]) => ({ value, label })),
      }),
    ],
    results: resultsOf(list, runs, ['accertamento', 'accertamenti']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: 'Accertamenti delle quote',
    captionHidden: true,
    columns: COLUMNS,
    rows: runs.rows,
    small: 'stack',
    empty: emptyState({
      title: 'Nessun accertamento',
      text: canStart
        ? 'Quando la tariffa è approvata e le popolazioni sono in anagrafe, si accertano le quote dell’anno.'
        : 'Qui compaiono gli accertamenti delle quote, quando l’ufficio amministrativo li avvia.',
      action: start,
    }),
  })}${pagesOf(list, runs, 'accertamenti')}`;
  return feesPage(visit, 'Accertamenti delle quote', content, { wide: true, heading: { actions: start } });
}
