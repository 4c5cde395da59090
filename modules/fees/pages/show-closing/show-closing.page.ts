import { formatItalianDate } from '#platform/calendar';
import { exportAsked, exported } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { type Answer, file, type Visit } from '#platform/http/visit';
import { statusTag } from '#ui/status-tag';
import { closingDocument } from '../../commands/closing-document.ts';
import { CLOSING_STATE_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import {
  closingStatement,
  digestHolds,
  getClosing,
  listCarried,
  listClosingRows,
  listLaterMovements,
} from '../../queries/year-closings.ts';
import type { ClosingRow } from '../../rules/closing-figures.ts';
import { feesPage, idOf } from '../fees-page.ts';
import { ASIDE, asidePage } from './aside-lists.ts';
import { showClosingView } from './show-closing.view.ts';

/** A closing: frozen figures, what came after, who did what; by payer, by debtor, what is carried over. */
export async function show(visit: Visit): Promise<Answer> {
  const closing = await getClosing(visit, idOf(visit));
  const list = readListQuery(visit, { sorts: ['ente'], filters: ['vista', 'q', ...ASIDE] });
  const { format, page } = exportAsked(visit, list);
  const side: ClosingRow['side'] = list.filters.vista === 'debitori' ? 'DEBTOR' : 'PAYER';
  const rows = await listClosingRows(visit, closing.id, side, { words: list.filters.q }, page);
  if (format)
    return exported(
      {
        name: `rendiconto-${closing.year}-${side === 'PAYER' ? 'enti-che-pagano' : 'debitori'}`,
        rows: rows.rows,
        columns: EXPORT,
      },
      format,
    );
  const state = CLOSING_STATE_LABELS[closing.state]!;
  const content = showClosingView(visit, {
    closing,
    statement: await closingStatement(visit, closing),
    holds: await digestHolds(visit, closing),
    list,
    side,
    rows,
    carried: await listCarried(visit, closing.id, asidePage(list, 'riportati')),
    later: await listLaterMovements(visit, closing.id, asidePage(list, 'movimenti')),
  });
  return feesPage(visit, `Rendiconto delle quote ${closing.year}`, content, {
    path: [{ label: 'Chiusura', href: feesLinks.closings() }],
    heading: {
      status: statusTag(state.kind, state.label),
      lead: `Predisposto il ${formatItalianDate(closing.closedOn)} da ${closing.preparedBy}`,
    },
    wide: true,
  });
}

const EXPORT = [
  { header: 'Ente', kind: 'text' as const, value: (r: ClosingRow) => r.name },
  { header: 'Avvisi', kind: 'integer' as const, value: (r: ClosingRow) => r.notices },
  { header: 'Richiesto (€)', kind: 'euro' as const, value: (r: ClosingRow) => r.noticed },
  { header: 'Rettifiche (€)', kind: 'euro' as const, value: (r: ClosingRow) => r.corrected },
  { header: 'Dovuto (€)', kind: 'euro' as const, value: (r: ClosingRow) => r.due },
  { header: 'Versato (€)', kind: 'euro' as const, value: (r: ClosingRow) => r.paid },
  { header: 'Da versare (€)', kind: 'euro' as const, value: (r: ClosingRow) => r.open },
  { header: 'Credito (€)', kind: 'euro' as const, value: (r: ClosingRow) => r.credit },
];

/** The statement as PDF. */
export async function pdf(visit: Visit): Promise<Answer> {
  const { name, bytes } = await closingDocument(visit, idOf(visit));
  return file(name, 'application/pdf', bytes);
}
