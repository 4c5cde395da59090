import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import type { Provenance } from './apply-bodies.ts';

interface WrittenMember {
  association_id: string;
  municipality_id: string;
  valid_from: string;
  valid_to: string | null;
}

/** Writes the members of a plan: new ones, and the last day of those that left, which is announced. */
export async function applyMembers(tx: Transaction, from: Provenance): Promise<number> {
  const { centreId, now } = tx.call;
  const inserted = await sql`
    insert into directory.association_memberships (centre_id, id, association_id, municipality_id, valid_from, valid_to, from_known, source, recorded_at)
    select ${centreId}, t.id, t.association_id, r.body_id, t.valid_from, t.valid_to, t.from_known, ${from.source}, ${now}
    from directory.import_rows r, jsonb_to_record(r.record) as t (id uuid, association_id uuid, valid_from date, valid_to date, from_known boolean)
    where r.centre_id = ${centreId} and r.import_id = ${from.importId} and r.outcome = 'NEW'`.execute(tx.db);
  const { rows: ended } = await sql<WrittenMember>`
    update directory.association_memberships m set valid_to = (r.record ->> 'valid_to')::date, source = ${from.source}
    from directory.import_rows r
    where r.centre_id = ${centreId} and r.import_id = ${from.importId} and r.outcome = 'CHANGED'
      and m.centre_id = r.centre_id and m.id = (r.record ->> 'id')::uuid
    returning m.association_id, m.municipality_id, m.valid_from, m.valid_to`.execute(tx.db);
  for (const member of ended) {
    await tx.announce('directory.association-left', {
      associationId: member.association_id,
      municipalityId: member.municipality_id,
      on: member.valid_to,
    });
  }
  return Number(inserted.numAffectedRows) + ended.length;
}
