import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';

export interface NewTrustAnchor {
  name: string;
  serial: string;
  validFrom: Date;
  validTo: Date;
  fingerprint: string;
  certificate: Buffer;
  source: string;
}

/** Writes an authority; null when it is already recognised. */
export async function insertTrustAnchor(tx: Transaction, a: NewTrustAnchor): Promise<string | null> {
  const { call } = tx;
  const { rows } = await sql<{ id: string }>`
    insert into documents.trust_anchors (centre_id, id, name, serial, valid_from, valid_to, fingerprint, certificate, source, added_by, added_at)
    values (${call.centreId}, ${newId()}, ${a.name}, ${a.serial}, ${a.validFrom}, ${a.validTo}, ${a.fingerprint}, ${a.certificate}, ${a.source}, ${call.actor.name}, ${call.now})
    on conflict do nothing returning id`.execute(tx.db);
  return rows[0]?.id ?? null;
}

/** Locks a recognised authority, or null when there is none or it was removed. */
export async function lockTrustAnchor(
  tx: Transaction,
  id: string,
): Promise<{ name: string; fingerprint: string } | null> {
  const { rows } = await sql<{ name: string; fingerprint: string }>`
    select name, fingerprint from documents.trust_anchors
    where centre_id = ${tx.call.centreId} and id = ${id} and removed_at is null for update`.execute(tx.db);
  return rows[0] ?? null;
}

export async function removeTrustAnchor(tx: Transaction, id: string, reason: string): Promise<void> {
  const { centreId, actor, now } = tx.call;
  await sql`update documents.trust_anchors set removed_at = ${now}, removed_by = ${actor.name}, removal_reason = ${reason}
    where centre_id = ${centreId} and id = ${id}`.execute(tx.db);
}

/** From now on this is what the centre asks of a signature. */
export async function insertSignaturePolicy(
  tx: Transaction,
  policy: { revocationRequired: boolean; reason: string },
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  await sql`insert into documents.signature_policies (centre_id, id, revocation_required, reason, set_by, set_at)
    values (${centreId}, ${newId()}, ${policy.revocationRequired}, ${policy.reason}, ${actor.name}, ${now})`.execute(
    tx.db,
  );
}
