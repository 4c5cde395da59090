import { formatInstant } from '#platform/calendar';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { select } from '#ui/field';
import { listToolbar } from '#ui/list-toolbar';
import { pagination } from '#ui/pagination';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { feesLinks } from '../../links.ts';
import { CORRECTION_STATES } from '../../messages.it.ts';
import { listCorrections } from '../../queries/list-corrections.ts';
import { feesPage } from '../fees-page.ts';

/** The corrections of all notices, those that wait first. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['data'], filters: ['stato'] });
  const corrections = await listCorrections(visit, { state: list.filters.stato }, list);
  const content = html`${listToolbar({
    action: feesLinks.corrections(),
    filters: select({
      name: 'stato',
      label: 'Stato',
      value: list.filters.stato,
      emptyLabel: 'Tutte',
      choices: Object.entries(CORRECTION_STATES).map(([value, { label }]) => ({ value, label })),
    }),
    results: {
      from: corrections.total ? list.offset + 1 : 0,
      to: list.offset + corrections.rows.length,
      total: corrections.total,
      noun: ['rettifica', 'rettifiche'],
    },
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
  })}${pagination({ page: list.page, pageCount: Math.ceil(corrections.total / list.size), href: (number) => list.href({ pagina: number }), noun: 'rettifiche' })}`;
  return feesPage(visit, 'Rettifiche', content, { wide: true });
}
