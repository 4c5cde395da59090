import type { Territory } from './territory.ts';

/** How a file is to be imported, beside its columns. */
export interface ImportOptions {
  territory: Territory;
  /** Day (YYYY-MM-DD) of figures that carry none. */
  referenceDate: string | null;
  /** Day from which changed names and codes hold; without it, the day of the application. */
  effectiveOn: string | null;
  /** Where the file comes from, as it is written beside each datum: "ISTAT, elenco dei comuni 1/1/2026". */
  source: string;
  /** Object of a TopoJSON with more than one. */
  topologyObject: string | null;
  /** A sentence that stands under the map. */
  note: string;
}

export const DEFAULT_OPTIONS: ImportOptions = {
  territory: { scope: 'all' },
  referenceDate: null,
  effectiveOn: null,
  source: '',
  topologyObject: null,
  note: '',
};

/** What was chosen by hand for a row: one of the bodies, a new one, or nothing. */
export type Choice = { bodyId: string; on?: string } | 'NEW' | 'SKIP';

/** Line of the file → choice. */
export type Choices = Readonly<Record<string, Choice>>;

/** What a plan counts, by rows of the file. */
export interface PlanCounts {
  rows: number;
  new: number;
  changed: number;
  unchanged: number;
  refused: number;
  toChoose: number;
  /** Rows of bodies outside the chosen territory. */
  outside: number;
}
