import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { demand } from '#platform/permission';
import { mayViewBodies } from '../permissions.ts';

/** An office of a body with who holds, or held, it. */
export interface ListedAssignment {
  id: string;
  personId: string;
  name: string;
  email: string | null;
  phone: string | null;
  role: string;
  act: string | null;
  associated: boolean;
  host: string | null;
  from: string;
  to: string | null;
}

/** A function that the body exercises in associated form. */
export interface ListedFunction {
  id: string;
  function: 'RTD' | 'ICT';
  association: string | null;
  act: string | null;
  from: string;
  to: string | null;
}

/**
 * Who holds which office in a body, now and before.
 * @throws NotAllowed unless the actor may view the body.
 */
export async function listBodyPeople(call: Call, bodyId: string): Promise<readonly ListedAssignment[]> {
  demand(call, mayViewBodies, bodyId);
  const { rows } = await sql<ListedAssignment>`
    select r.id, p.id as "personId", p.name, p.email, p.phone, r.role, r.act, r.associated, h.name as host, r.valid_from as "from", r.valid_to as "to"
    from directory.role_assignments r
    join directory.people p on p.centre_id = r.centre_id and p.id = r.person_id
    left join directory.public_bodies h on h.centre_id = r.centre_id and h.id = r.host_body_id
    where r.centre_id = ${call.centreId} and r.body_id = ${bodyId}
    order by r.valid_to desc nulls first, r.role, r.valid_from desc, r.id limit 500`.execute(call.db);
  return rows;
}

/** The functions in associated form: RTD and ICT are two facts. @throws NotAllowed */
export async function listBodyFunctions(call: Call, bodyId: string): Promise<readonly ListedFunction[]> {
  demand(call, mayViewBodies, bodyId);
  const { rows } = await sql<ListedFunction>`
    select f.id, f.function, a.name as association, f.act, f.valid_from as "from", f.valid_to as "to"
    from directory.associated_functions f left join directory.public_bodies a on a.centre_id = f.centre_id and a.id = f.association_id
    where f.centre_id = ${call.centreId} and f.body_id = ${bodyId} order by f.valid_to desc nulls first, f.function, f.valid_from desc limit 200`.execute(
    call.db,
  );
  return rows;
}
