import { type RawBuilder, sql } from 'kysely';
import type { Call } from '#platform/call';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand } from '#platform/permission';
import { mayViewPeople } from '../permissions.ts';

export interface ListedPerson {
  accountId: string;
  name: string;
  email: string;
  /** Grants in force, as the reader may see them. */
  grants: readonly { role: string; bodyId: string | null; bodyName: string | null }[];
  secondStep: boolean;
  lastSignIn: Date | null;
}

export interface PersonFilter {
  /** A part of the name, of the address or of the body's name. */
  words?: string;
  role?: string;
  bodyId?: string;
  /** Also people all of whose grants have ended. */
  withEnded?: boolean;
}

const ORDER: Record<string, RawBuilder<unknown>> = {
  nome: sql`a.name collate "it-x-icu"`,
  posta: sql`a.email`,
  accesso: sql`s.last_sign_in`,
};
export const PERSON_SORTS = ['nome', 'posta', 'accesso'] as const;

/**
 * Who has (or had) a grant in the centre, a page at a time; a legal representative sees those of its own body.
 * @throws NotAllowed unless the actor may view people.
 */
export async function listPeople(
  call: Call,
  filter: PersonFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedPerson>> {
  demand(call, mayViewPeople);
  const only = confinedTo(call.actor, mayViewPeople);
  const words = filter.words?.trim().replace(/[\\%_]/g, '\\$&');
  const way = page.direction === 'desc' ? sql`desc nulls last` : sql`asc nulls last`;
  const { rows } = await sql<ListedPerson & { total: number }>`
    with seen as (
      select g.account_id, g.role, g.body_id, g.ended_at, b.name as body_name
      from access.grants g left join directory.body_card b on b.centre_id = g.centre_id and b.body_id = g.body_id
      where g.centre_id = ${call.centreId} ${only ? sql`and g.body_id = any(${only}::uuid[])` : sql``}
    )
    select a.id as "accountId", a.name, a.email, a.totp_confirmed_at is not null as "secondStep", s.last_sign_in as "lastSignIn",
      coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'bodyId', g.body_id, 'bodyName', g.body_name) order by g.role, g.body_name)
        from seen g where g.account_id = a.id and g.ended_at is null), '[]') as grants,
      count(*) over () as total
    from access.accounts a
    left join lateral (select max(created_at) as last_sign_in from access.sessions s where s.account_id = a.id and s.centre_id = ${call.centreId}) s on true
    where a.closed_at is null and exists (select from seen g where g.account_id = a.id
      ${filter.withEnded ? sql`` : sql`and g.ended_at is null`}
      ${filter.role ? sql`and g.role = ${filter.role}` : sql``}
      ${filter.bodyId ? sql`and g.body_id = ${filter.bodyId}` : sql``}
      ${words ? sql`and platform.searchable(a.name || ' ' || a.email || ' ' || coalesce(g.body_name, '')) like '%' || platform.searchable(${words}) || '%'` : sql``})
    order by ${ORDER[page.sort] ?? ORDER.nome} ${way}, a.id
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}
