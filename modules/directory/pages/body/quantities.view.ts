import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatDecimalText } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import type { ListedQuantity } from '../../queries/list-body-quantities.ts';

const COLUMNS: readonly Column<ListedQuantity>[] = [
  { header: 'Voce', rowHeader: true, cell: (q) => q.label },
  { header: 'Al', nowrap: true, cell: (q) => formatItalianDate(q.on) },
  {
    header: 'Valore',
    numeric: true,
    cell: (q) => (q.superseded ? html`<s>${formatDecimalText(q.value)}</s>` : formatDecimalText(q.value)),
  },
  {
    header: 'Stato',
    cell: (q) =>
      q.superseded ? statusTag('neutral', 'Corretto da un dato successivo') : statusTag('success', 'Valido'),
  },
  { header: 'Fonte', cell: (q) => q.source },
  { header: 'Registrato', cell: (q) => `${formatInstant(q.recordedAt)}, ${q.recordedBy}` },
];

/** The other quantities that tariffs may count, in time, with the corrected ones. */
export const quantitiesView = (quantities: readonly ListedQuantity[]): Html =>
  section({
    title: 'Altri dati numerici',
    content: dataTable({
      caption: 'Altri dati numerici, dato per dato',
      captionHidden: true,
      columns: COLUMNS,
      rows: quantities,
      small: 'stack',
      empty: emptyState({
        title: 'Nessun dato',
        text: 'Servono soltanto se la tariffa conta altro oltre ad abitanti e imprese, per esempio le postazioni.',
      }),
    }),
  });
