import { accessLinks, mayEditGrants, mayViewAudit, mayViewMatrix, mayViewPeople } from '#access';
import { centresLinks, mayEditFace } from '#centres';
import { deskLinks, mayFollowActs, mayFollowJobs } from '#desk';
import { directoryLinks, mayViewBodies, mayViewImports, mayViewMap, mayViewProposals } from '#directory';
import { documentLinks, mayCheckSignatures, mayViewAuthorities, mayViewDocuments } from '#documents';
import { feesLinks, feesMenu, mayViewFees } from '#fees';
import { mayViewApplications, mayViewConventions, mayViewMembers, membershipLinks } from '#membership';
import { mayViewMessages, notificationLinks } from '#notifications';
import type { Face, Visit } from '#platform/http/visit';
import { may, type Permission } from '#platform/permission';
import { mayViewReports, siteLinks } from '#public-site';
import { mayViewTariffs, tariffLinks } from '#tariffs';
import type { NavigationItem } from '#ui/navigation';
import { links } from './links.ts';

interface Entry {
  label: string;
  href: string;
  /** The addresses that belong to it, when its own is one of them. */
  within?: string;
  permission?: Permission;
  /** Only for who runs the installation. */
  administrator?: boolean;
  /** A second level; an entry whose children are all closed to the person is not shown. */
  children?: readonly Entry[];
}

/** Who may what, what was sent, what happened, how the centre looks. */
const ADMINISTRATION: Entry = {
  label: 'Amministrazione',
  href: accessLinks.people(),
  children: [
    { label: 'Persone e profili', href: accessLinks.people(), permission: mayViewPeople },
    { label: 'Inviti', href: accessLinks.invitations(), permission: mayEditGrants },
    { label: 'Matrice dei permessi', href: accessLinks.matrix(), permission: mayViewMatrix },
    { label: 'Messaggi inviati', href: notificationLinks.messages(), permission: mayViewMessages },
    { label: 'Documenti', href: documentLinks.documents(), permission: mayViewDocuments },
    { label: 'Verifica di una firma', href: documentLinks.checkSignature(), permission: mayCheckSignatures },
    {
      label: 'Autorità di certificazione',
      href: documentLinks.authorities(),
      permission: mayViewAuthorities,
    },
    { label: 'Atti da decidere', href: deskLinks.acts(), permission: mayFollowActs },
    { label: 'Lavori', href: deskLinks.jobs(), permission: mayFollowJobs },
    { label: 'Registro degli eventi', href: accessLinks.audit(), permission: mayViewAudit },
    { label: 'Aspetto e recapiti', href: centresLinks.face(), permission: mayEditFace },
    { label: 'Centri dell’installazione', href: accessLinks.installationCentres(), administrator: true },
  ],
};

/** The desk's menu, as the work goes: who the members are, how they join, what they owe. */
const DESK: readonly Entry[] = [
  { label: 'Scrivania', href: links.home() },
  {
    label: 'Enti',
    href: directoryLinks.bodies(),
    permission: mayViewBodies,
    children: [
      { label: 'Elenco', href: directoryLinks.bodies(), permission: mayViewBodies },
      { label: 'Mappa', href: directoryLinks.map(), permission: mayViewMap },
      { label: 'Importazioni', href: directoryLinks.imports(), permission: mayViewImports },
      { label: 'Proposte', href: directoryLinks.proposals(), permission: mayViewProposals },
    ],
  },
  { label: 'Adesioni', href: membershipLinks.members(), within: '/adesioni', permission: mayViewMembers },
  { label: 'Convenzioni', href: membershipLinks.conventions(), permission: mayViewConventions },
  { label: 'Tariffe', href: tariffLinks.tariffs(), permission: mayViewTariffs },
  { label: 'Quote', href: feesLinks.runs(), within: '/quote', children: feesMenu },
  { label: 'Segnalazioni', href: siteLinks.reports(), permission: mayViewReports },
  ADMINISTRATION,
];

const PORTAL: readonly Entry[] = [
  { label: 'Il mio ente', href: links.home() },
  { label: 'Adesione', href: membershipLinks.applications(), permission: mayViewApplications },
  { label: 'Quote', href: feesLinks.own(), permission: mayViewFees },
  { label: 'Convenzioni', href: membershipLinks.conventions(), permission: mayViewConventions },
  { label: 'Persone', href: accessLinks.people(), permission: mayViewPeople },
  { label: 'Registro degli eventi', href: accessLinks.audit(), permission: mayViewAudit },
];

const known = new Map<string, readonly NavigationItem[]>();
const MOST_KNOWN = 200;

/**
 * The menu for who is looking: only what that person may open. It follows from the person's grants and from the page
 * alone, so it is made once for each of them: what `ui` makes of it is remembered with it.
 */
export function navigation(visit: Visit, face: Face): readonly NavigationItem[] {
  if (face === 'public') return publicMenu(visit);
  const { administrator, grants, scopes } = visit.actor;
  const key = JSON.stringify([face, visit.path, administrator, grants, scopes]);
  let items = known.get(key);
  if (!items) {
    items = (face === 'desk' ? DESK : PORTAL).flatMap((entry) => itemOf(visit, entry));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, items);
  }
  return items;
}

function itemOf(visit: Visit, entry: Entry): NavigationItem[] {
  if (entry.permission && !may(visit.actor, entry.permission)) return [];
  if (entry.administrator && !visit.actor.administrator) return [];
  const { label, href } = entry;
  if (!entry.children) return [{ label, href, current: isCurrent(visit.path, entry.within ?? href) }];
  const open = entry.children.flatMap((child) => itemOf(visit, child));
  if (open.length === 0) return [];
  const children = onlyNearest(open);
  return [{ label, href: children[0]!.href, current: children.some((child) => child.current), children }];
}

/** Of entries that are all above the page, the one nearest to it: «Importazioni» rather than «Elenco». */
function onlyNearest(items: readonly NavigationItem[]): NavigationItem[] {
  const longest = Math.max(...items.filter((item) => item.current).map((item) => item.href.length));
  return items.map((item) => ({ ...item, current: item.current === true && item.href.length === longest }));
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
