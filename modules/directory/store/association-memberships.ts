import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';

export interface AssociationRow {
  id: string;
  associationId: string;
  municipalityId: string;
  validFrom: string;
  validTo: string | null;
}

const COLUMNS = sql`id, association_id as "associationId", municipality_id as "municipalityId", valid_from as "validFrom", valid_to as "validTo"`;

/** A membership that crosses a period, or null. */
export async function crossingMembership(
  db: Db,
  centreId: string,
  associationId: string,
  municipalityId: string,
  from: string,
  to: string | null,
): Promise<AssociationRow | null> {
  const { rows } = await sql<AssociationRow>`select ${COLUMNS} from directory.association_memberships
    where centre_id = ${centreId} and association_id = ${associationId} and municipality_id = ${municipalityId}
      and daterange(valid_from, valid_to, '[]') && daterange(${from}::date, ${to}::date, '[]') limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function lockMembership(db: Db, centreId: string, id: string): Promise<AssociationRow | null> {
  const { rows } = await sql<AssociationRow>`select ${COLUMNS} from directory.association_memberships
    where centre_id = ${centreId} and id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}

export async function insertMembership(
  db: Db,
  centreId: string,
  row: Omit<AssociationRow, 'id'> & { source: string; recordedAt: Date },
): Promise<string> {
  const id = newId();
  await sql`insert into directory.association_memberships (centre_id, id, association_id, municipality_id, valid_from, valid_to, source, recorded_at)
    values (${centreId}, ${id}, ${row.associationId}, ${row.municipalityId}, ${row.validFrom}, ${row.validTo}, ${row.source}, ${row.recordedAt})`.execute(
    db,
  );
  return id;
}

export async function endMembership(db: Db, centreId: string, id: string, on: string): Promise<void> {
  await sql`update directory.association_memberships set valid_to = ${on} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}

/** Ends on a day every membership of a comune that is still open then; gives the associations that it leaves. */
export async function endMembershipsOf(
  db: Db,
  centreId: string,
  municipalityId: string,
  on: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update directory.association_memberships set valid_to = ${on}
    where centre_id = ${centreId} and municipality_id = ${municipalityId} and valid_from <= ${on} and (valid_to is null or valid_to > ${on})
    returning association_id as id`.execute(db);
  return rows.map((row) => row.id);
}
