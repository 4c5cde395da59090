import { z } from 'zod';
import { InvalidInput } from '#platform/errors';
import { oneOf } from '#platform/forms/inputs';
import { isId } from '#platform/ids';
import { ROLES, type Role } from '../rules/roles.ts';

/** The choice of a role and its body, for a zod object. */
export const grantShape = {
  ruolo: oneOf(Object.keys(ROLES) as [string, ...string[]], 'Scegliere il profilo.'),
  ente: z.string().max(40),
};

/** A role of a body needs the body, the others have none. @throws InvalidInput. */
export function grantOf(input: { ruolo: string; ente: string }): { role: string; bodyId: string | null } {
  if (!ROLES[input.ruolo as Role].ofBody) return { role: input.ruolo, bodyId: null };
  if (!isId(input.ente)) throw new InvalidInput({ ente: 'Scegliere l’ente a cui si riferisce il profilo.' });
  return { role: input.ruolo, bodyId: input.ente };
}
