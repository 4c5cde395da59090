import type { Bench, Figure } from '../bench.ts';
import { reconcileBank } from './bank-file.ts';
import { assessItaly, assessTenComponents } from './fees.ts';
import { growth } from './growth.ts';
import { importRegisters } from './import.ts';
import { membersList } from './members-list.ts';
import { documentsOfNotices } from './notice-documents.ts';
import { publicList } from './public-list.ts';
import { searchBodies } from './search.ts';
import { simulation } from './simulation.ts';

/** The rows of the benchmark, in the order in which they are measured; some are measured together. */
export const rows: readonly { ids: readonly string[]; measure(bench: Bench): Promise<Figure[]> }[] = [
  { ids: ['a', 'e'], measure: membersList },
  { ids: ['a2'], measure: publicList },
  { ids: ['b'], measure: assessItaly },
  { ids: ['c'], measure: importRegisters },
  { ids: ['d'], measure: searchBodies },
  { ids: ['f'], measure: growth },
  { ids: ['g'], measure: simulation },
  { ids: ['h'], measure: assessTenComponents },
  { ids: ['i'], measure: documentsOfNotices },
  { ids: ['j'], measure: reconcileBank },
];
