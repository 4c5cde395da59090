import { worksAtTheDesk } from '#access';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { mayFollowActs } from '../../permissions.ts';
import { listWaitingActs } from '../../queries/list-acts.ts';
import { sumUpBodies } from '../../queries/sum-up-bodies.ts';
import { sumUpCentre } from '../../queries/sum-up-centre.ts';
import { deskHomeView } from './desk-home.view.ts';
import { portalHomeView } from './portal-home.view.ts';

/** As many as the eye takes in; the rest is one link away. */
const FIRST_ACTS = { size: 10, offset: 0 };

/** The first page: the public site for visitors, the desk for who works in the centre, the portal for the bodies. */
export async function show(visit: Visit): Promise<Answer> {
  if (!visit.signedIn) return redirect(visit.centre ? `/centri/${visit.centre.slug}` : '/accedi');
  const grants = visit.actor.grants;
  if (grants.some((grant) => worksAtTheDesk(grant.role))) {
    const [figures, acts] = await Promise.all([
      sumUpCentre(visit),
      may(visit.actor, mayFollowActs) ? listWaitingActs(visit, {}, FIRST_ACTS) : null,
    ]);
    return page('Scrivania', deskHomeView(visit, figures, acts), {
      heading: { lead: `Buon lavoro, ${visit.actor.name}.` },
    });
  }
  if (grants.length > 0)
    return page('Il mio ente', portalHomeView(await sumUpBodies(visit)), {
      heading: { lead: `Buon lavoro, ${visit.actor.name}.` },
    });
  return redirect(visit.actor.administrator ? '/installazione/centri' : '/profilo');
}
