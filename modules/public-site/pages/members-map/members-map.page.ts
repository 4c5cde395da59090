import { type Answer, page, type Visit } from '#platform/http/visit';
import { siteLinks } from '../../links.ts';
import { findTerritory } from '../../queries/find-territory.ts';
import { listAllMembers } from '../../queries/list-members.ts';
import { centreOf, trail } from '../trail.ts';
import { membersMapView } from './members-map.view.ts';

/** The member comuni on the map of the territory; the list of members is the same in words. */
export async function show(visit: Visit): Promise<Answer> {
  const { slug } = centreOf(visit);
  const [territory, members] = await Promise.all([
    findTerritory(visit),
    listAllMembers(visit, { category: 'COMUNE' }),
  ]);
  return page('Mappa degli enti aderenti', membersMapView(slug, territory, members), {
    breadcrumb: trail(visit, { label: 'Enti aderenti', href: siteLinks.members(slug) }, { label: 'Mappa' }),
    description: `I comuni aderenti a ${centreOf(visit).name} sulla mappa del territorio.`,
  });
}
