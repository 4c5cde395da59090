import { mayViewBodies } from '#directory';
import type { Face, Visit } from '#platform/http/visit';
import { may, type Permission } from '#platform/permission';
import { links } from './links.ts';

interface Entry {
  label: string;
  href: string;
  permission?: Permission;
}

/** The desk's menu, as the work goes: who the members are, how they join, what they owe. */
const DESK: readonly Entry[] = [
  { label: 'Scrivania', href: links.home() },
  { label: 'Enti', href: '/enti', permission: mayViewBodies },
];

const PORTAL: readonly Entry[] = [{ label: 'Il mio ente', href: links.home() }];

/** The first level of the menu for who is looking: only what that person may open. */
export function navigation(visit: Visit, face: Face): { label: string; href: string; current: boolean }[] {
  if (face === 'public') return publicMenu(visit);
  const entries = (face === 'desk' ? DESK : PORTAL).filter(
    (entry) => !entry.permission || may(visit.actor, entry.permission),
  );
  return entries.map((entry) => ({
    label: entry.label,
    href: entry.href,
    current: isCurrent(visit.path, entry.href),
  }));
}

function publicMenu(visit: Visit) {
  if (!visit.centre) return [];
  const { slug } = visit.centre;
  return [
    { label: 'Il centro', href: links.publicHome(slug) },
    { label: 'Enti aderenti', href: links.publicPage(slug, 'enti-aderenti') },
    { label: 'Dati aperti', href: links.publicPage(slug, 'dati-aperti') },
    { label: 'Contatti', href: links.publicPage(slug, 'contatti') },
  ].map((entry) => ({ ...entry, current: visit.path === entry.href }));
}

const isCurrent = (path: string, href: string): boolean =>
  path === href || (href !== '/' && path.startsWith(`${href}/`));
