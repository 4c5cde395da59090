import { type Answer, page, type Visit } from '#platform/http/visit';
import { countMembers } from '../../queries/count-members.ts';
import { listConventions } from '../../queries/list-conventions.ts';
import { centreOf } from '../trail.ts';
import { homeHead, homeView } from './home.view.ts';

/** What the centre is, who is in it, how to join. */
export async function show(visit: Visit): Promise<Answer> {
  const [figures, conventions] = await Promise.all([countMembers(visit), listConventions(visit)]);
  const centre = centreOf(visit);
  const open = conventions.filter((c) => c.from <= visit.today && c.to >= visit.today);
  return page(centre.name, homeView(centre, figures, open), {
    heading: {
      lead: 'Servizi digitali, competenze e acquisti in comune per gli enti locali del territorio.',
    },
    description: `${centre.name}: enti aderenti, convenzioni, tariffe e dati aperti della gestione associata dell’ICT.`,
    head: homeHead(centre),
  });
}
