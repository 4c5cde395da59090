import type { Call } from '../call.ts';
import type { Html, HtmlValue } from '../html.ts';
import type { Permission } from '../permission.ts';

/** A file sent with a form. */
export interface SentFile {
  field: string;
  name: string;
  type: string;
  bytes: Buffer;
}

/** The centre as a page shows it. */
export interface CentreFace {
  id: string;
  slug: string;
  name: string;
  shortName: string;
  managingBody: string;
  primaryColour: string;
  hasLogo: boolean;
  email: string;
  certifiedEmail: string;
  phone: string;
  address: string;
  accessibilityUrl: string | null;
  demonstration: boolean;
}

export type Face = 'public' | 'desk' | 'portal';

export interface Flash {
  kind: 'success' | 'info' | 'warning' | 'danger';
  text: string;
}

/** A call that came from a browser: what the address, the form and the session say. */
export interface Visit extends Call {
  method: 'GET' | 'POST';
  /** Path without the query. */
  path: string;
  /** Path with the query. */
  url: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** Repeated parameters of the address, in order. */
  queryAll(name: string): readonly string[];
  form: Readonly<Record<string, string>>;
  /** Repeated fields of a form (checkboxes), in order. */
  formAll(name: string): readonly string[];
  files: readonly SentFile[];
  face: Face;
  /** Null on the few pages that belong to no centre. */
  centre: CentreFace | null;
  signedIn: boolean;
  sessionId: string | null;
  flash: Flash | null;
  /** Hidden fields of every form: protection against forged requests, and the key by which sending twice does it once. */
  hiddenFields(): Html;
  /** The page was asked by a script for a fragment. */
  wantsFragment: boolean;
  cookies: Readonly<Record<string, string | undefined>>;
  userAgent: string;
}

export interface Crumb {
  label: string;
  href?: string;
}

export interface PageAnswer {
  kind: 'page';
  status: number;
  title: string;
  content: Html;
  breadcrumb: readonly Crumb[];
  /** What stands beside the h1 (status, actions, a sentence under it); false when the content has its own h1. */
  heading?: { status?: HtmlValue; lead?: HtmlValue; actions?: HtmlValue; eyebrow?: string } | false;
  /** Links of the section, in a column at the left. */
  sideNavigation?: { title: string; items: readonly { label: string; href: string; current?: boolean }[] };
  /** The form of the page was refused: the title says so first. */
  refused?: boolean;
  /** Scripts that make this page nicer; it works without. */
  scripts?: readonly 'htmx.js'[];
  description?: string;
  /** Reload by itself after so many seconds, for work in progress seen without script. */
  refreshSeconds?: number;
  /** As wide as the window: lists. */
  wide?: boolean;
  /** Elements of the head: JSON-LD. */
  head?: Html;
}

export interface RedirectAnswer {
  kind: 'redirect';
  to: string;
  flash?: Flash;
  cookies?: readonly CookieChange[];
}

export interface FileAnswer {
  kind: 'file';
  name: string;
  type: string;
  body: Buffer | string;
  inline?: boolean;
}

export interface FragmentAnswer {
  kind: 'fragment';
  content: Html;
}

/** Bytes as they are, with their type and how long they may be kept. */
export interface BytesAnswer {
  kind: 'bytes';
  type: string;
  body: Buffer | string;
  cache: string;
  status?: number;
}

export interface CookieChange {
  name: string;
  /** Null removes it. */
  value: string | null;
  maxAge?: number;
}

export type Answer = (PageAnswer | RedirectAnswer | FileAnswer | FragmentAnswer | BytesAnswer) & {
  cookies?: readonly CookieChange[];
};

export type Handler = (visit: Visit) => Promise<Answer> | Answer;

/** Who may come in: a permission, anybody signed in, or everybody. The command checks again. */
export type Entrance = Permission | 'signed-in' | 'everyone' | 'administrator';

export interface Route {
  method: 'GET' | 'POST';
  url: string;
  entrance: Entrance;
  handler: Handler;
  face: Face;
  /** For the test that asks for every page: parameters to fill in the address, or the reason to leave it out. */
  example?: Record<string, string> | { skip: string };
  /**
   * The same for everybody, and changed only by an audited change of its centre (`:centre` in the address) or by the
   * day: it is kept in memory (remembered.ts). Its visit has no session, no cookies and no form token.
   */
  remembered?: true;
}

type RouteOptions = Partial<Pick<Route, 'face' | 'example' | 'remembered'>>;

export const get = (
  url: string,
  entrance: Entrance,
  handler: Handler,
  options: RouteOptions = {},
): Route => ({ method: 'GET', url, entrance, handler, face: 'desk', ...options });

export const post = (
  url: string,
  entrance: Entrance,
  handler: Handler,
  options: RouteOptions = {},
): Route => ({ method: 'POST', url, entrance, handler, face: 'desk', ...options });

/** A page with its title (the h1) and content. */
export function page(
  title: string,
  content: Html,
  options: Partial<Omit<PageAnswer, 'kind' | 'title' | 'content'>> = {},
): Answer {
  return { kind: 'page', status: 200, title, content, breadcrumb: [], ...options };
}

/** After a form has been accepted: go there (303) and show the sentence once. */
export function redirect(to: string, flash?: string | Flash, cookies?: readonly CookieChange[]): Answer {
  return {
    kind: 'redirect',
    to,
    ...(flash ? { flash: typeof flash === 'string' ? { kind: 'success', text: flash } : flash } : {}),
    ...(cookies ? { cookies } : {}),
  };
}

/** A file to keep. */
export function file(name: string, type: string, body: FileAnswer['body'], inline = false): Answer {
  return { kind: 'file', name, type, body, inline };
}

/** A piece of a page, asked by a script. */
export const fragment = (content: Html): Answer => ({ kind: 'fragment', content });
