import { type Html, type HtmlValue, html } from '#platform/html';
import { type AlertKind, alert } from '#ui/alert';
import { type AssetName, assetUrl } from '#ui/assets';
import { attributes } from '#ui/attributes';
import { breadcrumb, type Crumb } from '#ui/breadcrumb';
import { type PageHeadingOptions, pageHeading } from '#ui/heading';
import { icon } from '#ui/icon';
import { menu, type NavigationItem, sideMenu } from '#ui/navigation';
import { siteFooter } from '#ui/site-footer';

/** The centre as its pages show it: everything here is its own. */
export interface Centre {
  name: string;
  shortName: string;
  /** A line under the name. */
  tagline?: string;
  /** The body that manages the centre: "Provincia di Como". */
  managingBody: string;
  managingBodyUrl?: string;
  logoUrl?: string;
  /** The centre's stylesheet, made by `brandStylesheet`. */
  cssUrl?: string;
  homeUrl: string;
  contact: Contact;
  footerLinks?: Partial<FooterLinks>;
}

export interface Contact {
  address?: string;
  phone?: string;
  email?: string;
  pec?: string;
  taxCode?: string;
}

/** The addresses that the criteria for public websites ask for in the footer. */
export interface FooterLinks {
  contacts: string;
  faq: string;
  reportInefficiency: string;
  privacy: string;
  legalNotes: string;
  /** The declaration on form.agid.gov.it, once published. */
  accessibility: string;
  siteMap: string;
}

export interface SignedInUser {
  name: string;
  /** "Responsabile amministrativo". */
  roleLabel: string;
  /** The body on whose behalf the user acts. */
  actingFor?: string;
  /** Links of the user's menu: profile, change of role. */
  links?: readonly { label: string; href: string }[];
  signOutUrl: string;
}

export interface LayoutOptions {
  /** Public site, back office of the centre, portal of the bodies. */
  face: 'public' | 'desk' | 'portal';
  /** The title of the page: first in `<title>` and, unless `heading` says otherwise, the h1. */
  title: string;
  /** More than the title beside the h1; or `false` when the content has its own h1. */
  heading?: (Omit<PageHeadingOptions, 'title'> & { title?: string }) | false;
  centre: Centre;
  user?: SignedInUser;
  navigation: readonly NavigationItem[];
  /** Links of the section, in a column at the left. */
  sideNavigation?: { title: string; items: readonly NavigationItem[] };
  breadcrumb?: readonly Crumb[];
  /** What has just happened, after a redirect. */
  notice?: { kind: AlertKind; text: HtmlValue };
  /** Where the search box leads; the words are in `q`. */
  searchUrl?: string;
  searchValue?: string;
  /** Hidden anti-forgery field of the sign-out form. */
  csrfField?: HtmlValue;
  signInUrl?: string;
  content: HtmlValue;
  /** Assets to load besides app.js: `['htmx.js']`. */
  bodyScripts?: readonly AssetName[];
  /** Without scripts the page is asked again after these seconds: only while something is in progress. */
  refreshSeconds?: number;
  description?: string;
  /** Not to be found by search engines; desk and portal never are. */
  noIndex?: boolean;
  /** JSON-LD or other elements of the head. */
  head?: HtmlValue;
  /** Data, lists and forms as wide as the window allows. */
  wide?: boolean;
}

const FACE_TITLE = { public: '', desk: 'Gestione del centro', portal: 'Area riservata degli enti' };

const STYLES = html`<link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" href="${assetUrl('titillium-400.woff2')}"><link rel="stylesheet" href="${assetUrl('bootstrap-italia.css')}"><link rel="stylesheet" href="${assetUrl('app.css')}">`;
const SCRIPT = html`<script src="${assetUrl('app.js')}" defer></script>`;
const ICON_LINK = html`<link rel="icon" type="image/svg+xml" href="${assetUrl('favicon.svg')}">`;
const SKIP_LINKS = html`<div class="skiplinks"><a class="visually-hidden-focusable" href="#contenuto">Vai al contenuto principale</a><a class="visually-hidden-focusable" href="#pie-di-pagina">Vai al piè di pagina</a></div>`;

/** A whole page: headers, navigation, content under its h1, footer. Answers the document from `<!doctype html>`. */
export function layout(options: LayoutOptions): Html {
  const { centre } = options;
  const container = options.wide ? 'container-xxl' : 'container';
  const heading = options.heading === false ? '' : pageHeading({ title: options.title, ...options.heading });
  const main = html`${
    options.notice ? alert({ kind: options.notice.kind, text: options.notice.text, live: true }) : ''
  }${heading}${options.content}`;
  return html`<!doctype html>
<html lang="it"><head><meta charset="utf-8"><title>${options.title} - ${centre.shortName}</title><meta name="viewport" content="width=device-width, initial-scale=1">${
    options.description ? html`<meta name="description"${attributes({ content: options.description })}>` : ''
  }${options.noIndex || options.face !== 'public' ? NO_INDEX : ''}${
    options.refreshSeconds
      ? html`<noscript><meta http-equiv="refresh"${attributes({ content: options.refreshSeconds })}></noscript>`
      : ''
  }${STYLES}${centre.cssUrl ? html`<link rel="stylesheet"${attributes({ href: centre.cssUrl })}>` : ''}${ICON_LINK}${SCRIPT}${(
    options.bodyScripts ?? []
  ).map(
    (name) => html`<script src="${assetUrl(name)}" defer></script>`,
  )}${options.head}</head><body class="face-${options.face}">${SKIP_LINKS}${siteHeader(options, container)}<div class="${container} page-body">${breadcrumb(
    options.breadcrumb ?? [],
  )}${
    options.sideNavigation
      ? html`<div class="row"><div class="col-lg-3">${sideMenu(options.sideNavigation)}</div><main class="col-lg-9" id="contenuto" tabindex="-1">${main}</main></div>`
      : html`<main id="contenuto" tabindex="-1">${main}</main>`
  }</div>${siteFooter(centre, container)}</body></html>`;
}

const NO_INDEX = html`<meta name="robots" content="noindex">`;

function siteHeader(options: LayoutOptions, container: string): Html {
  const { centre, face } = options;
  const faceTitle = FACE_TITLE[face];
  return html`<header class="it-header-wrapper"><div class="it-header-slim-wrapper"><div class="${container}"><div class="it-header-slim-wrapper-content">${
    centre.managingBodyUrl
      ? html`<a class="navbar-brand"${attributes({ href: centre.managingBodyUrl })}>${centre.managingBody}</a>`
      : html`<span class="navbar-brand">${centre.managingBody}</span>`
  }<div class="it-header-slim-right-zone">${access(options)}</div></div></div></div><div class="it-nav-wrapper"><div class="it-header-center-wrapper${
    face === 'public' ? '' : ' it-small-header'
  }"><div class="${container}"><div class="it-header-center-content-wrapper"><div class="it-brand-wrapper"><a${attributes(
    {
      href: centre.homeUrl,
    },
  )}>${centre.logoUrl ? html`<img class="brand-logo" alt=""${attributes({ src: centre.logoUrl })}>` : icon('pa')}<span class="it-brand-text"><span class="it-brand-title">${centre.name}</span>${
    faceTitle || centre.tagline
      ? html`<span class="it-brand-tagline">${faceTitle || centre.tagline}</span>`
      : ''
  }</span></a></div>${
    options.searchUrl ? html`<div class="it-right-zone d-none d-lg-block">${searchForm(options)}</div>` : ''
  }</div></div></div>${menu(options.navigation, { container, extra: options.searchUrl ? searchForm(options) : '' })}</div></header>`;
}

function searchForm(options: LayoutOptions): Html {
  return html`<form class="header-search" role="search" method="get" aria-label="Ricerca in tutto il sito"${attributes({ action: options.searchUrl })}><input type="search" name="q" aria-label="Cerca" placeholder="Cerca"${attributes(
    {
      value: options.searchValue,
    },
  )}><button class="btn btn-icon" type="submit">${icon('search', { size: 'sm' })}<span class="visually-hidden">Avvia la ricerca</span></button></form>`;
}

function access(options: LayoutOptions): Html | '' {
  const { user } = options;
  if (!user) {
    return options.signInUrl
      ? html`<a class="btn btn-primary btn-icon btn-full"${attributes({ href: options.signInUrl })}><span class="rounded-icon">${icon('user', { className: 'icon-primary' })}</span><span>Accedi</span></a>`
      : '';
  }
  return html`<details class="user-menu" data-menu><summary class="btn btn-primary btn-icon btn-full"><span class="rounded-icon">${icon('user', { className: 'icon-primary' })}</span><span class="user-menu-name"><span class="visually-hidden">Menu dell’utente </span>${user.name}</span>${icon('expand', { size: 'sm', className: 'menu-arrow' })}</summary><div class="menu-panel"><p class="user-menu-who"><strong>${user.name}</strong><br>${user.roleLabel}${
    user.actingFor ? html`<br>per conto di ${user.actingFor}` : ''
  }</p>${
    user.links && user.links.length > 0
      ? html`<ul class="link-list">${user.links.map((link) => html`<li><a class="list-item"${attributes({ href: link.href })}>${link.label}</a></li>`)}</ul>`
      : ''
  }<form method="post"${attributes({ action: user.signOutUrl })}>${options.csrfField}<button class="btn btn-outline-primary btn-sm w-100" type="submit">Esci</button></form></div></details>`;
}
