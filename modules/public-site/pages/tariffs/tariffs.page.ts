import { type Answer, page, type Visit } from '#platform/http/visit';
import { listTariffs } from '../../queries/list-tariffs.ts';
import { centreOf, trail } from '../trail.ts';
import { tariffsView } from './tariffs.view.ts';

/** The approved tariffs, each explained rule by rule. */
export async function show(visit: Visit): Promise<Answer> {
  return page('Tariffe', tariffsView(centreOf(visit).slug, await listTariffs(visit), visit.today), {
    breadcrumb: trail(visit, { label: 'Tariffe' }),
    heading: { lead: 'Come si calcola la quota annua di adesione, con gli atti che l’hanno approvata.' },
    description: `Tariffe approvate di ${centreOf(visit).name} e calcolo spiegato della quota annua.`,
  });
}
