import { mayViewBodies } from '#directory';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { confinedTo } from '#platform/permission';

/** A body as its own people see it first. Amounts in cents. */
export interface OwnBody {
  id: string;
  name: string;
  category: string;
  membershipId: string | null;
  memberSince: string | null;
  memberUntil: string | null;
  viaBody: string | null;
  openApplicationId: string | null;
  applicationState: string | null;
  owedCents: number;
  owedNotices: number;
  nextDue: string | null;
}

/** The bodies for which the actor works, own ones and those that delegated, with where each stands today. */
export async function sumUpBodies(call: Call): Promise<readonly OwnBody[]> {
  const only = confinedTo(call.actor, mayViewBodies) ?? [];
  const { rows } = await sql<OwnBody>`
    select b.body_id as id, b.name, b.category, m.membership_id as "membershipId", m.valid_from as "memberSince", m.valid_to as "memberUntil", v.name as "viaBody",
      a.application_id as "openApplicationId", a.state as "applicationState",
      coalesce(n.owed, 0)::bigint as "owedCents", coalesce(n.notices, 0) as "owedNotices", n.next_due as "nextDue"
    from directory.body_card b
    left join membership.membership_term m on m.centre_id = b.centre_id and m.body_id = b.body_id and m.valid_from <= ${call.today} and m.valid_to >= ${call.today}
    left join directory.body_card v on v.centre_id = m.centre_id and v.body_id = m.via_body_id
    left join lateral (select application_id, state from membership.application_card a where a.centre_id = b.centre_id and a.body_id = b.body_id
      and a.state not in ('IN_FORCE','REJECTED','WITHDRAWN','LAPSED') order by a.created_at desc limit 1) a on true
    left join lateral (select sum(total_cents - paid_cents) as owed, count(*) as notices, min(due_on) as next_due from fees.notice_card n
      where n.centre_id = b.centre_id and n.payer_id = b.body_id and n.paid_cents < n.total_cents) n on true
    where b.centre_id = ${call.centreId} and b.body_id = any(${only}::uuid[])
    order by (b.category = 'COMUNE'), b.name limit 200`.execute(call.db);
  return rows;
}
