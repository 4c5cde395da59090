import { scanRecords, type TextRecord } from './delimited-records.ts';

export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SAMPLE_LENGTH = 65_536;
const SAMPLE_RECORDS = 50;

/**
 * The separator of a text: the one that cuts most records of the beginning in the same number of cells,
 * and at equal regularity in more cells. Titles above the table count against it, but little. A text with one column gives the comma.
 */
export function sniffDelimiter(text: string): Delimiter {
  const sample = sampleOf(text);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const score = regularity(sample, delimiter);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** How many cells most records have. */
export function usualCellCount(records: readonly TextRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let usual = 0;
  for (const [cells, times] of counts) if (times > (counts.get(usual) ?? 0)) usual = cells;
  return usual;
}

/** The beginning of the text, cut after a whole line. */
function sampleOf(text: string): string {
  if (text.length <= SAMPLE_LENGTH) return text;
  const cut = Math.max(text.lastIndexOf('\n', SAMPLE_LENGTH), text.lastIndexOf('\r', SAMPLE_LENGTH));
  return text.slice(0, cut > 0 ? cut : SAMPLE_LENGTH);
}

function regularity(sample: string, delimiter: Delimiter): number {
  const scan = scanRecords(sample, { delimiter, quotes: true, maxRecords: SAMPLE_RECORDS, maxCells: 1000 });
  const usual = usualCellCount(scan.records.filter(({ cells }) => cells.length > 1));
  const regular = scan.records.filter(({ cells }) => cells.length === usual).length;
  const share = regular / (scan.records.length + scan.strayQuoteLines.length);
  return usual > 1 ? share ** 2 * Math.log2(usual) : 0;
}
