import type { Call } from '#platform/call';
import { allPermissions, demand, type Permission, type Reach } from '#platform/permission';
import { mayViewMatrix } from '../permissions.ts';
import { ROLES, type Role } from '../rules/roles.ts';

export interface MatrixRow {
  id: string;
  label: string;
  kind: 'read' | 'write';
  /** How far each role reaches; a role that is not there may not. */
  cells: Readonly<Partial<Record<Role, Reach>>>;
}

export interface MatrixGroup {
  /** The room's name, such as `fees`. */
  room: string;
  rows: readonly MatrixRow[];
}

/**
 * The whole matrix as it is in force: the same declarations that pages and commands ask.
 * @throws NotAllowed unless the actor may view it.
 */
export function permissionMatrix(call: Call): readonly MatrixGroup[] {
  demand(call, mayViewMatrix);
  const groups = new Map<string, MatrixRow[]>();
  for (const p of allPermissions()) {
    const room = p.id.split('.')[0]!;
    groups.set(room, [...(groups.get(room) ?? []), rowOf(p)]);
  }
  return [...groups].map(([room, rows]) => ({ room, rows }));
}

const rowOf = (p: Permission): MatrixRow => ({
  id: p.id,
  label: p.label,
  kind: p.kind,
  cells: Object.fromEntries(Object.entries(p.roles).filter(([role]) => role in ROLES)),
});
