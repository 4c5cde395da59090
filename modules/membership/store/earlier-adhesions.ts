import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';

/** A body found by its code, with what the checks of an earlier adhesion look at. */
export interface BodyByCode {
  code: string;
  bodyId: string;
  name: string;
  category: string;
  ceasedOn: string | null;
  /** It has a membership that overlaps the convention's term. */
  member: boolean;
  /** Its direct membership of this convention, for those that come through it. */
  own: { from: string; signedOn: string; resolutionId: string } | null;
  associations: { id: string; from: string; to: string | null }[];
}

/** The bodies that have some codes (IPA or ISTAT, in any case of letters); a code of two bodies gives two rows. */
export async function bodiesByCode(
  tx: Transaction,
  codes: readonly string[],
  convention: { id: string; validFrom: string; validTo: string },
): Promise<BodyByCode[]> {
  const { rows } = await sql<BodyByCode>`
    with asked as (select distinct lower(code) as code from unnest(${[...codes]}::text[]) code),
    found as (
      select a.code, b.* from asked a join directory.body_card b on b.centre_id = ${tx.call.centreId} and lower(b.ipa_code) = a.code
      union
      select a.code, b.* from asked a join directory.body_card b on b.centre_id = ${tx.call.centreId} and b.istat_code = a.code and b.ceased_on is null
    )
    select f.code, f.body_id as "bodyId", f.name, f.category, f.ceased_on as "ceasedOn",
      exists (select from membership.memberships m where m.centre_id = f.centre_id and m.body_id = f.body_id
        and m.valid_from <= ${convention.validTo} and m.valid_to >= ${convention.validFrom}) as member,
      (select jsonb_build_object('from', m.valid_from, 'signedOn', m.signed_on, 'resolutionId', m.resolution_id) from membership.memberships m
        where m.centre_id = f.centre_id and m.body_id = f.body_id and m.convention_id = ${convention.id} and m.kind = 'DIRECT' and m.end_reason is null) as own,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.association_id, 'from', a.valid_from, 'to', a.valid_to)) from directory.association_member a
        where a.centre_id = f.centre_id and a.municipality_id = f.body_id), '[]') as associations
    from found f`.execute(tx.db);
  return rows;
}
