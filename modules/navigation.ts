import { mayViewBodies } from '#directory';
import { mayViewApplications, mayViewConventions, mayViewMembers, membershipLinks } from '#membership';
import type { Face, Visit } from '#platform/http/visit';
import { may, type Permission } from '#platform/permission';
import { mayViewReports, siteLinks } from '#public-site';
import { links } from './links.ts';

interface Entry {
  label: string;
  href: string;
  /** The addresses that belong to it, when its own is one of them. */
  within?: string;
  permission?: Permission;
}

/** The desk's menu, as the work goes: who the members are, how they join, what they owe. */
const DESK: readonly Entry[] = [
  { label: 'Scrivania', href: links.home() },
  { label: 'Enti', href: '/enti', permission: mayViewBodies },
  { label: 'Adesioni', href: membershipLinks.members(), within: '/adesioni', permission: mayViewMembers },
  { label: 'Convenzioni', href: membershipLinks.conventions(), permission: mayViewConventions },
  { label: 'Segnalazioni', href: siteLinks.reports(), permission: mayViewReports },
];

const PORTAL: readonly Entry[] = [
  { label: 'Il mio ente', href: links.home() },
  { label: 'Adesione', href: membershipLinks.applications(), permission: mayViewApplications },
  { label: 'Convenzioni', href: membershipLinks.conventions(), permission: mayViewConventions },
];

/** The first level of the menu for who is looking: only what that person may open. */
export function navigation(visit: Visit, face: Face): { label: string; href: string; current: boolean }[] {
  if (face === 'public') return publicMenu(visit);
  const entries = (face === 'desk' ? DESK : PORTAL).filter(
    (entry) => !entry.permission || may(visit.actor, entry.permission),
  );
  return entries.map((entry) => ({
    label: entry.label,
    href: entry.href,
    current: isCurrent(visit.path, entry.within ?? entry.href),
  }));
}

function publicMenu(visit: Visit) {
  if (!visit.centre) return [];
  const { slug } = visit.centre;
  return [
    { label: 'Il centro', href: links.publicHome(slug) },
    { label: 'Enti aderenti', href: siteLinks.members(slug) },
    { label: 'Convenzioni', href: siteLinks.conventions(slug) },
    { label: 'Tariffe', href: siteLinks.tariffs(slug) },
    { label: 'Dati aperti', href: siteLinks.openData(slug) },
    { label: 'Contatti', href: siteLinks.contacts(slug) },
  ].map((entry, index) => ({
    ...entry,
    current: index === 0 ? visit.path === entry.href : isCurrent(visit.path, entry.href),
  }));
}

const isCurrent = (path: string, href: string): boolean =>
  path === href || (href !== '/' && path.startsWith(`${href}/`));
