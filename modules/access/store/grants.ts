import { type Db, sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { newId } from '#platform/ids';

export interface Grant {
  id: string;
  accountId: string;
  role: string;
  bodyId: string | null;
}

/** A grant in force, locked; null when there is none such, or it has ended. */
export async function lockGrant(db: Db, centreId: string, id: string): Promise<Grant | null> {
  const { rows } = await sql<Grant>`select id, account_id as "accountId", role, body_id as "bodyId"
    from access.grants where centre_id = ${centreId} and id = ${id} and ended_at is null for update`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Locks the managers of the centre, in order, and counts them: two who end each other cannot both succeed. */
export async function lockManagers(db: Db, centreId: string): Promise<number> {
  const { rows } =
    await sql`select id from access.grants where centre_id = ${centreId} and role = 'CM' and ended_at is null order by id for update`.execute(
      db,
    );
  return rows.length;
}

/** Gives a role; null when the person has it already. */
export async function insertGrant(
  db: Db,
  grant: {
    centreId: string;
    accountId: string;
    role: string;
    bodyId: string | null;
    by: string;
    now: Date;
    reason?: string | null;
  },
): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`insert into access.grants (centre_id, id, account_id, role, body_id, granted_by, granted_at, granted_reason)
    values (${grant.centreId}, ${newId()}, ${grant.accountId}, ${grant.role}, ${grant.bodyId}, ${grant.by}, ${grant.now}, ${grant.reason ?? null})
    on conflict do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function markGrantEnded(
  db: Db,
  centreId: string,
  id: string,
  end: { by: string; reason: string; now: Date },
): Promise<void> {
  await sql`update access.grants set ended_at = ${end.now}, ended_by = ${end.by}, reason = ${end.reason} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}

/**
 * The name of a body in being of the centre.
 * @throws NotFound `body` when there is none, or it has ceased.
 */
export async function nameOfLivingBody(db: Db, centreId: string, bodyId: string): Promise<string> {
  const { rows } = await sql<{
    name: string;
  }>`select name from directory.body_card where centre_id = ${centreId} and body_id = ${bodyId} and ceased_on is null`.execute(
    db,
  );
  if (!rows[0]) throw new NotFound('body', bodyId);
  return rows[0].name;
}
