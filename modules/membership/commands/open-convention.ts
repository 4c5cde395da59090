import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditConventions } from '../permissions.ts';
import type { ExecutiveReading } from '../rules/executive-from.ts';
import { insertConvention } from '../store/conventions.ts';
import { lockTemplate } from '../store/templates.ts';

export const FEE_MODELS = ['BASE_PLUS_SURCHARGE', 'ALL_INCLUSIVE', 'FREE', 'LIST_ONLY'] as const;

/** By months from that of entry (default), by days, or the whole fee. [D3] */
export const PRO_RATA = ['MONTHLY', 'DAILY', 'NONE'] as const;

export interface OpenConvention {
  templateId: string;
  title: string;
  validFrom: string;
  validTo: string;
  feeModel: (typeof FEE_MODELS)[number];
  listPriceAllowed: boolean;
  compulsory: boolean;
  withdrawalNoticeDays: number;
  /** It covers fundamental functions of comuni obliged to exercise them together: a term under three years is warned of. */
  coversFundamentalFunctions: boolean;
  executiveReading: ExecutiveReading;
  /** How a fee is reduced in the year of entry; by months unless the convention says otherwise. [D3] */
  proRata?: (typeof PRO_RATA)[number];
  /** Whether an association that is a member owes its own fee besides those of its comuni; yes by default. [D2] */
  chargeAssociationOwnFee?: boolean;
  /** What the notice says of how to pay: account, treasurer, reason; a line each. */
  howToPay?: readonly string[];
  /** Number and organ of the centre's act that approves it, and its date. */
  approvedAct: string;
  approvedOn: string;
}

/**
 * Opens a convention to which bodies may adhere, on an approved version of a template. Conventions are never edited:
 * another term is another convention. [0.1, C1 c]
 * @throws RuleBroken `membership.template-not-approved`; InvalidInput for dates out of order.
 */
export async function openConvention(call: Call, input: OpenConvention): Promise<{ conventionId: string }> {
  demand(call, mayEditConventions);
  if (input.validTo <= input.validFrom)
    throw new InvalidInput({ al: 'La convenzione deve terminare dopo il suo inizio.' });
  if (input.approvedOn > call.today)
    throw new InvalidInput({ attoDel: 'La data dell’atto non può essere futura.' });
  return perform(
    call,
    'membership.open-convention',
    async (tx) => {
      const template = await lockTemplate(tx, input.templateId);
      if (!template.approvedOn)
        throw new RuleBroken('membership.template-not-approved', { field: 'schema', title: template.title });
      const id = newId();
      const { coversFundamentalFunctions, executiveReading } = input;
      const { proRata = 'MONTHLY', chargeAssociationOwnFee = true, howToPay = [] } = input;
      const params = {
        coversFundamentalFunctions,
        executiveReading,
        proRata,
        chargeAssociationOwnFee,
        howToPay,
      };
      await insertConvention(tx, { ...input, id, params });
      tx.record({
        action: 'membership.convention-opened',
        target: 'convention',
        targetId: id,
        after: input,
        facts: { title: input.title, from: input.validFrom, to: input.validTo, act: input.approvedAct },
      });
      return { conventionId: id };
    },
    input,
  );
}
