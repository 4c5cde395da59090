import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { isId, newId } from '#platform/ids';

export interface MembershipRow {
  id: string;
  bodyId: string;
  bodyName: string;
  conventionId: string;
  kind: 'DIRECT' | 'DERIVED';
  viaBodyId: string | null;
  resolutionId: string;
  validFrom: string;
  validTo: string;
  termTo: string;
  endReason: string | null;
  regulariseBy: string | null;
  version: number;
}

const COLUMNS = sql`m.id, m.body_id as "bodyId", b.name as "bodyName", m.convention_id as "conventionId", m.kind, m.via_body_id as "viaBodyId",
  m.resolution_id as "resolutionId", m.valid_from as "validFrom", m.valid_to as "validTo", m.term_to as "termTo", m.end_reason as "endReason",
  m.regularise_by as "regulariseBy", m.version`;
const FROM = sql`membership.memberships m join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id`;

/**
 * The membership, locked until the transaction ends.
 * @throws NotFound when the centre has no such membership.
 */
export async function lockMembership(tx: Transaction, id: string): Promise<MembershipRow> {
  if (!isId(id)) throw new NotFound('membership', id);
  const { centreId } = tx.call;
  await sql`select 1 from membership.memberships where centre_id = ${centreId} and id = ${id} for update`.execute(
    tx.db,
  );
  const { rows } =
    await sql<MembershipRow>`select ${COLUMNS} from ${FROM} where m.centre_id = ${centreId} and m.id = ${id}`.execute(
      tx.db,
    );
  if (!rows[0]) throw new NotFound('membership', id);
  return rows[0];
}

/** Memberships of some bodies that are in force on or after a day, locked, by body and first day. */
export async function lockMembershipsOf(
  tx: Transaction,
  bodyIds: readonly string[],
  from: string,
): Promise<MembershipRow[]> {
  const { centreId } = tx.call;
  const { rows } = await sql<{ id: string }>`select id from membership.memberships
    where centre_id = ${centreId} and body_id = any(${[...bodyIds]}::uuid[]) and valid_to >= ${from} order by body_id, valid_from for update`.execute(
    tx.db,
  );
  const found = await sql<MembershipRow>`select ${COLUMNS} from ${FROM}
    where m.centre_id = ${centreId} and m.id = any(${rows.map((r) => r.id)}::uuid[]) order by m.body_id, m.valid_from`.execute(
    tx.db,
  );
  return found.rows;
}

/** Derived memberships that come through a body and last beyond a day, locked. */
export async function lockMembershipsThrough(
  tx: Transaction,
  viaBodyId: string,
  from: string,
): Promise<MembershipRow[]> {
  const { rows } = await sql<{
    bodyId: string;
  }>`select distinct body_id as "bodyId" from membership.memberships
    where centre_id = ${tx.call.centreId} and via_body_id = ${viaBodyId} and valid_to >= ${from}`.execute(
    tx.db,
  );
  const all = await lockMembershipsOf(
    tx,
    rows.map((r) => r.bodyId),
    from,
  );
  return all.filter((m) => m.viaBodyId === viaBodyId);
}

export interface NewMembership {
  id: string;
  bodyId: string;
  conventionId: string;
  kind: 'DIRECT' | 'DERIVED';
  viaBodyId: string | null;
  applicationId: string | null;
  resolutionId: string;
  signedOn: string;
  validFrom: string;
  validTo: string;
}

/** Opens memberships; two that overlap for a body are refused by the constraint `memberships_do_not_overlap`. */
export async function insertMemberships(
  tx: Transaction,
  memberships: readonly NewMembership[],
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  const rows = memberships.map((m) => ({
    id: m.id,
    body_id: m.bodyId,
    convention_id: m.conventionId,
    kind: m.kind,
    via_body_id: m.viaBodyId,
    application_id: m.applicationId,
    resolution_id: m.resolutionId,
    signed_on: m.signedOn,
    valid_from: m.validFrom,
    valid_to: m.validTo,
  }));
  await sql`insert into membership.memberships (centre_id, id, body_id, convention_id, kind, via_body_id, application_id, resolution_id, signed_on, valid_from, valid_to, term_to, recorded_at, recorded_by)
    select ${centreId}, id, body_id, convention_id, kind, via_body_id, application_id, resolution_id, signed_on, valid_from, valid_to, valid_to, ${now}, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, body_id uuid, convention_id uuid, kind text, via_body_id uuid, application_id uuid, resolution_id uuid, signed_on date, valid_from date, valid_to date)`.execute(
    tx.db,
  );
}

/**
 * Ends a locked membership before its term, or gives it back its term (`endReason` null).
 * @param lastDay the last day on which it is in force.
 */
export async function endMembership(
  tx: Transaction,
  id: string,
  end: { lastDay: string; endReason: string | null; regulariseBy?: string | null },
): Promise<void> {
  await sql`update membership.memberships set valid_to = ${end.lastDay}, end_reason = ${end.endReason}, regularise_by = ${end.regulariseBy ?? null},
      ended_at = null, version = version + 1
    where centre_id = ${tx.call.centreId} and id = ${id}`.execute(tx.db);
}

export async function appendMembershipEvents(
  tx: Transaction,
  events: readonly {
    membershipId: string;
    event: string;
    reason?: string | null;
    facts?: Record<string, unknown>;
  }[],
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  const rows = events.map((e) => ({
    id: newId(),
    membership_id: e.membershipId,
    event: e.event,
    reason: e.reason,
    facts: e.facts ?? {},
  }));
  await sql`insert into membership.membership_events (centre_id, id, membership_id, event, actor, reason, facts, at)
    select ${centreId}, id, membership_id, event, ${actor.name}, reason, facts, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, membership_id uuid, event text, reason text, facts jsonb)`.execute(
    tx.db,
  );
}

/** The memberships that an application has opened. */
export async function membershipsOfApplication(
  tx: Transaction,
  applicationId: string,
): Promise<MembershipRow[]> {
  const { rows } = await sql<MembershipRow>`select ${COLUMNS} from ${FROM}
    where m.centre_id = ${tx.call.centreId} and m.application_id = ${applicationId} order by m.kind, b.name`.execute(
    tx.db,
  );
  return rows;
}
