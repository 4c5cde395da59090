import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayViewBodies } from '../permissions.ts';

/** A body with what its page shows at first sight. */
export interface ShownBody {
  id: string;
  name: string;
  otherName: string | null;
  category: string;
  ipaCode: string | null;
  ipaCategory: string | null;
  istatCode: string | null;
  cadastralCode: string | null;
  taxCode: string | null;
  vatNumber: string | null;
  province: string | null;
  provinceCode: string | null;
  region: string | null;
  address: string | null;
  postalCode: string | null;
  town: string | null;
  digitalDomicile: string | null;
  email: string | null;
  website: string | null;
  sdiCode: string | null;
  mountain: string | null;
  areaKm2: string | null;
  ceasedOn: string | null;
  mergedInto: { id: string; name: string } | null;
  madeOf: readonly { id: string; name: string; on: string }[];
  versionFrom: string | null;
  source: string;
  recordedAt: Date;
  inhabitants: number | null;
  populationOn: string | null;
  enterprises: number | null;
  enterprisesOn: string | null;
}

/**
 * A body of the register with its latest figures.
 * @throws NotAllowed unless the actor may view it; NotFound.
 */
export async function getBody(call: Call, bodyId: string | undefined): Promise<ShownBody> {
  if (!isId(bodyId)) throw new NotFound('body', bodyId);
  demand(call, mayViewBodies);
  const { rows } = await sql<ShownBody>`
    select b.id, b.name, b.other_name as "otherName", b.category, b.ipa_code as "ipaCode", b.ipa_category as "ipaCategory", b.istat_code as "istatCode",
      b.cadastral_code as "cadastralCode", b.tax_code as "taxCode", b.vat_number as "vatNumber", b.province, b.province_code as "provinceCode", b.region,
      b.address, b.postal_code as "postalCode", b.town, b.digital_domicile as "digitalDomicile", b.email, b.website, b.sdi_code as "sdiCode", b.mountain,
      b.area_km2 as "areaKm2", b.ceased_on as "ceasedOn", b.version_from as "versionFrom", b.source, b.recorded_at as "recordedAt",
      case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end as "mergedInto",
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'on', o.ceased_on) order by o.ceased_on desc, o.name)
        from directory.public_bodies o where o.centre_id = b.centre_id and o.merged_into_id = b.id), '[]') as "madeOf",
      p.inhabitants, p.ref_date as "populationOn", e.enterprises, e.ref_date as "enterprisesOn"
    from directory.public_bodies b
    left join directory.public_bodies m on m.centre_id = b.centre_id and m.id = b.merged_into_id
    left join lateral (
      select f.inhabitants, f.ref_date from directory.population_figures f
      where f.centre_id = b.centre_id and f.body_id = b.id order by f.ref_date desc, f.recorded_at desc, f.id desc limit 1
    ) p on true
    left join lateral (
      select f.enterprises, f.ref_date from directory.enterprise_figures f
      where f.centre_id = b.centre_id and f.body_id = b.id order by f.ref_date desc, f.recorded_at desc, f.id desc limit 1
    ) e on true
    where b.centre_id = ${call.centreId} and b.id = ${bodyId}`.execute(call.db);
  if (!rows[0]) throw new NotFound('body', bodyId);
  demand(call, mayViewBodies, bodyId);
  return rows[0];
}
