import { formatInstant, romeDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { select } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { CORRECTION_STATES } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { type Correction, listCorrections } from '../../queries/list-corrections.ts';
import { feesPage } from '../fees-page.ts';

const EXPORT_COLUMNS: readonly ExportColumn<Correction>[] = [
  { header: 'Avviso', kind: 'text', value: (c) => `${c.number}/${c.year}` },
  { header: 'Riga', kind: 'integer', value: (c) => c.line },
  { header: 'Ente che paga', kind: 'text', value: (c) => c.payerName },
  { header: 'Debitore', kind: 'text', value: (c) => c.debtorName },
  { header: 'Importo', kind: 'euro', value: (c) => c.amountCents },
  { header: 'Motivo', kind: 'text', value: (c) => `${c.reversesId ? 'Storno: ' : ''}${c.reason}` },
  { header: 'Stato', kind: 'text', value: (c) => CORRECTION_STATES[c.state]!.label },
  { header: 'Proposta da', kind: 'text', value: (c) => c.proposedBy },
  { header: 'Proposta il', kind: 'date', value: (c) => romeDate(c.proposedAt) },
  { header: 'Decisa da', kind: 'text', value: (c) => c.decidedBy },
  { header: 'Decisa il', kind: 'date', value: (c) => (c.decidedAt ? romeDate(c.decidedAt) : null) },
];

/** The corrections of all notices, those that wait first. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['data'], filters: ['stato'] });
  const { format, page } = exportAsked(visit, list);
  const corrections = await listCorrections(visit, { state: list.filters.stato }, page);
  if (format)
    return exported(
      { name: `rettifiche-${visit.today}`, rows: corrections.rows, columns: EXPORT_COLUMNS },
      format,
    );
  const content = html`${listToolbar({
    action: feesLinks.corrections(),
    filters: select({
      name: 'stato',
      label: 'Stato',
      value: list.filters.stato,
      emptyLabel: 'Tutte',
      choices: Object.entries(CORRECTION_STATES).map(([value, { label }]) => ({ value, label })),
    }),
    results: resultsOf(list, corrections, ['rettifica', 'rettifiche']),
    exports: exportLinks(list),
  })}${dataTable({
    caption: 'Rettifiche',
    captionHidden: true,
    rows: corrections.rows,
    small: 'stack',
    columns: [
      {
        header: 'Rettifica',
        rowHeader: true,
        cell: (c) =>
          html`<a href="${feesLinks.decideCorrection(c.id)}">Avviso n. ${c.number}/${c.year}, riga ${c.line}</a>`,
      },
      { header: 'Ente che paga', cell: (c) => c.payerName },
      { header: 'Debitore', cell: (c) => c.debtorName },
      { header: 'Motivo', cell: (c) => `${c.reversesId ? 'Storno: ' : ''}${c.reason}` },
      { header: 'Importo', numeric: true, nowrap: true, cell: (c) => formatEuro(c.amountCents) },
      { header: 'Proposta da', cell: (c) => `${c.proposedBy}, ${formatInstant(c.proposedAt)}` },
      {
        header: 'Stato',
        cell: (c) => statusTag(CORRECTION_STATES[c.state]!.kind, CORRECTION_STATES[c.state]!.label),
      },
    ],
    empty: emptyState({
      title: 'Nessuna rettifica',
      text: 'Le rettifiche si propongono dalla pagina dell’avviso, accanto alla riga da correggere.',
    }),
  })}${pagesOf(list, corrections, 'rettifiche')}`;
  return feesPage(visit, 'Rettifiche', content, { wide: true });
}
