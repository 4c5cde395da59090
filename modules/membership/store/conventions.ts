import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import type { ExecutiveReading } from '../rules/executive-from.ts';

export interface ConventionRow {
  id: string;
  title: string;
  templateId: string;
  templateCode: string;
  templateVersion: number;
  templateApprovedOn: string | null;
  validFrom: string;
  validTo: string;
  withdrawalNoticeDays: number;
  /** How the ten days of TUEL 134 are counted; undefined is our default. [trap 13] */
  executiveReading: ExecutiveReading | undefined;
}

/**
 * A convention with the template that it follows.
 * @throws NotFound when the centre has no such convention.
 */
export async function loadConvention(tx: Transaction, id: string): Promise<ConventionRow> {
  if (!isId(id)) throw new NotFound('convention', id);
  const { rows } =
    await sql<ConventionRow>`select c.id, c.title, c.template_id as "templateId", t.code as "templateCode", t.version as "templateVersion",
      t.approved_on as "templateApprovedOn", c.valid_from as "validFrom", c.valid_to as "validTo", c.withdrawal_notice_days as "withdrawalNoticeDays",
      c.params ->> 'executiveReading' as "executiveReading"
    from membership.conventions c join membership.convention_templates t on t.centre_id = c.centre_id and t.id = c.template_id
    where c.centre_id = ${tx.call.centreId} and c.id = ${id}`.execute(tx.db);
  if (!rows[0]) throw new NotFound('convention', id);
  return { ...rows[0], executiveReading: rows[0].executiveReading ?? undefined };
}

export interface NewConvention {
  id: string;
  templateId: string;
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
}

export async function insertConvention(tx: Transaction, convention: NewConvention): Promise<void> {
  const { centreId, actor, now } = tx.call;
  const c = convention;
  await sql`insert into membership.conventions (centre_id, id, template_id, title, valid_from, valid_to, fee_model, list_price_allowed, compulsory, withdrawal_notice_days, params, approved_act, approved_on, created_by, created_at)
    values (${centreId}, ${c.id}, ${c.templateId}, ${c.title}, ${c.validFrom}, ${c.validTo}, ${c.feeModel}, ${c.listPriceAllowed}, ${c.compulsory}, ${c.withdrawalNoticeDays}, ${JSON.stringify(c.params)}::jsonb, ${c.approvedAct}, ${c.approvedOn}, ${actor.name}, ${now})`.execute(
    tx.db,
  );
}
