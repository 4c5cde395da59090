import { type Cleaner, textOrNull, tidyText } from './cell-cleaners.ts';
import { say } from './messages.it.ts';

/** What is wrong, or doubtful, in one cell: the heading of its column, the cell as in the file, the sentence. */
export interface CellProblem {
  column: string;
  value: string;
  reason: string;
}

/** A row read: its record with any warnings, or the problems for which it is refused. */
export type RowReading<R> = { record: R; warnings: readonly CellProblem[] } | { problems: CellProblem[] };

/** How the rows of one file are to be read. */
export interface RowContext {
  /** Field → position of its column; absent when the file has no such column. */
  columnOf: Readonly<Record<string, number>>;
  /** Headings as in the file, on one line, by position. */
  headings: readonly string[];
  /** Field → label, for fields without a column. */
  labels: Readonly<Record<string, string>>;
  /** Whether a row may end before its last columns (spreadsheets) or that means that it was cut (CSV). */
  shortRowsAllowed: boolean;
  /** The day of figures that carry none (ISO), given by the person who uploads the file. */
  referenceDate: string | null;
}

const NO_PROBLEMS: readonly CellProblem[] = [];
const LONGEST_VALUE = 200;

/** One row while it is read: gives typed values of its fields and collects what is wrong. */
export class RegisterRow {
  readonly #cells: readonly string[];
  readonly #context: RowContext;
  #problems: CellProblem[] | null = null;
  #warnings: CellProblem[] | null = null;

  constructor(cells: readonly string[], context: RowContext) {
    this.#cells = cells;
    this.#context = context;
  }

  /** Whether the file has a column for a field. */
  has(field: string): boolean {
    return this.#context.columnOf[field] !== undefined;
  }

  /** The text of a field, or null when empty, marked as unknown, or without a column. */
  text(field: string): string | null {
    const column = this.#context.columnOf[field];
    return column === undefined ? null : textOrNull(this.#cells[column] ?? '');
  }

  /** A name or an address on one line, or null. An unreadable character refuses the row. */
  name(field: string): string | null {
    const text = this.text(field);
    if (text?.includes('\uFFFD')) this.refuse(field, say.unreadable);
    return text === null ? null : tidyText(text);
  }

  /** A name that cannot be missing. */
  requiredName(field: string): string {
    const name = this.name(field);
    if (name === null) this.refuse(field, say.missing(this.#label(field)));
    return name ?? '';
  }

  /** A typed value; null when empty. A wrong one refuses the row. */
  optional<T>(field: string, clean: Cleaner<T>): T | null {
    return this.#clean(field, clean, true);
  }

  /** A typed value of little weight (a contact, say): a wrong one is left empty with a warning. */
  forgiving<T>(field: string, clean: Cleaner<T>): T | null {
    return this.#clean(field, clean, false);
  }

  /** A typed value that cannot be missing. Where it is, the row is refused and what is returned is never used. */
  required<T>(field: string, clean: Cleaner<T>): T {
    if (this.text(field) === null) this.refuse(field, say.missing(this.#label(field)));
    return this.optional(field, clean) as T;
  }

  /** Refuses the row for the cell of a field. */
  refuse(field: string, reason: string): void {
    this.#problems ??= [];
    this.#problems.push(this.#problem(field, reason));
  }

  /** Keeps the row, and says that the cell of a field is doubtful. */
  warn(field: string, reason: string): void {
    this.#warnings ??= [];
    this.#warnings.push(this.#problem(field, reason));
  }

  /** The end of the reading: the record, or the problems found on the way. */
  finish<R>(record: R): RowReading<R> {
    if (this.#problems) return { problems: this.#problems };
    return { record, warnings: this.#warnings ?? NO_PROBLEMS };
  }

  #clean<T>(field: string, clean: Cleaner<T>, strict: boolean): T | null {
    const text = this.text(field);
    if (text === null) return null;
    const cleaned = clean(text);
    if ('wrong' in cleaned) {
      if (strict) this.refuse(field, cleaned.wrong);
      else this.warn(field, say.leftEmpty(cleaned.wrong));
      return null;
    }
    if (cleaned.warning !== undefined) this.warn(field, cleaned.warning);
    return cleaned.value;
  }

  #label(field: string): string {
    return `«${this.#context.labels[field] ?? field}»`;
  }

  #problem(field: string, reason: string): CellProblem {
    const column = this.#context.columnOf[field];
    const heading = column === undefined ? undefined : this.#context.headings[column];
    const value = column === undefined ? '' : (this.#cells[column] ?? '').slice(0, LONGEST_VALUE);
    return { column: heading ?? this.#context.labels[field] ?? field, value, reason };
  }
}
