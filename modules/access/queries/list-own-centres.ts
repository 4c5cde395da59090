import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotSignedIn } from '#platform/errors';

export interface OwnCentre {
  centreId: string;
  name: string;
  shortName: string;
  managingBody: string;
  roles: readonly string[];
}

/**
 * The open centres in which the person may work: those of its grants, or all for who runs the installation.
 * @throws NotSignedIn.
 */
export async function centresToChoose(call: Call): Promise<readonly OwnCentre[]> {
  const { accountId, administrator } = call.actor;
  if (!accountId) throw new NotSignedIn();
  const { rows } = await sql<OwnCentre>`
    select x.centre_id as "centreId", x.name, x.short_name as "shortName", x.managing_body as "managingBody", coalesce(c.roles, '{}') as roles
    from centres.centre_card x left join access.centres_of(${accountId}) c on c.centre_id = x.centre_id
    where x.closed_at is null and (c.centre_id is not null or ${administrator})
    order by x.name collate "it-x-icu", x.centre_id`.execute(call.database.installation);
  return rows;
}
