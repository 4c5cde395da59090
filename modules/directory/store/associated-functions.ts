import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';

export interface FunctionRow {
  id: string;
  bodyId: string;
  function: 'RTD' | 'ICT';
  validFrom: string;
  validTo: string | null;
}

const COLUMNS = sql`id, body_id as "bodyId", function, valid_from as "validFrom", valid_to as "validTo"`;

export async function crossingFunction(
  db: Db,
  centreId: string,
  bodyId: string,
  name: string,
  from: string,
  to: string | null,
): Promise<FunctionRow | null> {
  const { rows } = await sql<FunctionRow>`select ${COLUMNS} from directory.associated_functions
    where centre_id = ${centreId} and body_id = ${bodyId} and function = ${name}
      and daterange(valid_from, valid_to, '[]') && daterange(${from}::date, ${to}::date, '[]') limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function lockFunction(db: Db, centreId: string, id: string): Promise<FunctionRow | null> {
  const { rows } = await sql<FunctionRow>`select ${COLUMNS} from directory.associated_functions
    where centre_id = ${centreId} and id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}

export async function insertFunction(
  db: Db,
  centreId: string,
  row: Omit<FunctionRow, 'id'> & { associationId: string | null; act: string | null; recordedAt: Date },
): Promise<string> {
  const id = newId();
  await sql`insert into directory.associated_functions (centre_id, id, body_id, function, association_id, act, valid_from, valid_to, recorded_at)
    values (${centreId}, ${id}, ${row.bodyId}, ${row.function}, ${row.associationId}, ${row.act}, ${row.validFrom}, ${row.validTo}, ${row.recordedAt})`.execute(
    db,
  );
  return id;
}

export async function endFunction(db: Db, centreId: string, id: string, on: string): Promise<void> {
  await sql`update directory.associated_functions set valid_to = ${on} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}
