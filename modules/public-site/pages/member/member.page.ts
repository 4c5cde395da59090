import { type Answer, page, type Visit } from '#platform/http/visit';
import { siteLinks } from '../../links.ts';
import { categoryLabel } from '../../messages.it.ts';
import { getMember } from '../../queries/find-member.ts';
import { centreOf, trail } from '../trail.ts';
import { memberView } from './member.view.ts';

/** A body that is or was a member, and its adhesions. */
export async function show(visit: Visit): Promise<Answer> {
  const { body, terms } = await getMember(visit, visit.params.ipa!);
  const { slug } = centreOf(visit);
  return page(body.name, memberView(slug, body, terms), {
    breadcrumb: trail(visit, { label: 'Enti aderenti', href: siteLinks.members(slug) }, { label: body.name }),
    heading: { eyebrow: categoryLabel(body.category) },
    description: `${body.name}: adesione a ${centreOf(visit).name}.`,
  });
}
