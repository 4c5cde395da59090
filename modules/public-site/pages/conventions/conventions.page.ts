import { type Answer, page, type Visit } from '#platform/http/visit';
import { listConventions } from '../../queries/list-conventions.ts';
import { centreOf, trail } from '../trail.ts';
import { conventionsView } from './conventions.view.ts';

/** The conventions of the centre: term, charges, withdrawal. */
export async function show(visit: Visit): Promise<Answer> {
  return page(
    'Convenzioni',
    conventionsView(centreOf(visit).slug, await listConventions(visit), visit.today),
    {
      breadcrumb: trail(visit, { label: 'Convenzioni' }),
      heading: { lead: 'Gli accordi con i quali gli enti aderiscono al centro.' },
      description: `Convenzioni di ${centreOf(visit).name}: durata, oneri e regole di recesso.`,
    },
  );
}
