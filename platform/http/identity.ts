import type { Actor } from '../call.ts';

/** Who a cookie or a token stands for, and in which centre. */
export interface Identity {
  actor: Actor;
  centreId: string | null;
  sessionId: string | null;
}

/** Recognises sessions and tokens; given by the room that keeps the accounts. */
export interface Authenticator {
  /** Name of the session cookie. */
  cookieName: string;
  session(cookie: string): Promise<Identity | null>;
  token(bearer: string): Promise<Identity | null>;
  /** The centre of a visitor, from the host name or the slug in the address; null when there is none. */
  centreFor(host: string, slug: string | undefined): Promise<string | null>;
  face(centreId: string): Promise<import('./visit.ts').CentreFace | null>;
  /** A text that is another one after any change of the centre at an address; null when there is no such centre. */
  revisionAt(slug: string): Promise<string | null>;
}
