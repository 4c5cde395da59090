import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayViewMembers } from '../permissions.ts';
import type { MemberState } from './list-members.ts';

export interface MemberSheet {
  id: string;
  bodyId: string;
  name: string;
  category: string;
  conventionId: string;
  conventionTitle: string;
  kind: 'DIRECT' | 'DERIVED';
  viaBodyId: string | null;
  viaName: string | null;
  applicationId: string | null;
  applicationNumber: number | null;
  signedOn: string;
  validFrom: string;
  validTo: string;
  termTo: string;
  endReason: string | null;
  regulariseBy: string | null;
  state: MemberState;
  version: number;
  resolution: { organ: string; number: string; resolvedOn: string; executiveFrom: string; bodyName: string };
  withdrawal: { id: string; state: string; effectiveOn: string | null } | null;
  derived: { id: string; name: string; validFrom: string; validTo: string; state: MemberState }[];
  others: { id: string; conventionTitle: string; validFrom: string; validTo: string }[];
  events: {
    event: string;
    actor: string;
    reason: string | null;
    facts: Record<string, unknown>;
    at: string;
  }[];
}

const stateOn = (
  today: string,
  m: string,
) => sql`case when ${sql.ref(`${m}.valid_from`)} > ${today} then 'FUTURE'
  when ${sql.ref(`${m}.valid_to`)} < ${today} then 'ENDED' when ${sql.ref(`${m}.end_reason`)} = 'LAPSE' then 'TO_REGULARISE'
  when ${sql.ref(`${m}.end_reason`)} = 'WITHDRAWAL' then 'IN_NOTICE' else 'IN_FORCE' end`;

/**
 * A membership with its acts, the derived ones that come through it, and its history.
 * @throws NotFound; NotAllowed when the actor does not reach the body.
 */
export async function getMember(call: Call, id: string): Promise<MemberSheet> {
  if (!isId(id)) throw new NotFound('membership', id);
  const { centreId, today } = call;
  const { rows } = await sql<MemberSheet>`
    select m.id, m.body_id as "bodyId", b.name, b.category, m.convention_id as "conventionId", c.title as "conventionTitle", m.kind,
      m.via_body_id as "viaBodyId", v.name as "viaName", m.application_id as "applicationId", a.number as "applicationNumber",
      m.signed_on as "signedOn", m.valid_from as "validFrom", m.valid_to as "validTo", m.term_to as "termTo", m.end_reason as "endReason",
      m.regularise_by as "regulariseBy", ${stateOn(today, 'm')} as state, m.version,
      jsonb_build_object('organ', r.organ, 'number', r.number, 'resolvedOn', r.resolved_on, 'executiveFrom', r.executive_from, 'bodyName', rb.name) as resolution,
      (select jsonb_build_object('id', w.id, 'state', w.state, 'effectiveOn', w.effective_on) from membership.withdrawals w
        where w.centre_id = m.centre_id and w.membership_id = m.id order by w.announced_on desc, w.id desc limit 1) as withdrawal,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'name', db.name, 'validFrom', d.valid_from, 'validTo', d.valid_to, 'state', ${stateOn(today, 'd')}) order by db.name)
        from membership.memberships d join directory.body_card db on db.centre_id = d.centre_id and db.body_id = d.body_id
        where m.kind = 'DIRECT' and d.centre_id = m.centre_id and d.via_body_id = m.body_id and d.convention_id = m.convention_id), '[]') as derived,
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'conventionTitle', oc.title, 'validFrom', o.valid_from, 'validTo', o.valid_to) order by o.valid_from desc)
        from membership.memberships o join membership.conventions oc on oc.centre_id = o.centre_id and oc.id = o.convention_id
        where o.centre_id = m.centre_id and o.body_id = m.body_id and o.id <> m.id), '[]') as others,
      coalesce((select jsonb_agg(jsonb_build_object('event', e.event, 'actor', e.actor, 'reason', e.reason, 'facts', e.facts, 'at', e.at) order by e.at desc, e.id desc)
        from membership.membership_events e where e.centre_id = m.centre_id and e.membership_id = m.id), '[]') as events
    from membership.memberships m
    join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    join membership.conventions c on c.centre_id = m.centre_id and c.id = m.convention_id
    join membership.resolutions r on r.centre_id = m.centre_id and r.id = m.resolution_id
    join directory.body_card rb on rb.centre_id = r.centre_id and rb.body_id = r.body_id
    left join directory.body_card v on v.centre_id = m.centre_id and v.body_id = m.via_body_id
    left join membership.applications a on a.centre_id = m.centre_id and a.id = m.application_id
    where m.centre_id = ${centreId} and m.id = ${id}`.execute(call.db);
  if (!rows[0]) throw new NotFound('membership', id);
  demand(call, mayViewMembers, rows[0].bodyId);
  return rows[0];
}
