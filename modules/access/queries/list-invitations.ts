import { type RawBuilder, sql } from 'kysely';
import type { Call } from '#platform/call';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand } from '#platform/permission';
import { mayEditGrants } from '../permissions.ts';
import { mayGive } from '../rules/who-may-give.ts';

export interface ListedInvitation {
  id: string;
  name: string;
  email: string;
  role: string;
  bodyId: string | null;
  bodyName: string | null;
  invitedBy: string;
  invitedAt: Date;
  expiresAt: Date;
  state: 'OPEN' | 'EXPIRED' | 'ACCEPTED' | 'WITHDRAWN';
  /** The reader may send it again and withdraw it. */
  mine: boolean;
}

const ORDER: Record<string, RawBuilder<unknown>> = {
  data: sql`i.invited_at`,
  nome: sql`i.name collate "it-x-icu"`,
};
export const INVITATION_SORTS = ['data', 'nome'] as const;

/**
 * The invitations of the centre, a page at a time, the latest first; a legal representative sees those to its body.
 * @throws NotAllowed unless the actor may edit grants.
 */
export async function listInvitations(
  call: Call,
  filter: { words?: string; state?: string },
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedInvitation>> {
  demand(call, mayEditGrants);
  const only = confinedTo(call.actor, mayEditGrants);
  const words = filter.words?.trim().replace(/[\\%_]/g, '\\$&');
  const way = page.direction === 'desc' ? sql`desc` : sql`asc`;
  const state = sql`case when i.accepted_at is not null then 'ACCEPTED' when i.withdrawn_at is not null then 'WITHDRAWN' when i.expires_at <= ${call.now} then 'EXPIRED' else 'OPEN' end`;
  const { rows } = await sql<Omit<ListedInvitation, 'mine'> & { total: number }>`
    select i.id, i.name, i.email, i.role, i.body_id as "bodyId", b.name as "bodyName", i.invited_by as "invitedBy", i.invited_at as "invitedAt",
      i.expires_at as "expiresAt", ${state} as state, count(*) over () as total
    from access.invitations i left join directory.body_card b on b.centre_id = i.centre_id and b.body_id = i.body_id
    where i.centre_id = ${call.centreId}
      ${only ? sql`and i.body_id = any(${only}::uuid[])` : sql``}
      ${filter.state ? sql`and ${state} = ${filter.state}` : sql``}
      ${words ? sql`and platform.searchable(i.name || ' ' || i.email) like '%' || platform.searchable(${words}) || '%'` : sql``}
    order by ${ORDER[page.sort] ?? ORDER.data} ${way}, i.id ${way}
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  const seen = rows.map((row) => ({ ...row, mine: mayGive(call.actor, row.role, row.bodyId) }));
  return { rows: seen, total: rows[0]?.total ?? 0 };
}
