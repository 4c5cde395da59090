import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { demand } from '#platform/permission';
import { mayEditConventions } from '../permissions.ts';
import { loadConvention } from '../store/conventions.ts';

/**
 * Changes what the notices to come say of how to pay. It is not a clause of the convention: an account may change
 * during the term; notices already issued keep what they said.
 * @throws NotAllowed; NotFound when the centre has no such convention.
 */
export async function changePaymentInstructions(
  call: Call,
  input: { conventionId: string; howToPay: readonly string[] },
): Promise<void> {
  demand(call, mayEditConventions);
  await perform(
    call,
    'membership.change-payment-instructions',
    async (tx) => {
      const convention = await loadConvention(tx, input.conventionId);
      await sql`update membership.conventions set params = jsonb_set(params, '{howToPay}', ${JSON.stringify(input.howToPay)}::jsonb)
        where centre_id = ${call.centreId} and id = ${convention.id}`.execute(tx.db);
      tx.record({
        action: 'membership.payment-instructions-changed',
        target: 'convention',
        targetId: convention.id,
        after: input.howToPay,
        facts: { title: convention.title, lines: input.howToPay.length },
      });
    },
    input,
  );
}
