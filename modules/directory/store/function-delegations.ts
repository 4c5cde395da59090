import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';

export interface DelegationRow {
  id: string;
  fromBodyId: string;
  toBodyId: string;
  scopes: string[];
  validFrom: string;
  validTo: string | null;
  revokedAt: Date | null;
}

export async function lockDelegation(db: Db, centreId: string, id: string): Promise<DelegationRow | null> {
  const { rows } = await sql<DelegationRow>`
    select id, from_body_id as "fromBodyId", to_body_id as "toBodyId", scopes, valid_from as "validFrom", valid_to as "validTo", revoked_at as "revokedAt"
    from directory.function_delegations where centre_id = ${centreId} and id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}

export async function insertDelegation(
  db: Db,
  centreId: string,
  row: {
    fromBodyId: string;
    toBodyId: string;
    scopes: readonly string[];
    sourceAct: string;
    validFrom: string;
    validTo: string | null;
    recordedAt: Date;
    recordedBy: string;
  },
): Promise<string> {
  const id = newId();
  await sql`insert into directory.function_delegations (centre_id, id, from_body_id, to_body_id, scopes, source_act, valid_from, valid_to, recorded_at, recorded_by)
    values (${centreId}, ${id}, ${row.fromBodyId}, ${row.toBodyId}, ${row.scopes}, ${row.sourceAct}, ${row.validFrom}, ${row.validTo}, ${row.recordedAt}, ${row.recordedBy})`.execute(
    db,
  );
  return id;
}

export async function revokeDelegationRow(
  db: Db,
  centreId: string,
  id: string,
  at: Date,
  by: string,
): Promise<void> {
  await sql`update directory.function_delegations set revoked_at = ${at}, revoked_by = ${by} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}
