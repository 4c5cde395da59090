import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import { confinedTo, demand } from '#platform/permission';
import { mayViewPeople } from '../permissions.ts';

export interface PersonGrant {
  id: string;
  role: string;
  bodyId: string | null;
  bodyName: string | null;
  grantedBy: string;
  grantedAt: Date;
  grantedReason: string | null;
  endedBy: string | null;
  endedAt: Date | null;
  reason: string | null;
}

export interface Person {
  accountId: string;
  name: string;
  email: string;
  secondStep: boolean;
  createdAt: Date;
  lastSignIn: Date | null;
  /** In force first, then the ended ones, the latest first. */
  grants: readonly PersonGrant[];
}

/**
 * One person of the centre with its grants, in force and ended.
 * @throws NotFound when the reader sees no grant of it; NotAllowed unless the actor may view people.
 */
export async function getPerson(call: Call, accountId: string): Promise<Person> {
  demand(call, mayViewPeople);
  if (!isId(accountId)) throw new NotFound('person', accountId);
  const only = confinedTo(call.actor, mayViewPeople);
  const grants = await sql<PersonGrant>`
    select g.id, g.role, g.body_id as "bodyId", b.name as "bodyName", g.granted_by as "grantedBy", g.granted_at as "grantedAt", g.granted_reason as "grantedReason",
      g.ended_by as "endedBy", g.ended_at as "endedAt", g.reason
    from access.grants g left join directory.body_card b on b.centre_id = g.centre_id and b.body_id = g.body_id
    where g.centre_id = ${call.centreId} and g.account_id = ${accountId} ${only ? sql`and g.body_id = any(${only}::uuid[])` : sql``}
    order by g.ended_at is not null, g.ended_at desc, g.granted_at desc, g.id`.execute(call.db);
  if (grants.rows.length === 0) throw new NotFound('person', accountId);
  const { rows } = await sql<Omit<Person, 'grants'>>`
    select a.id as "accountId", a.name, a.email, a.totp_confirmed_at is not null as "secondStep", a.created_at as "createdAt",
      (select max(s.created_at) from access.sessions s where s.account_id = a.id and s.centre_id = ${call.centreId}) as "lastSignIn"
    from access.accounts a where a.id = ${accountId} and a.closed_at is null`.execute(call.db);
  if (!rows[0]) throw new NotFound('person', accountId);
  return { ...rows[0], grants: grants.rows };
}
