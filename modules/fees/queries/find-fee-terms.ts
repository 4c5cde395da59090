import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';
import type { FrozenTariff } from '../store/assessment-runs.ts';

export interface FeeTerms {
  conventionId: string;
  title: string;
  validFrom: string;
  validTo: string;
  feeModel: string;
  params: Record<string, unknown>;
  tariffId: string | null;
  tariff: FrozenTariff | null;
}

/**
 * Under which convention and with which approved tariff the fees of a year are assessed: the tariff is the one in
 * force on 1 January, or on the first day of a convention that begins during the year. Null when there is no such
 * convention in that year.
 */
export async function findFeeTerms(
  call: Call,
  conventionId: string,
  year: number,
  db: Db = call.db,
): Promise<FeeTerms | null> {
  const { rows } = await sql<Omit<FeeTerms, 'tariff'> & { tariff: FrozenTariff | null }>`
    select c.convention_id as "conventionId", c.title, c.valid_from as "validFrom", c.valid_to as "validTo", c.fee_model as "feeModel", c.params,
      t.tariff_id as "tariffId",
      case when t.tariff_id is not null then jsonb_build_object('code', t.code, 'version', t.version, 'title', t.title,
        'vatTreatment', t.vat_treatment, 'decision', t.decision, 'decidedOn', t.decided_on, 'definition', t.definition) end as tariff
    from membership.convention_card c
    left join tariffs.tariff_in_force t on t.centre_id = c.centre_id and t.convention_id = c.convention_id
      and daterange(t.valid_from, t.valid_to, '[]') @> greatest(c.valid_from, make_date(${year}, 1, 1))
    where c.centre_id = ${call.centreId} and c.convention_id = ${conventionId}
      and c.valid_from <= make_date(${year}, 12, 31) and c.valid_to >= make_date(${year}, 1, 1)`.execute(db);
  return rows[0] ?? null;
}

export interface OpenConvention {
  conventionId: string;
  title: string;
  validFrom: string;
  validTo: string;
}

/** The conventions of the centre that ask a fee, the latest first. */
export async function listFeeConventions(call: Call): Promise<readonly OpenConvention[]> {
  const { rows } = await sql<OpenConvention>`
    select convention_id as "conventionId", title, valid_from as "validFrom", valid_to as "validTo"
    from membership.convention_card where centre_id = ${call.centreId} and fee_model in ('BASE_PLUS_SURCHARGE','ALL_INCLUSIVE')
    order by valid_from desc, convention_id limit 200`.execute(call.db);
  return rows;
}
