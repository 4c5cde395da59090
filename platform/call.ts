import type { Database, Db } from './database/pool.ts';

/** A grant as it is in force: a role in the centre, or in one body of it. */
export interface ActorGrant {
  role: string;
  bodyId: string | null;
  /** Bodies that delegated to `bodyId`, with the scopes of each delegation in force today. */
  delegations: readonly { bodyId: string; scopes: readonly string[]; delegationId: string }[];
}

/** Who acts: a signed-in person, a program with a token, the system itself, or nobody. */
export interface Actor {
  accountId: string | null;
  name: string;
  email: string | null;
  grants: readonly ActorGrant[];
  /** What a token may do, when the actor came with one; null means everything that the grants allow. */
  scopes: readonly string[] | null;
  /** The person runs the installation: centres, administrators, jobs. */
  administrator: boolean;
}

/** Nobody in particular: a visitor of the public pages. */
export const nobody: Actor = {
  accountId: null,
  name: 'Visitatore',
  email: null,
  grants: [],
  scopes: null,
  administrator: false,
};

/** The system, acting by itself in a job or from the terminal on the machine. */
export function systemActor(name: string): Actor {
  return {
    accountId: null,
    name,
    email: null,
    grants: [{ role: 'SYSTEM', bodyId: null, delegations: [] }],
    scopes: null,
    administrator: true,
  };
}

/** One call on the application: who, for which centre, when. Every command and query takes it first. */
export interface Call {
  database: Database;
  /** The centre's tables. */
  db: Db;
  centreId: string;
  actor: Actor;
  now: Date;
  /** The day in Europe/Rome, as YYYY-MM-DD. */
  today: string;
  /**
   * Changes whenever anything audited changes in the centre; read after the request came, together with who it is.
   * Absent where nobody asked it: jobs, the terminal, visitors.
   */
  revision?: string;
  /** Sent with an unsafe request so that sending it twice does it once; null when the sender gave none. */
  requestKey: string | null;
  /** Told when a request with the same key had already been done, and its first outcome is given again. */
  onReplay?: () => void;
  /**
   * Resolves when it is known that the actor is who they were supposed to be, rejects when they are not: waited for before
   * anything is written. Absent where the actor is known already.
   */
  certain?: () => Promise<void>;
  /** Where the request came from, for the audit. */
  ip: string | null;
}
