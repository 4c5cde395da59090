import type { Actor } from '#platform/call';
import { ROLES, type Role } from './roles.ts';

/** Roles that a legal representative may give in its own body. */
const GIVEN_BY_LEGAL_REPRESENTATIVE: readonly Role[] = ['PD', 'TC', 'SC'];

/**
 * The roles that the actor may give (and end), in which body. The manager gives any; the administrative officer
 * those of the bodies, never those of the desk; a legal representative the contacts of its own body. [B2 spirit]
 */
export function mayGive(actor: Actor, role: string, bodyId: string | null): boolean {
  if (!(role in ROLES) || ROLES[role as Role].ofBody !== (bodyId !== null)) return false;
  if (actor.scopes && !actor.scopes.includes('access:write')) return false;
  return actor.grants.some((grant) => {
    if (grant.role === 'CM' || grant.role === 'SYSTEM') return true;
    if (grant.role === 'AO') return bodyId !== null;
    return (
      grant.role === 'LR' &&
      bodyId !== null &&
      grant.bodyId === bodyId &&
      GIVEN_BY_LEGAL_REPRESENTATIVE.includes(role as Role)
    );
  });
}

/** The roles that the actor may give somewhere, for the list of a form. */
export function rolesToGive(actor: Actor): Role[] {
  const all = Object.keys(ROLES) as Role[];
  if (actor.grants.some((g) => g.role === 'CM' || g.role === 'SYSTEM')) return all;
  if (actor.grants.some((g) => g.role === 'AO')) return all.filter((role) => ROLES[role].ofBody);
  return actor.grants.some((g) => g.role === 'LR') ? [...GIVEN_BY_LEGAL_REPRESENTATIVE] : [];
}
