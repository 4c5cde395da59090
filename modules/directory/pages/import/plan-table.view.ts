import { formatItalianDate, isIsoDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatDecimalText, formatInteger } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { type Column, dataTable } from '#ui/table';
import { rowReason } from '../../labels.it.ts';
import { directoryLinks } from '../../links.ts';
import { CATEGORY_LABELS, COLUMN_LABELS } from '../../messages.it.ts';
import type { ShownImport } from '../../queries/get-import.ts';
import type { PlanRow } from '../../queries/list-import-rows.ts';
import type { OutcomeTab } from './import.view.ts';

/** Data that are only of the machine, or of the person's name already beside. */
const UNSHOWN = new Set(['id', 'name', 'association_id', 'from_known', 'merged_into_id', 'code']);

/** The rows of one outcome: what would be written, or what is there now and what would be. */
export function planTable(upload: ShownImport, tab: OutcomeTab, rows: readonly PlanRow[]): Html {
  const line: Column<PlanRow> = { header: 'Riga', numeric: true, cell: (row) => formatInteger(row.line) };
  const body: Column<PlanRow> = {
    header: 'Ente',
    rowHeader: true,
    cell: (row) =>
      row.bodyId && (tab.outcome !== 'NEW' || upload.state === 'APPLIED' || !createsBodies(upload))
        ? html`<a href="${directoryLinks.body(row.bodyId)}">${row.label}</a>`
        : row.label,
  };
  return dataTable({
    caption: `Righe: ${tab.label.toLowerCase()}`,
    captionHidden: true,
    columns: [line, ...(tab.outcome === 'REFUSED' ? [] : [body]), ...COLUMNS[tab.outcome]],
    rows,
    small: 'stack',
    empty: emptyState({ title: 'Nessuna riga con questo esito' }),
  });
}

const createsBodies = ({ kind }: ShownImport): boolean =>
  kind === 'ipa-bodies' ||
  kind === 'istat-comuni' ||
  kind === 'associations' ||
  kind === 'municipality-changes';

const REASON: Column<PlanRow> = { header: 'Motivo', cell: (row) => rowReason(row.reason) };

const COLUMNS: Record<OutcomeTab['outcome'], readonly Column<PlanRow>[]> = {
  NEW: [{ header: 'Dati', cell: (row) => shownValues(row.record) }],
  CHANGED: [{ header: 'Prima → dopo', cell: changes }],
  UNCHANGED: [],
  REFUSED: [
    { header: 'Colonna', rowHeader: true, cell: (row) => row.column },
    { header: 'Valore', cell: (row) => row.value },
    REASON,
  ],
  TO_CHOOSE: [REASON],
};

function shownValues(record: PlanRow['record']): Html {
  const entries = Object.entries(record ?? {}).filter(
    ([name, value]) => !UNSHOWN.has(name) && value !== null,
  );
  return html`${entries.map(([name, value], index) => html`${index > 0 ? ' · ' : ''}<span class="text-secondary">${COLUMN_LABELS[name] ?? name}:</span> ${shownValue(name, value)}`)}`;
}

function changes({ record, before }: PlanRow): Html {
  const entries = Object.entries(record ?? {}).filter(
    ([name]) => name === 'name' || !UNSHOWN.has(name) || (before !== null && name in before),
  );
  const changed = entries.filter(
    ([name]) =>
      before === null || !('figure' in before || 'value' in before || 'valid_to' in before) || name in before,
  );
  const about = record?.item ? `${record.item} al ${shownValue('ref_date', record.ref_date)}` : '';
  return html`${about}<ul class="list-unstyled mb-0">${changed
    .filter(([name]) => name !== 'merged_into_id')
    .map(
      ([name, value]) =>
        html`<li><span class="text-secondary">${COLUMN_LABELS[name] ?? name}:</span> ${shownValue(name, before?.[name]) || '(vuoto)'} → <strong>${shownValue(name, value)}</strong></li>`,
    )}</ul>`;
}

/** A datum as it is read: dates and numbers the Italian way, categories by name. */
export function shownValue(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (name === 'category') return CATEGORY_LABELS[String(value)] ?? String(value);
  if (name === 'valid_from' && value === '1900-01-01') return 'data non nota';
  if (typeof value === 'number') return value.toLocaleString('it-IT');
  if (name === 'value') return formatDecimalText(String(value));
  return isIsoDate(String(value)) ? formatItalianDate(String(value)) : String(value);
}
