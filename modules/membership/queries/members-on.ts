import type { IsoDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

/** A membership in force on a day. */
export interface MemberOn {
  membershipId: string;
  bodyId: string;
  conventionId: string;
  kind: 'DIRECT' | 'DERIVED';
  viaBodyId: string | null;
  validFrom: IsoDate;
  validTo: IsoDate;
}

/**
 * The memberships in force on a day (both ends count), by body; of one body when it is named.
 * Asks for no permission: the room that asks has its own.
 */
export async function membersOn(call: Call, date: IsoDate, bodyId?: string): Promise<MemberOn[]> {
  const { rows } =
    await sql<MemberOn>`select membership_id as "membershipId", body_id as "bodyId", convention_id as "conventionId", kind,
      via_body_id as "viaBodyId", valid_from as "validFrom", valid_to as "validTo"
    from membership.membership_term
    where centre_id = ${call.centreId} and valid_from <= ${date} and valid_to >= ${date} ${bodyId ? sql`and body_id = ${bodyId}` : sql``}
    order by body_id`.execute(call.db);
  return rows;
}
