import type { Call } from '#platform/call';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { select } from '#ui/field';
import { ROLES, type Role, roleLabel } from '../rules/roles.ts';
import { rolesToGive } from '../rules/who-may-give.ts';

/** The fields that choose a role and, for the roles of bodies, the body: only what the actor may give. */
export function grantFields(
  call: Call,
  bodies: readonly { id: string; name: string }[],
  problems: Problems,
): Html {
  const roles = rolesToGive(call.actor);
  const choices = (ofBody: boolean) =>
    roles
      .filter((role) => ROLES[role].ofBody === ofBody)
      .map((role: Role) => ({ value: role, label: roleLabel(role) }));
  const groups = [
    { group: 'Profili del centro', choices: choices(false) },
    { group: 'Profili di un ente', choices: choices(true) },
  ].filter((g) => g.choices.length > 0);
  return html`${select({
    name: 'ruolo',
    label: 'Profilo',
    required: true,
    emptyLabel: 'Scegliere il profilo',
    value: problems.values.ruolo,
    choices: groups,
    width: 'long',
    error: problems.errors.ruolo,
  })}${select({
    name: 'ente',
    label: 'Ente',
    hint: 'Solo per i profili di un ente.',
    emptyLabel: 'Nessun ente',
    value: problems.values.ente,
    choices: bodies.map((body) => ({ value: body.id, label: body.name })),
    width: 'long',
    error: problems.errors.ente,
  })}`;
}
