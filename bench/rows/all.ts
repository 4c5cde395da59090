import type { Bench, Figure } from '../bench.ts';
import { assessItaly } from './fees.ts';
import { growth } from './growth.ts';
import { importRegisters } from './import.ts';
import { membersList } from './members-list.ts';
import { publicList } from './public-list.ts';
import { searchBodies } from './search.ts';

/** The rows of the benchmark, in the order in which they are measured; some are measured together. */
export const rows: readonly { ids: readonly string[]; measure(bench: Bench): Promise<Figure[]> }[] = [
  { ids: ['a', 'e'], measure: membersList },
  { ids: ['a2'], measure: publicList },
  { ids: ['b'], measure: assessItaly },
  { ids: ['c'], measure: importRegisters },
  { ids: ['d'], measure: searchBodies },
  { ids: ['f'], measure: growth },
];
