import { CATEGORY_LABELS } from '#directory';
import { formatItalianDate, romeDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportAsked, exported } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { type Answer, file, type Visit } from '#platform/http/visit';
import { statusTag } from '#ui/status-tag';
import { ALLOCATION_KIND_LABELS, ALLOCATION_STATE_LABELS } from '../../allocation-words.it.ts';
import { allocationDocument } from '../../commands/allocation-document.ts';

import { feesLinks } from '../../links.ts';
import { changesSinceDraft } from '../../queries/changes-since-draft.ts';
import {
  allocationDigestHolds,
  allocationTotals,
  getAllocation,
  type ListedShare,
  listShares,
} from '../../queries/cost-allocations.ts';
import { feesPage, idOf } from '../fees-page.ts';
import { showAllocationView } from './show-allocation.view.ts';

/** An allocation that is kept: its terms, the share of each body with the frozen figures, who did what, what comes next. */
export async function show(visit: Visit): Promise<Answer> {
  const allocation = await getAllocation(visit, idOf(visit));
  const list = readListQuery(visit, { sorts: ['ente'], filters: ['q'], size: 100 });
  const { format, page } = exportAsked(visit, list);
  const shares = await listShares(visit, allocation.id, { words: list.filters.q }, page);
  if (format)
    return exported(
      {
        name: `riparto-${allocation.year}-${allocation.number}`,
        rows: shares.rows,
        columns: allocation.kind === 'FINAL' ? [...EXPORT, ...BALANCE_EXPORT] : EXPORT,
      },
      format,
    );
  const state = ALLOCATION_STATE_LABELS[allocation.state];
  const content = showAllocationView(visit, {
    allocation,
    totals: await allocationTotals(visit, allocation.id),
    holds: await allocationDigestHolds(visit, allocation.id),
    changed: await changesSinceDraft(visit, allocation),
    list,
    shares,
  });
  return feesPage(visit, allocation.title, content, {
    path: [{ label: 'Riparti dei costi', href: feesLinks.allocations() }],
    heading: {
      eyebrow: `Riparto n. ${allocation.number}/${allocation.year} · ${ALLOCATION_KIND_LABELS[allocation.kind]}`,
      status: statusTag(state.kind, state.label),
      lead: `Proposto il ${formatItalianDate(romeDate(allocation.draftedAt))} da ${allocation.draftedBy}`,
    },
    wide: true,
  });
}

const EXPORT: readonly ExportColumn<ListedShare>[] = [
  { header: 'Ente', kind: 'text', value: (s) => s.name },
  { header: 'Categoria', kind: 'text', value: (s) => CATEGORY_LABELS[s.category] ?? s.category },
  { header: 'Abitanti', kind: 'integer', value: (s) => s.inhabitants },
  { header: 'Fonte degli abitanti', kind: 'text', value: (s) => s.inhabitantsSource },
  { header: 'Superficie (km²)', kind: 'decimal', value: (s) => s.area },
  { header: 'Uso', kind: 'decimal', value: (s) => s.usage },
  { header: 'Fonte dell’uso', kind: 'text', value: (s) => s.usageSource },
  { header: 'Quota (€)', kind: 'euro', value: (s) => s.share },
];

const BALANCE_EXPORT: readonly ExportColumn<ListedShare>[] = [
  { header: 'Quota sul preventivo (€)', kind: 'euro', value: (s) => s.provisional },
  { header: 'Conguaglio (€)', kind: 'euro', value: (s) => s.balance },
];

/** The allocation as PDF. */
export async function pdf(visit: Visit): Promise<Answer> {
  const { name, bytes } = await allocationDocument(visit, idOf(visit));
  return file(name, 'application/pdf', bytes);
}
