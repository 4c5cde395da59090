import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

export interface PublicConvention {
  id: string;
  title: string;
  from: string;
  to: string;
  feeModel: string;
  listPriceAllowed: boolean;
  withdrawalNoticeDays: number;
  /** Members in force on the day of the call. */
  members: number;
}

/** The conventions of the centre, the latest first. Open to everybody. */
export async function listConventions(call: Call): Promise<readonly PublicConvention[]> {
  const { rows } = await sql<PublicConvention>`
    select c.convention_id as id, c.title, c.valid_from as "from", c.valid_to as "to", c.fee_model as "feeModel",
      c.list_price_allowed as "listPriceAllowed", c.withdrawal_notice_days as "withdrawalNoticeDays",
      (select count(*) from membership.membership_term m where m.centre_id = c.centre_id and m.convention_id = c.convention_id
        and m.valid_from <= ${call.today} and m.valid_to >= ${call.today}) as members
    from membership.convention_card c where c.centre_id = ${call.centreId}
    order by c.valid_from desc, c.title limit 500`.execute(call.db);
  return rows;
}
