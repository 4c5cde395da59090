import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { demand } from '#platform/permission';
import { mayViewBodies } from '../permissions.ts';

/** A comune in an association, seen from one of the two; `body` is the other. */
export interface ListedAssociate {
  id: string;
  bodyId: string;
  name: string;
  category: string;
  /** The body of the page is the association. */
  isMember: boolean;
  from: string;
  fromKnown: boolean;
  to: string | null;
  source: string;
  inhabitants: number | null;
}

/**
 * The associations that a body is in, and the comuni that it associates, now and before.
 * @throws NotAllowed unless the actor may view the body.
 */
export async function listBodyAssociations(call: Call, bodyId: string): Promise<readonly ListedAssociate[]> {
  demand(call, mayViewBodies, bodyId);
  const { rows } = await sql<ListedAssociate>`
    select m.id, b.id as "bodyId", b.name, b.category, m.association_id = ${bodyId} as "isMember", m.valid_from as "from", m.from_known as "fromKnown",
      m.valid_to as "to", m.source, p.inhabitants
    from directory.association_memberships m
    join directory.public_bodies b on b.centre_id = m.centre_id and b.id = case when m.association_id = ${bodyId} then m.municipality_id else m.association_id end
    left join lateral (
      select f.inhabitants from directory.population_figures f where f.centre_id = b.centre_id and f.body_id = b.id
      order by f.ref_date desc, f.recorded_at desc, f.id desc limit 1
    ) p on m.association_id = ${bodyId}
    where m.centre_id = ${call.centreId} and (m.association_id = ${bodyId} or m.municipality_id = ${bodyId})
    order by m.valid_to desc nulls first, b.name collate "it-x-icu", m.id limit 1000`.execute(call.db);
  return rows;
}
