import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';

/** A comune that an association lists, as the rules look at it. */
export interface JoiningBody {
  bodyId: string;
  name: string;
  /** It belongs to the association today. */
  associated: boolean;
  /** It has delegated the association to approve conventions, today. */
  delegated: boolean;
  /** It has a membership that overlaps the term, other than a derived one to be regularised. */
  alreadyMember: boolean;
}

/** What there is to know of the bodies that would join a convention: the body itself and the comuni it lists. */
export async function joiningBodies(
  tx: Transaction,
  associationId: string,
  bodyIds: readonly string[],
  term: { from: string; to: string },
): Promise<JoiningBody[]> {
  const { centreId, today } = tx.call;
  const { rows } = await sql<JoiningBody>`
    select b.body_id as "bodyId", b.name,
      exists (select from directory.association_member a where a.centre_id = b.centre_id and a.association_id = ${associationId}
        and a.municipality_id = b.body_id and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})) as associated,
      exists (select from directory.delegation d where d.centre_id = b.centre_id and d.from_body_id = b.body_id and d.to_body_id = ${associationId}
        and 'APPROVE_CONVENTION' = any(d.scopes) and d.revoked_at is null and d.valid_from <= ${today} and (d.valid_to is null or d.valid_to >= ${today})) as delegated,
      exists (select from membership.memberships m where m.centre_id = b.centre_id and m.body_id = b.body_id and m.regularise_by is null
        and m.valid_from <= ${term.to} and m.valid_to >= ${term.from}) as "alreadyMember"
    from directory.body_card b
    where b.centre_id = ${centreId} and b.body_id = any(${[associationId, ...bodyIds]}::uuid[]) order by b.name, b.body_id`.execute(
    tx.db,
  );
  return rows;
}

/** The organ that the statute of a body names, as it was recorded; null when nobody has. */
export async function statutoryOrgan(tx: Transaction, bodyId: string): Promise<string | null> {
  const { rows } = await sql<{ organ: string }>`select organ from membership.statutory_organs
    where centre_id = ${tx.call.centreId} and body_id = ${bodyId}`.execute(tx.db);
  return rows[0]?.organ ?? null;
}

/** Keeps what the statute of a body says of the organ; what is written later counts. */
export async function recordStatutoryOrgan(
  tx: Transaction,
  bodyId: string,
  organ: string,
  statute: string,
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  await sql`insert into membership.statutory_organs (centre_id, body_id, organ, statute, recorded_by, recorded_at)
    values (${centreId}, ${bodyId}, ${organ}, ${statute}, ${actor.name}, ${now})
    on conflict (centre_id, body_id) do update set organ = excluded.organ, statute = excluded.statute, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(
    tx.db,
  );
}

/** The category of a body of the directory. */
export async function bodyCategory(tx: Transaction, bodyId: string): Promise<string> {
  const { rows } = await sql<{ category: string }>`select category from directory.body_card
    where centre_id = ${tx.call.centreId} and body_id = ${bodyId}`.execute(tx.db);
  return rows[0]?.category ?? 'OTHER';
}
