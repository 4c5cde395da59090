import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';

/** A body as anybody may know it: the registers of public bodies are open; nothing of persons. */
export interface PublicBodyCard {
  bodyId: string;
  name: string;
  otherName: string | null;
  category: string;
  ipaCode: string | null;
  istatCode: string | null;
  taxCode: string | null;
  province: string | null;
  region: string | null;
  address: string | null;
  postalCode: string | null;
  town: string | null;
  /** The certified mailbox published in IndicePA: it is of the body, not of a person. */
  digitalDomicile: string | null;
  inhabitants: number | null;
  populationOn: string | null;
}

export interface PublicMembershipTerm {
  convention: string;
  kind: 'DIRECT' | 'DERIVED';
  via: string | null;
  viaCode: string | null;
  since: string;
  until: string;
  inForce: boolean;
}

/**
 * A body that is or was a member, by its IPA code or identifier, with its adhesions, the latest first.
 * @throws NotFound when there is none, or when it never was a member by the day of the call.
 */
export async function getMember(
  call: Call,
  code: string,
): Promise<{ body: PublicBodyCard; terms: readonly PublicMembershipTerm[] }> {
  const { rows } = await sql<PublicBodyCard>`
    select b.body_id as "bodyId", b.name, b.other_name as "otherName", b.category, b.ipa_code as "ipaCode", b.istat_code as "istatCode",
      b.tax_code as "taxCode", b.province, b.region, b.address, b.postal_code as "postalCode", b.town,
      b.digital_domicile as "digitalDomicile", p.inhabitants, p.ref_date as "populationOn"
    from directory.body_card b
    left join lateral (
      select f.inhabitants, f.ref_date from directory.population_on_day f
      where f.centre_id = b.centre_id and f.body_id = b.body_id order by f.ref_date desc limit 1
    ) p on true
    where b.centre_id = ${call.centreId} and ${isId(code) ? sql`b.body_id = ${code}::uuid` : sql`lower(b.ipa_code) = lower(${code})`}`.execute(
    call.db,
  );
  const body = rows[0];
  if (!body) throw new NotFound('member', code);
  const terms = await sql<PublicMembershipTerm>`
    select c.title as convention, m.kind, v.name as via, coalesce(v.ipa_code, v.body_id::text) as "viaCode", m.valid_from as since, m.valid_to as until,
      m.valid_to >= ${call.today} as "inForce"
    from membership.membership_term m
    join membership.convention_card c on c.centre_id = m.centre_id and c.convention_id = m.convention_id
    left join directory.body_card v on v.centre_id = m.centre_id and v.body_id = m.via_body_id
    where m.centre_id = ${call.centreId} and m.body_id = ${body.bodyId} and m.valid_from <= ${call.today}
    order by m.valid_from desc`.execute(call.db);
  if (terms.rows.length === 0) throw new NotFound('member', code);
  return { body, terms: terms.rows };
}
