import {
  escapeText,
  type Html,
  HtmlSafeString,
  type HtmlValue,
  html,
  htmlMemory,
  unsafeHtml,
} from '#platform/html';
import { attributes } from '#ui/attributes';
import { nextDirection, type Sort, sortLink } from '#ui/sort-link';

export interface Column<Row> {
  header: string;
  /** What stands in the cell; text is escaped, null leaves a dash that screen readers skip. */
  cell: (row: Row) => HtmlValue;
  /** The key of the sort, when the column can be sorted. */
  sortKey?: string;
  /** Numbers and amounts: aligned to the right with figures of equal width. */
  numeric?: boolean;
  /** This cell names the row: exactly one column of a table. */
  rowHeader?: boolean;
  /** Header for screen readers only, as for a column of buttons. */
  headerHidden?: boolean;
  /** Codes and dates that must not break. */
  nowrap?: boolean;
  /** The cell of the totals row. */
  total?: HtmlValue;
}

export interface TableOptions<Row> {
  /** What the table shows; said first by a screen reader. */
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  sort?: Sort;
  /** What stands in the place of the table when there are no rows: an `emptyState`. */
  empty?: Html;
  /** Label of the totals row; the figures are in the columns. */
  totalLabel?: string;
  /** On a small screen the table scrolls sideways (default) or each row becomes a block. */
  small?: 'scroll' | 'stack';
  /** A class for a row, such as `table-warning`. */
  rowClass?: (row: Row) => string | undefined;
  /** Needed only when two tables of a page have the same caption. */
  id?: string;
  /** Rows already written, for a list whose columns are always the same object and whose cells follow from the row alone. */
  memory?: RowMemory<Row>;
}

/** The text of a row: the one written before for the same row, or what `write` makes. */
export type RowMemory<Row> = (row: Row, write: () => string) => string;

/**
 * Remembers the rows of a list as they were last written, so that one read again as it was is copied and not put together
 * again. Nothing is ever stale: the row that was read is compared with the one that was written, value by value.
 * @param keyOf what tells a row from the others.
 * @param most how many rows; those longest not written again are forgotten.
 */
export function rowMemory<Row extends object>(keyOf: (row: Row) => string, most = 2000): RowMemory<Row> {
  const kept = new Map<string, { row: Row; text: string }>();
  return (row, write) => {
    const key = keyOf(row);
    const known = kept.get(key);
    if (known && isSame(known.row, row)) return known.text;
    // In one piece, so that it becomes bytes without being walked through.
    const text = Buffer.from(write()).toString();
    kept.delete(key);
    if (kept.size >= most) kept.delete(kept.keys().next().value!);
    kept.set(key, { row, text });
    return text;
  };
}

/** The same values under the same names; a date or a list is never the same as another. */
function isSame<Row extends object>(one: Row, other: Row): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  for (const name in other) if (!(name in one)) return false;
  return true;
}

/**
 * A data table. It is the hot spot of every list, so rows are put together as strings:
 * each cell passes through `cellText`, which escapes whatever is not HTML already.
 */
export function dataTable<Row>(options: TableOptions<Row>): Html {
  const { columns, rows, memory } = options;
  if (rows.length === 0 && options.empty) return options.empty;
  const stack = options.small === 'stack';
  const write = rowWriter(options, stack);
  let body = '';
  for (const row of rows) body += memory ? memory(row, () => write(row)) : write(row);
  const head = memory
    ? kept(columns, headWords(options), () => tableHead(options, stack))
    : tableHead(options, stack);
  return html`${head}<tbody${stack ? ROLE_ROWGROUP : ''}>${
    // Safe: built above from escaped cells and constant tags.
    unsafeHtml(body)
  }</tbody>${options.totalLabel === undefined || rows.length === 0 ? '' : totals(options.totalLabel, columns, stack)}</table></div>`;
}

/** Writes a row: the end of a cell and the beginning of the next are one piece, since fewer pieces become bytes sooner. */
function rowWriter<Row>({ columns, rowClass }: TableOptions<Row>, stack: boolean): (row: Row) => string {
  let opening: readonly string[] | undefined;
  const last = columns.at(-1);
  const closing = last ? `${cellClosing(last)}</tr>` : '</tr>';
  const start = stack ? '<tr role="row"' : '<tr';
  return (row) => {
    opening ??= columns.map(
      (column, n) => (n > 0 ? cellClosing(columns[n - 1]!) : '') + cellOpening(column, stack),
    );
    const named = rowClass?.(row);
    let text = named ? `${start} class="${escapeText(named)}">` : `${start}>`;
    for (let index = 0; index < columns.length; index++)
      text += opening[index]! + cellText(columns[index]!.cell(row), columns[index]!.headerHidden);
    return text + closing;
  };
}

const kept = htmlMemory();

/** From which the head of a table with these columns follows. */
function headWords<Row>({ columns, sort, caption, captionHidden, id, small }: TableOptions<Row>): string {
  const hrefs = columns.map(({ sortKey }) =>
    sort && sortKey !== undefined ? sort.href(sortKey, nextDirection(sort, sortKey)) : '',
  );
  return JSON.stringify([sort?.key, sort?.direction, caption, captionHidden, id, small, hrefs]);
}

function tableHead<Row>(options: TableOptions<Row>, stack: boolean): Html {
  const id = options.id ?? captionId(options.caption);
  return html`<div class="table-responsive${stack ? ' table-stack' : ''}" role="region" tabindex="0"${attributes({ 'aria-labelledby': id })}><table class="table table-hover data-table"${stack ? ROLE_TABLE : ''}><caption class="${
    options.captionHidden ? 'visually-hidden' : 'caption-top'
  }"${attributes({ id })}>${options.caption}</caption><thead${stack ? ROLE_ROWGROUP : ''}><tr${stack ? ROLE_ROW : ''}>${options.columns.map(
    (column) => headerCell(column, options.sort, stack),
  )}</tr></thead>`;
}

// When the cells are laid out as blocks, browsers forget that they were a table: the roles say it again.
const ROLE_TABLE = unsafeHtml(' role="table"');
const ROLE_ROWGROUP = unsafeHtml(' role="rowgroup"');
const ROLE_ROW = unsafeHtml(' role="row"');

const DASH = '<span class="text-secondary" aria-hidden="true">–</span>';

/** What is not there is a dash; in a column of buttons, nothing. */
function cellText(value: HtmlValue, buttons = false): string {
  const none = buttons ? '' : DASH;
  if (typeof value === 'string') return value === '' ? none : escapeText(value);
  if (value instanceof HtmlSafeString) return value.toString();
  if (value === null || value === undefined || value === false) return none;
  return html`${value}`.toString();
}

const cellClosing = <Row>({ rowHeader }: Column<Row>): string => (rowHeader ? '</th>' : '</td>');

function cellOpening<Row>(column: Column<Row>, stack: boolean): string {
  const classes = cellClasses(column);
  const tag = column.rowHeader ? 'th scope="row"' : 'td';
  const role = stack ? ` role="${column.rowHeader ? 'rowheader' : 'cell'}"` : '';
  const label = stack && !column.headerHidden ? ` data-label="${escapeText(column.header)}"` : '';
  return `<${tag}${role}${label}${classes ? ` class="${classes}"` : ''}>`;
}

function cellClasses<Row>(column: Column<Row>): string | undefined {
  if (column.numeric) return column.nowrap ? 'text-end numeric text-nowrap' : 'text-end numeric';
  return column.nowrap ? 'text-nowrap' : undefined;
}

function headerCell<Row>(column: Column<Row>, sort: Sort | undefined, stack: boolean): Html {
  const sorted = sort !== undefined && column.sortKey !== undefined && sort.key === column.sortKey;
  const label =
    sort && column.sortKey !== undefined
      ? sortLink(sort, column.sortKey, column.header)
      : column.headerHidden
        ? html`<span class="visually-hidden">${column.header}</span>`
        : column.header;
  return html`<th scope="col"${attributes({
    role: stack ? 'columnheader' : undefined,
    class: column.numeric ? 'text-end' : undefined,
    'aria-sort': sorted ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined,
  })}>${label}</th>`;
}

function totals<Row>(label: string, columns: readonly Column<Row>[], stack: boolean): Html {
  const first = Math.max(
    columns.findIndex((column) => column.total !== undefined),
    1,
  );
  return html`<tfoot${stack ? ROLE_ROWGROUP : ''}><tr class="table-total"${stack ? ROLE_ROW : ''}><th scope="row"${attributes(
    {
      role: stack ? 'rowheader' : undefined,
      colspan: first > 1 ? first : undefined,
    },
  )}>${label}</th>${columns.slice(first).map(
    (column) =>
      html`<td${attributes({
        role: stack ? 'cell' : undefined,
        class: cellClasses(column),
        'data-label': stack && column.total !== undefined ? column.header : undefined,
      })}>${column.total}</td>`,
  )}</tr></tfoot>`;
}

function captionId(caption: string): string {
  const words = caption
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return `tabella-${words.replace(/^-|-$/g, '').slice(0, 40)}`;
}
