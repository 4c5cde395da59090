import type { Bench, Figure } from '../bench.ts';
import { membersList } from './members-list.ts';

/** The rows of the benchmark, in the order in which they are measured; some are measured together. */
export const rows: readonly { ids: readonly string[]; measure(bench: Bench): Promise<Figure[]> }[] = [
  { ids: ['a', 'e'], measure: membersList },
];
