import { formatInstant } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatEuro } from '#platform/money';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { ACT_KINDS, actLabel } from '../../act-kinds.ts';
import type { ListedAct } from '../../queries/list-acts.ts';

// Made once: the same two words stand in every row.
const MINE = statusTag('warning', 'Da decidere');
const OF_OTHERS = statusTag('neutral', 'Attende altri');

const COLUMNS: readonly Column<ListedAct>[] = [
  {
    header: 'Atto',
    rowHeader: true,
    cell: (act) => html`<a href="${ACT_KINDS[act.kind].href(act.id)}">${actLabel(act)}</a>`,
  },
  { header: 'Riguarda', cell: (act) => act.about },
  {
    header: 'Importo',
    numeric: true,
    nowrap: true,
    cell: (act) => (act.amount === null ? null : formatEuro(act.amount)),
  },
  { header: 'Chiesto da', cell: (act) => act.askedBy },
  { header: 'Chiesto il', nowrap: true, cell: (act) => formatInstant(act.askedAt) },
  { header: 'Decisione', cell: (act) => (act.mine ? MINE : OF_OTHERS) },
];

/** Acts that wait, and whether who looks may decide on them. */
export const actsTable = (rows: readonly ListedAct[], empty: Html): Html =>
  dataTable({
    caption: 'Atti in attesa di decisione',
    captionHidden: true,
    rows,
    small: 'stack',
    columns: COLUMNS,
    empty,
  });
