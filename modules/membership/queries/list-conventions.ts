import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { untilCentreChanges } from '#platform/until-centre-changes';
import { mayViewConventions } from '../permissions.ts';

export interface ListedConvention {
  id: string;
  title: string;
  validFrom: string;
  validTo: string;
  feeModel: string;
  listPriceAllowed: boolean;
  compulsory: boolean;
  withdrawalNoticeDays: number;
  params: Record<string, unknown>;
  approvedAct: string;
  approvedOn: string;
  templateId: string;
  templateTitle: string;
  templateVersion: number;
  /** Memberships in force today. */
  members: number;
}

const QUESTION = (call: Call, id?: string) => sql<ListedConvention>`
  select c.id, c.title, c.valid_from as "validFrom", c.valid_to as "validTo", c.fee_model as "feeModel", c.list_price_allowed as "listPriceAllowed",
    c.compulsory, c.withdrawal_notice_days as "withdrawalNoticeDays", c.params, c.approved_act as "approvedAct", c.approved_on as "approvedOn",
    c.template_id as "templateId", t.title as "templateTitle", t.version as "templateVersion",
    (select count(*) from membership.memberships m where m.centre_id = c.centre_id and m.convention_id = c.id
      and m.valid_from <= ${call.today} and m.valid_to >= ${call.today}) as members
  from membership.conventions c join membership.convention_templates t on t.centre_id = c.centre_id and t.id = c.template_id
  where c.centre_id = ${call.centreId} ${id ? sql`and c.id = ${id}` : sql``}
  order by c.valid_from desc, c.id`;

/** The conventions of the centre, the latest first: a handful. */
export async function listConventions(call: Call): Promise<ListedConvention[]> {
  demand(call, mayViewConventions);
  return (await QUESTION(call).execute(call.db)).rows;
}

/** @throws NotFound when the centre has no such convention. */
export async function getConvention(call: Call, id: string): Promise<ListedConvention> {
  demand(call, mayViewConventions);
  if (!isId(id)) throw new NotFound('convention', id);
  const { rows } = await QUESTION(call, id).execute(call.db);
  if (!rows[0]) throw new NotFound('convention', id);
  return rows[0];
}

export interface ConventionChoice {
  id: string;
  title: string;
  validFrom: string;
  validTo: string;
}

/** Titles and terms of the conventions, for the choices of a filter or a form. Whoever is signed in may read them. */
export const conventionChoices = untilCentreChanges(
  async (call: Call): Promise<readonly ConventionChoice[]> => {
    const { rows } = await sql<ConventionChoice>`
      select convention_id as id, title, valid_from as "validFrom", valid_to as "validTo" from membership.convention_card
      where centre_id = ${call.centreId} order by valid_from desc, convention_id`.execute(call.db);
    return rows;
  },
);
