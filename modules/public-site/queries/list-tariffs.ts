import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

export interface PublicTariff {
  id: string;
  code: string;
  version: number;
  title: string;
  from: string;
  to: string | null;
  /** The tariff as data, as `#tariffs` reads it. */
  definition: unknown;
  vatTreatment: string;
  decision: string;
  decidedOn: string;
  conventionId: string;
  convention: string;
}

/** The approved tariffs of the centre, the latest first. Open to everybody: they are published. [B2] */
export async function listTariffs(call: Call): Promise<readonly PublicTariff[]> {
  const { rows } = await sql<PublicTariff>`
    select t.tariff_id as id, t.code, t.version, t.title, t.valid_from as "from", t.valid_to as "to", t.definition,
      t.vat_treatment as "vatTreatment", t.decision, t.decided_on as "decidedOn", c.convention_id as "conventionId", c.title as convention
    from tariffs.tariff_in_force t
    join membership.convention_card c on c.centre_id = t.centre_id and c.convention_id = t.convention_id
    where t.centre_id = ${call.centreId} order by t.valid_from desc, t.version desc limit 500`.execute(
    call.db,
  );
  return rows;
}

/** Whether the tariff is in force on a day. */
export const inForce = (tariff: PublicTariff, day: string): boolean =>
  tariff.from <= day && (tariff.to === null || tariff.to >= day);
