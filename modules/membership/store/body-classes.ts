import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import type { GivenClass } from '../rules/body-classes.ts';

/** Keeps others from giving classes under the convention until the transaction ends. */
export async function lockClasses(tx: Transaction, conventionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`membership.classes:${tx.call.centreId}:${conventionId}`}, 0))`.execute(
    tx.db,
  );
}

/** The classes of some bodies under a convention, those annulled left out, by body. */
export async function classesOf(
  tx: Transaction,
  conventionId: string,
  bodyIds: readonly string[],
): Promise<Map<string, GivenClass[]>> {
  const { rows } = await sql<GivenClass & { bodyId: string }>`
    select id, body_id as "bodyId", class as "bodyClass", valid_from as "from", valid_to as "to" from membership.body_classes
    where centre_id = ${tx.call.centreId} and convention_id = ${conventionId} and body_id = any(${[...bodyIds]}::uuid[]) and annulled_at is null
    order by body_id, valid_from`.execute(tx.db);
  const found = new Map<string, GivenClass[]>();
  for (const { bodyId, ...given } of rows) found.set(bodyId, [...(found.get(bodyId) ?? []), given]);
  return found;
}

/** The names of the classes in use under a convention. */
export async function classesInUse(tx: Transaction, conventionId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct class as name from membership.body_classes
    where centre_id = ${tx.call.centreId} and convention_id = ${conventionId} and annulled_at is null order by name`.execute(
    tx.db,
  );
  return rows.map((row) => row.name);
}

export interface NewClass extends GivenClass {
  bodyId: string;
  act: string;
}

/** Ends the classes that others follow, then writes the new ones: one statement each. */
export async function writeClasses(
  tx: Transaction,
  conventionId: string,
  ended: readonly { id: string; on: string }[],
  given: readonly NewClass[],
): Promise<void> {
  const { centreId, now, actor } = tx.call;
  await sql`update membership.body_classes c set valid_to = t."on", ended_at = ${now}, ended_by = ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as t (id uuid, "on" date)
    where c.centre_id = ${centreId} and c.id = t.id`.execute(tx.db);
  await sql`insert into membership.body_classes (centre_id, id, convention_id, body_id, class, valid_from, valid_to, act, recorded_at, recorded_by)
    select ${centreId}, t.id, ${conventionId}, t."bodyId", t."bodyClass", t."from", t."to", t.act, ${now}, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as t (id uuid, "bodyId" uuid, "bodyClass" text, "from" date, "to" date, act text)`.execute(
    tx.db,
  );
}

export interface LockedClass extends GivenClass {
  conventionId: string;
  bodyId: string;
  bodyName: string;
  annulled: boolean;
}

/**
 * A class given, locked until the transaction ends.
 * @throws NotFound
 */
export async function lockClass(tx: Transaction, conventionId: string, id: string): Promise<LockedClass> {
  const { rows } =
    isId(id) && isId(conventionId)
      ? await sql<LockedClass>`
          select c.id, c.convention_id as "conventionId", c.body_id as "bodyId", b.name as "bodyName", c.class as "bodyClass",
            c.valid_from as "from", c.valid_to as "to", c.annulled_at is not null as annulled
          from membership.body_classes c join directory.body_card b on b.centre_id = c.centre_id and b.body_id = c.body_id
          where c.centre_id = ${tx.call.centreId} and c.convention_id = ${conventionId} and c.id = ${id} for update of c`.execute(
          tx.db,
        )
      : { rows: [] };
  if (!rows[0]) throw new NotFound('body class', id);
  return rows[0];
}

export async function endClassOn(tx: Transaction, id: string, on: string): Promise<void> {
  const { centreId, now, actor } = tx.call;
  await sql`update membership.body_classes set valid_to = ${on}, ended_at = ${now}, ended_by = ${actor.name}
    where centre_id = ${centreId} and id = ${id}`.execute(tx.db);
}

export async function annulClassFor(tx: Transaction, id: string, reason: string): Promise<void> {
  const { centreId, now, actor } = tx.call;
  await sql`update membership.body_classes set annulled_at = ${now}, annulled_by = ${actor.name}, annulment_reason = ${reason}
    where centre_id = ${centreId} and id = ${id}`.execute(tx.db);
}
