import { roleLabel, worksAtTheDesk } from '#access';
import type { Failure } from '#platform/http/failure';
import type { CentreFace, Face, PageAnswer, Visit } from '#platform/http/visit';
import { type ErrorStatus, errorPage } from '#ui/error-page';
import { titleWithErrors } from '#ui/error-summary';
import type { Centre } from '#ui/layout';
import { layout } from '#ui/layout';
import { links } from './links.ts';
import { navigation } from './navigation.ts';

/** The document around a page: the centre's face, who is signed in, the menu of what that person may see. */
export function renderPage(answer: PageAnswer, visit: Visit): string {
  const face = faceOf(visit);
  return layout({
    face,
    title: answer.refused ? titleWithErrors(answer.title, ['']) : answer.title,
    heading: answer.heading === false ? false : { title: answer.title, ...answer.heading },
    centre: centreOf(visit),
    ...(visit.signedIn ? { user: userOf(visit) } : { signInUrl: links.signIn() }),
    navigation: navigation(visit, face),
    ...(answer.sideNavigation ? { sideNavigation: answer.sideNavigation } : {}),
    breadcrumb: face === 'portal' ? fromThePortal(answer.breadcrumb) : answer.breadcrumb,
    ...(visit.flash ? { notice: visit.flash } : {}),
    searchUrl: visit.centre
      ? face === 'public'
        ? links.publicSearch(visit.centre.slug)
        : links.search()
      : undefined,
    searchValue: visit.query.q,
    ...(visit.signedIn ? { csrfField: visit.hiddenFields() } : {}),
    content: answer.content,
    bodyScripts: answer.scripts ?? [],
    refreshSeconds: answer.refreshSeconds,
    description: answer.description,
    // The desk and the portal keep one width, so that nothing moves from page to page.
    wide: answer.wide || face !== 'public',
    head: answer.head,
  }).toString();
}

/** Pages that desk and portal share say «Scrivania»: in the portal their path begins from its own home. */
const fromThePortal = (trail: PageAnswer['breadcrumb']): PageAnswer['breadcrumb'] =>
  trail.map((part) => (part.href === links.home() ? { ...part, label: 'Il mio ente' } : part));

/** What a failure looks like to a person. */
export function renderFailure(failure: Failure, visit: Visit): PageAnswer {
  const home = visit.signedIn ? links.home() : links.publicHome(visit.centre?.slug);
  return {
    kind: 'page',
    status: failure.status,
    title: failure.title,
    content: errorPage({ status: failure.status as ErrorStatus, message: failure.detail, homeHref: home }),
    breadcrumb: [],
  };
}

function faceOf(visit: Visit): Face {
  if (visit.face === 'public' || !visit.signedIn) return 'public';
  const roles = visit.actor.grants.map((grant) => grant.role);
  return roles.some(worksAtTheDesk) || visit.actor.administrator ? 'desk' : 'portal';
}

const NO_CENTRE: Centre = {
  name: 'Broletto',
  shortName: 'Broletto',
  managingBody: 'Gestione associata dell’ICT',
  homeUrl: '/',
  contact: {},
};

const shown = new WeakMap<CentreFace, { within: Centre; public: Centre }>();

/** The centre as its pages show it, made once for each face that is read of it. */
function centreOf({ centre, signedIn, face }: Visit): Centre {
  if (!centre) return NO_CENTRE;
  let both = shown.get(centre);
  if (!both) {
    both = {
      within: centreAt(centre, links.home()),
      public: centreAt(centre, links.publicHome(centre.slug)),
    };
    shown.set(centre, both);
  }
  return signedIn && face !== 'public' ? both.within : both.public;
}

function centreAt(centre: CentreFace, homeUrl: string): Centre {
  return {
    name: centre.name,
    shortName: centre.shortName,
    managingBody: centre.managingBody,
    ...(centre.hasLogo ? { logoUrl: links.logo(centre.slug) } : {}),
    cssUrl: links.brand(centre.slug, centre.primaryColour),
    homeUrl,
    contact: {
      address: centre.address,
      phone: centre.phone,
      email: centre.email,
      pec: centre.certifiedEmail,
    },
    footerLinks: {
      contacts: links.publicPage(centre.slug, 'contatti'),
      faq: links.publicPage(centre.slug, 'domande-frequenti'),
      reportInefficiency: links.publicPage(centre.slug, 'segnalazione-disservizio'),
      privacy: links.publicPage(centre.slug, 'privacy'),
      legalNotes: links.publicPage(centre.slug, 'note-legali'),
      accessibility: centre.accessibilityUrl ?? links.publicPage(centre.slug, 'accessibilita'),
      siteMap: links.publicPage(centre.slug, 'mappa-del-sito'),
    },
  };
}

function userOf(visit: Visit) {
  const grants = visit.actor.grants;
  const first = grants[0];
  const role = first
    ? roleLabel(first.role)
    : visit.actor.administrator
      ? 'Amministratore dell’installazione'
      : 'Nessun profilo attivo';
  return {
    name: visit.actor.name,
    roleLabel: grants.length > 1 ? `${role} e altri ${grants.length - 1}` : role,
    links: [
      { label: 'Il mio profilo', href: links.profile() },
      { label: 'Cambia centro', href: links.chooseCentre() },
    ],
    signOutUrl: links.signOut(),
  };
}
