import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { tokenHash } from '../queries/recognise-visitors.ts';
import { newToken } from '../rules/one-time-codes.ts';
import { INVITATION_DAYS, later } from '../settings.ts';

export interface Invitation {
  id: string;
  email: string;
  name: string;
  role: string;
  bodyId: string | null;
  expiresAt: Date;
  acceptedAt: Date | null;
  withdrawnAt: Date | null;
}

const COLUMNS = sql`id, email, name, role, body_id as "bodyId", expires_at as "expiresAt", accepted_at as "acceptedAt", withdrawn_at as "withdrawnAt"`;
const expiry = (now: Date): Date => later(now, INVITATION_DAYS * 86_400);

/** Writes an invitation; null when one for the same person and role is still open. */
export async function insertInvitation(
  db: Db,
  centreId: string,
  invitation: {
    email: string;
    name: string;
    role: string;
    bodyId: string | null;
    invitedBy: string;
    now: Date;
  },
): Promise<{ id: string; token: string } | null> {
  const id = newId();
  const token = newToken();
  const { rows } =
    await sql`insert into access.invitations (centre_id, id, email, name, role, body_id, token_hash, invited_by, invited_at, expires_at)
    values (${centreId}, ${id}, ${invitation.email}, ${invitation.name}, ${invitation.role}, ${invitation.bodyId}, ${tokenHash(token)}, ${invitation.invitedBy}, ${invitation.now}, ${expiry(invitation.now)})
    on conflict (centre_id, email, role, coalesce(body_id, '00000000-0000-0000-0000-000000000000')) where accepted_at is null and withdrawn_at is null do nothing
    returning id`.execute(db);
  return rows.length > 0 ? { id, token } : null;
}

export async function lockInvitation(db: Db, centreId: string, id: string): Promise<Invitation | null> {
  const { rows } =
    await sql<Invitation>`select ${COLUMNS} from access.invitations where centre_id = ${centreId} and id = ${id} for update`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** A new link for an open invitation: the one before opens nothing any more. */
export async function renewInvitation(db: Db, centreId: string, id: string, now: Date): Promise<string> {
  const token = newToken();
  await sql`update access.invitations set token_hash = ${tokenHash(token)}, expires_at = ${expiry(now)}, sent_times = sent_times + 1
    where centre_id = ${centreId} and id = ${id}`.execute(db);
  return token;
}

export async function markWithdrawn(db: Db, centreId: string, id: string, now: Date): Promise<void> {
  await sql`update access.invitations set withdrawn_at = ${now} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}

export async function markAccepted(
  db: Db,
  centreId: string,
  id: string,
  accountId: string,
  now: Date,
): Promise<void> {
  await sql`update access.invitations set accepted_at = ${now}, account_id = ${accountId} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}

/** Where the invitation of a link stands, whatever the centre. */
export async function findByToken(db: Db, token: string): Promise<{ centreId: string; id: string } | null> {
  const { rows } = await sql<{
    centreId: string;
    id: string;
  }>`select centre_id as "centreId", id from access.find_invitation(${tokenHash(token)})`.execute(db);
  return rows[0] ?? null;
}
