import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { findByToken } from '../store/invitations.ts';

/** What whoever opens the link of an invitation sees. */
export interface OpenedInvitation {
  centreId: string;
  centreName: string;
  email: string;
  name: string;
  role: string;
  bodyName: string | null;
  expiresAt: Date;
  /** The address already has an account: it signs in and accepts. */
  hasAccount: boolean;
}

/** The invitation of a link that can still be accepted, or null. */
export async function findOpenInvitation(call: Call, token: string): Promise<OpenedInvitation | null> {
  const found = token ? await findByToken(call.database.installation, token) : null;
  if (!found) return null;
  const { rows } = await sql<OpenedInvitation>`
    select i.centre_id as "centreId", c.name as "centreName", i.email, i.name, i.role, b.name as "bodyName", i.expires_at as "expiresAt",
      exists (select from access.accounts a where a.email = i.email and a.closed_at is null) as "hasAccount"
    from access.invitations i join centres.centre_card c on c.centre_id = i.centre_id
    left join directory.body_card b on b.centre_id = i.centre_id and b.body_id = i.body_id
    where i.centre_id = ${found.centreId} and i.id = ${found.id} and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > ${call.now}`.execute(
    call.database.forCentre(found.centreId),
  );
  return rows[0] ?? null;
}
