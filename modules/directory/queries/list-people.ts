import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditBodies, mayViewBodies } from '../permissions.ts';

/** People who may be given an office of a body: who had one there, and who is RTD anywhere. @throws NotAllowed */
export async function peopleChoices(
  call: Call,
  bodyId: string,
): Promise<readonly { value: string; label: string }[]> {
  demand(call, mayViewBodies, bodyId);
  const { rows } = await sql<{ value: string; label: string }>`
    select distinct p.id as value, p.name as label from directory.people p
    join directory.role_assignments r on r.centre_id = p.centre_id and r.person_id = p.id
    where p.centre_id = ${call.centreId} and p.erased_at is null and (r.body_id = ${bodyId} or r.role = 'RTD')
    order by p.name, p.id limit 300`.execute(call.db);
  return rows;
}

/** A person with every office held, for who keeps the register. */
export interface ShownPerson {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  erasedAt: Date | null;
  offices: readonly { bodyId: string; body: string; role: string; from: string; to: string | null }[];
}

/** @throws NotAllowed unless the actor may edit the register; NotFound. */
export async function getPerson(call: Call, personId: string | undefined): Promise<ShownPerson> {
  demand(call, mayEditBodies);
  if (!isId(personId)) throw new NotFound('person', personId);
  const { rows } = await sql<ShownPerson>`
    select p.id, p.name, p.email, p.phone, p.erased_at as "erasedAt",
      coalesce((select jsonb_agg(jsonb_build_object('bodyId', b.id, 'body', b.name, 'role', r.role, 'from', r.valid_from, 'to', r.valid_to) order by r.valid_from desc)
        from directory.role_assignments r join directory.public_bodies b on b.centre_id = r.centre_id and b.id = r.body_id
        where r.centre_id = p.centre_id and r.person_id = p.id), '[]') as offices
    from directory.people p where p.centre_id = ${call.centreId} and p.id = ${personId}`.execute(call.db);
  if (!rows[0]) throw new NotFound('person', personId);
  return rows[0];
}
