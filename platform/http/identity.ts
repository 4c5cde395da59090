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

/** Who a cookie or a token stands for, asked at each request. */
export interface Recognised {
  /** As it was the last time that somebody came with it; null when nobody did. To begin with, never to answer with. */
  supposed: Identity | null;
  /** As it is, read after the request came: the very same object as `supposed` when nothing has changed. */
  truth: Promise<Identity | null>;
}

/** Who comes without a cookie or a token. */
export const NOBODY: Recognised = { supposed: null, truth: Promise.resolve(null) };

/**
 * Makes the answer for who asks. What reads is begun at once for who they are supposed to be, while the question on who
 * they are is under way; it counts only when the answer is the same in everything, otherwise it is made again. So a
 * session ended or a grant taken away elsewhere shows at the next request, and a reader waits for one thing, not two.
 * @param reads the answer may be made and thrown away. One that writes all the same, as the PDF of a notice does the
 * first time, waits to be certain (`Call.certain`).
 * @throws what making the answer threw.
 */
export async function madeForWhoAsks<A>(
  { supposed, truth }: Recognised,
  reads: boolean,
  make: (identity: Identity | null, certain?: () => Promise<void>) => Promise<A>,
): Promise<A> {
  if (!supposed || !reads) return make(await truth);
  const certain = async () => {
    if ((await truth) !== supposed) throw new Error('made again for who they are');
  };
  const [[early], identity] = await Promise.all([Promise.allSettled([make(supposed, certain)]), truth]);
  if (identity !== supposed) return make(identity);
  if (early.status === 'rejected') throw early.reason;
  return early.value;
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
  session(cookie: string): Recognised;
  token(bearer: string): Recognised;
  /** The open centres, read after the asking. */
  centres(): Promise<Centres>;
  /** A centre as it is at a revision of it, or later. */
  faceAt(centreId: string, revision: string): Promise<CentreFace | null>;
  /** A text that is another one after any change of the centre at an address; null when there is no such centre. */
  revisionAt(slug: string): Promise<string | null>;
}
