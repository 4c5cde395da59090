import type { Actor, Call } from './call.ts';
import { NotAllowed, NotSignedIn } from './errors.ts';

/**
 * How far a role reaches with a permission: over the whole centre, over its own body, or over its own body and
 * those that delegated to it (with one of the scopes, when a scope is named).
 */
export type Reach = 'centre' | 'own' | 'delegated' | { delegatedWith: string };

export interface Permission {
  /** `room.what`, such as `fees.approve-assessments`. */
  readonly id: string;
  /** What it lets one do, in Italian, as it reads in the matrix: «Approvare gli accertamenti». */
  readonly label: string;
  readonly kind: 'read' | 'write';
  readonly roles: Readonly<Record<string, Reach>>;
}

const declared = new Map<string, Permission>();

/** Declares a permission: who may, one line each, readable aloud. */
export function permission(
  id: string,
  label: string,
  kind: 'read' | 'write',
  roles: Record<string, Reach>,
): Permission {
  const made = Object.freeze({ id, label, kind, roles: Object.freeze({ ...roles }) });
  declared.set(id, made);
  return made;
}

/** Every permission in force, in the order of declaration: what the matrix page prints and its test walks. */
export const allPermissions = (): readonly Permission[] => [...declared.values()];

/** The scope that a token needs for a permission: `fees:read`, `fees:write`. */
export const scopeOf = (p: Permission): string => `${p.id.split('.')[0]}:${p.kind}`;

/** Bodies over which the actor has the permission: all of the centre's, or a set (possibly empty). */
export function reachOf(actor: Actor, p: Permission): 'centre' | ReadonlySet<string> {
  const bodies = new Set<string>();
  if (actor.scopes && !actor.scopes.includes(scopeOf(p))) return bodies;
  for (const grant of actor.grants) {
    if (grant.role === 'SYSTEM') return 'centre';
    const reach = p.roles[grant.role];
    if (reach === undefined) continue;
    if (reach === 'centre') return 'centre';
    if (!grant.bodyId) continue;
    bodies.add(grant.bodyId);
    if (reach === 'own') continue;
    const scope = reach === 'delegated' ? null : reach.delegatedWith;
    for (const d of grant.delegations) if (scope === null || d.scopes.includes(scope)) bodies.add(d.bodyId);
  }
  return bodies;
}

/** Whether the actor has the permission: over the body, or over anything at all when no body is named. */
export function may(actor: Actor, p: Permission, bodyId?: string | null): boolean {
  const reach = reachOf(actor, p);
  if (reach === 'centre') return true;
  return bodyId === undefined ? reach.size > 0 : bodyId !== null && reach.has(bodyId);
}

/**
 * Stops the command unless the actor has the permission (over the body, when one is named).
 * @throws NotSignedIn when nobody is signed in, NotAllowed otherwise.
 */
export function demand(call: Call, p: Permission, bodyId?: string | null): void {
  if (may(call.actor, p, bodyId)) return;
  if (!call.actor.accountId && call.actor.grants.length === 0) throw new NotSignedIn();
  throw new NotAllowed(p.id);
}

/** The bodies to which a list must be confined, or null when the actor sees the whole centre's. */
export function confinedTo(actor: Actor, p: Permission): readonly string[] | null {
  const reach = reachOf(actor, p);
  return reach === 'centre' ? null : [...reach];
}

/** The delegation by which the actor acts for the body, or null when it acts in its own right. */
export function delegationFor(
  actor: Actor,
  bodyId: string,
): { actingBodyId: string; delegationId: string } | null {
  for (const grant of actor.grants) {
    if (grant.bodyId === bodyId || grant.bodyId === null) return null;
  }
  for (const grant of actor.grants) {
    const found = grant.delegations.find((d) => d.bodyId === bodyId);
    if (found && grant.bodyId) return { actingBodyId: grant.bodyId, delegationId: found.delegationId };
  }
  return null;
}
