import type { Call } from '#platform/call';

/** By what right the actor acts for a body. [P2] */
export interface ActingFor {
  /** The body that acts; null when it is the centre's desk. */
  actingBodyId: string | null;
  /** The body for which somebody else acts; null when it acts by itself. */
  onBehalfOfBodyId: string | null;
  delegationId: string | null;
}

/**
 * Who acts, for whom, by which delegation of APPROVE_CONVENTION: the body itself, a body that it delegated, or the
 * centre's desk on its behalf. Permission is asked elsewhere.
 */
export function actingFor(call: Call, bodyId: string): ActingFor {
  const { grants } = call.actor;
  if (grants.some((grant) => grant.bodyId === bodyId))
    return { actingBodyId: bodyId, onBehalfOfBodyId: null, delegationId: null };
  for (const grant of grants) {
    const found = grant.delegations.find(
      (d) => d.bodyId === bodyId && d.scopes.includes('APPROVE_CONVENTION'),
    );
    if (found && grant.bodyId)
      return { actingBodyId: grant.bodyId, onBehalfOfBodyId: bodyId, delegationId: found.delegationId };
  }
  return { actingBodyId: null, onBehalfOfBodyId: bodyId, delegationId: null };
}

/** The centre acting in its own right: checks, decisions, records. */
export const THE_CENTRE: ActingFor = { actingBodyId: null, onBehalfOfBodyId: null, delegationId: null };
