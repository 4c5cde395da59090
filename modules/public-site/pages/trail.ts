import type { Crumb, Visit } from '#platform/http/visit';
import { siteLinks } from '../links.ts';

/** The centre of a public page: its address names it, so it is there. */
export const centreOf = (visit: Visit) => visit.centre!;

/** Breadcrumb of a public page, from the centre's home. */
export const trail = (visit: Visit, ...crumbs: readonly Crumb[]): readonly Crumb[] => [
  { label: centreOf(visit).shortName, href: siteLinks.home(centreOf(visit).slug) },
  ...crumbs,
];
