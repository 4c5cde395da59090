import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';

export interface PersonData {
  name: string;
  email: string | null;
  phone: string | null;
}

export interface LockedPerson extends PersonData {
  id: string;
  erasedAt: Date | null;
}

export async function lockPerson(db: Db, centreId: string, id: string): Promise<LockedPerson | null> {
  const { rows } =
    await sql<LockedPerson>`select id, name, email, phone, erased_at as "erasedAt" from directory.people
    where centre_id = ${centreId} and id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}

export async function insertPerson(db: Db, centreId: string, data: PersonData, at: Date): Promise<string> {
  const id = newId();
  await sql`insert into directory.people (centre_id, id, name, email, phone, recorded_at)
    values (${centreId}, ${id}, ${data.name}, ${data.email}, ${data.phone}, ${at})`.execute(db);
  return id;
}

/** Empties a person of what made somebody recognisable; the acts that name the row stay. */
export async function erasePersonData(db: Db, centreId: string, id: string, at: Date): Promise<void> {
  await sql`update directory.people set name = 'Persona cancellata', tax_code = null, email = null, phone = null, erased_at = ${at}
    where centre_id = ${centreId} and id = ${id}`.execute(db);
}

export interface AssignmentRow {
  id: string;
  personId: string;
  bodyId: string;
  role: string;
  validFrom: string;
  validTo: string | null;
  name: string;
}

const ASSIGNMENT = sql`r.id, r.person_id as "personId", r.body_id as "bodyId", r.role, r.valid_from as "validFrom", r.valid_to as "validTo", p.name`;

/** Who holds an office of a body in a period. */
export async function holdersOf(
  db: Db,
  centreId: string,
  bodyId: string,
  role: string,
  from: string,
  to: string | null,
): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select ${ASSIGNMENT} from directory.role_assignments r join directory.people p on p.centre_id = r.centre_id and p.id = r.person_id
    where r.centre_id = ${centreId} and r.body_id = ${bodyId} and r.role = ${role}
      and daterange(r.valid_from, r.valid_to, '[]') && daterange(${from}::date, ${to}::date, '[]')`.execute(
    db,
  );
  return rows;
}

export async function lockAssignment(db: Db, centreId: string, id: string): Promise<AssignmentRow | null> {
  const { rows } = await sql<AssignmentRow>`
    select ${ASSIGNMENT} from directory.role_assignments r join directory.people p on p.centre_id = r.centre_id and p.id = r.person_id
    where r.centre_id = ${centreId} and r.id = ${id} for update of r`.execute(db);
  return rows[0] ?? null;
}

export async function insertAssignment(
  db: Db,
  centreId: string,
  row: {
    personId: string;
    bodyId: string;
    role: string;
    act: string | null;
    associated: boolean;
    hostBodyId: string | null;
    validFrom: string;
    validTo: string | null;
    recordedAt: Date;
  },
): Promise<string> {
  const id = newId();
  await sql`insert into directory.role_assignments (centre_id, id, person_id, body_id, role, act, associated, host_body_id, valid_from, valid_to, recorded_at)
    values (${centreId}, ${id}, ${row.personId}, ${row.bodyId}, ${row.role}, ${row.act}, ${row.associated}, ${row.hostBodyId}, ${row.validFrom}, ${row.validTo}, ${row.recordedAt})`.execute(
    db,
  );
  return id;
}

export async function endAssignment(db: Db, centreId: string, id: string, on: string): Promise<void> {
  await sql`update directory.role_assignments set valid_to = ${on} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}

/** Whether the person still holds an office on a day, or will. */
export async function holdsAnyRole(db: Db, centreId: string, personId: string, on: string): Promise<boolean> {
  const { rows } = await sql`select 1 from directory.role_assignments
    where centre_id = ${centreId} and person_id = ${personId} and (valid_to is null or valid_to >= ${on}) limit 1`.execute(
    db,
  );
  return rows.length > 0;
}
