import type { Actor } from '../call.ts';
import type { CentreFace } from './visit.ts';

/** Who a cookie or a token stands for, and in which centre. */
export interface Identity {
  actor: Actor;
  centreId: string | null;
  sessionId: string | null;
  /** Changes whenever anything audited changes in the centre. */
  revision: string | null;
}

/** The open centres of the installation as they are at one moment. */
export interface Centres {
  /** The centre of a visitor, from the host name or the slug in the address; null when there is none. */
  at(host: string, slug: string | undefined): string | null;
  face(centreId: string): CentreFace | null;
}

/** Recognises sessions and tokens; given by the room that keeps the accounts. */
export interface Authenticator {
  /** Name of the session cookie. */
  cookieName: string;
  session(cookie: string): Promise<Identity | null>;
  token(bearer: string): Promise<Identity | null>;
  /** The open centres, read after the asking. */
  centres(): Promise<Centres>;
  /** A centre as it is at a revision of it, or later. */
  faceAt(centreId: string, revision: string): Promise<CentreFace | null>;
  /** A text that is another one after any change of the centre at an address; null when there is no such centre. */
  revisionAt(slug: string): Promise<string | null>;
}
