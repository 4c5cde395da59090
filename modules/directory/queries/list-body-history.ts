import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { demand } from '#platform/permission';
import { mayViewBodies } from '../permissions.ts';

/** Something that happened to a body on a day. */
export interface BodyEvent {
  on: string;
  kind: 'VERSION' | 'CEASED' | 'ABSORBED' | 'JOINED' | 'LEFT' | 'ROLE' | 'ROLE_ENDED' | 'DELEGATED';
  /** What it was before, for a new version. */
  was: { name: string; category: string; istatCode: string | null } | null;
  /** What it was from then on. */
  is: { name: string; category: string; istatCode: string | null } | null;
  other: string | null;
  role: string | null;
  source: string | null;
}

/**
 * The history of a body, the latest first: names and codes, mergers, associations, offices, delegations.
 * @throws NotAllowed unless the actor may view the body.
 */
export async function listBodyHistory(call: Call, bodyId: string): Promise<readonly BodyEvent[]> {
  demand(call, mayViewBodies, bodyId);
  const c = call.centreId;
  const { rows } = await sql<BodyEvent>`
    with states as (
      select name, category, istat_code, valid_from, valid_to, source from directory.body_versions where centre_id = ${c} and body_id = ${bodyId}
      union all select name, category, istat_code, version_from, null, source from directory.public_bodies where centre_id = ${c} and id = ${bodyId}
    ), changes as (
      select *, lag(name) over w as was_name, lag(category) over w as was_category, lag(istat_code) over w as was_code from states
      window w as (order by valid_to nulls last)
    )
    select * from (
      select valid_from as "on", 'VERSION' as kind, jsonb_build_object('name', was_name, 'category', was_category, 'istatCode', was_code) as was,
        jsonb_build_object('name', name, 'category', category, 'istatCode', istat_code) as "is", null as other, null as role, source
      from changes where was_name is not null and valid_from is not null
      union all
      select b.ceased_on, 'CEASED', null, null, i.name, null, b.source from directory.public_bodies b
        left join directory.public_bodies i on i.centre_id = b.centre_id and i.id = b.merged_into_id where b.centre_id = ${c} and b.id = ${bodyId} and b.ceased_on is not null
      union all
      select o.ceased_on, 'ABSORBED', null, null, o.name, null, o.source from directory.public_bodies o where o.centre_id = ${c} and o.merged_into_id = ${bodyId}
      union all
      select m.valid_from, 'JOINED', null, null, a.name, null, m.source from directory.association_memberships m
        join directory.public_bodies a on a.centre_id = m.centre_id and a.id = m.association_id
        where m.centre_id = ${c} and m.municipality_id = ${bodyId} and m.from_known
      union all
      select m.valid_to, 'LEFT', null, null, a.name, null, m.source from directory.association_memberships m
        join directory.public_bodies a on a.centre_id = m.centre_id and a.id = m.association_id
        where m.centre_id = ${c} and m.municipality_id = ${bodyId} and m.valid_to is not null
      union all
      select r.valid_from, 'ROLE', null, null, p.name, r.role, r.act from directory.role_assignments r
        join directory.people p on p.centre_id = r.centre_id and p.id = r.person_id where r.centre_id = ${c} and r.body_id = ${bodyId}
      union all
      select r.valid_to, 'ROLE_ENDED', null, null, p.name, r.role, null from directory.role_assignments r
        join directory.people p on p.centre_id = r.centre_id and p.id = r.person_id where r.centre_id = ${c} and r.body_id = ${bodyId} and r.valid_to is not null
      union all
      select d.valid_from, 'DELEGATED', null, null, t.name, null, d.source_act from directory.function_delegations d
        join directory.public_bodies t on t.centre_id = d.centre_id and t.id = d.to_body_id where d.centre_id = ${c} and d.from_body_id = ${bodyId}
    ) e order by "on" desc, kind limit 300`.execute(call.db);
  return rows;
}
