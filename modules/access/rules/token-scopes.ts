import type { Actor } from '#platform/call';
import { allPermissions, scopeOf } from '#platform/permission';

/** The scopes that a person may give to a token of its own: those of what its roles allow, and no more. */
export function ownScopes(actor: Actor): string[] {
  const roles = new Set(actor.grants.map((grant) => grant.role));
  const scopes = allPermissions()
    .filter((p) => Object.keys(p.roles).some((role) => roles.has(role)))
    .map(scopeOf);
  return [...new Set(scopes)].sort();
}
