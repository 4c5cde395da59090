import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { delegationFor, demand } from '#platform/permission';
import { mayRecordAgreements } from '../permissions.ts';

/**
 * Ends an agreement on a day, that day included. Notices already issued stay as they are: a notice goes back to the
 * comune only by decision, with a correction. [D2]
 * @throws NotAllowed; NotFound; InvalidInput; RuleBroken `fees.agreement-already-ended`.
 */
export async function endPayerAgreement(
  call: Call,
  input: { agreementId: string; on: string; reason: string },
): Promise<void> {
  const reason = input.reason.trim();
  if (!reason) throw new InvalidInput({ motivo: 'Indicare il motivo.' });
  demand(call, mayRecordAgreements);
  await perform(
    call,
    'fees.end-payer-agreement',
    async (tx) => {
      const { rows } = await sql<{ debtorId: string; from: string; to: string | null }>`
        select debtor_id as "debtorId", valid_from as "from", valid_to as "to" from fees.payer_agreements
        where centre_id = ${call.centreId} and id = ${input.agreementId} for update`.execute(tx.db);
      const agreement = rows[0];
      if (!agreement) throw new NotFound('payer agreement', input.agreementId);
      demand(call, mayRecordAgreements, agreement.debtorId);
      if (agreement.to !== null && agreement.to <= input.on)
        throw new RuleBroken('fees.agreement-already-ended', { field: 'al' });
      if (input.on < agreement.from) throw new InvalidInput({ al: 'La fine precede l’inizio dell’accordo.' });
      await sql`update fees.payer_agreements set valid_to = ${input.on}, ended_by = ${call.actor.name}, ended_at = ${call.now}, end_reason = ${reason}
        where centre_id = ${call.centreId} and id = ${input.agreementId}`.execute(tx.db);
      const acting = delegationFor(call.actor, agreement.debtorId);
      tx.record({
        action: 'fees.payer-agreement-ended',
        target: 'payer-agreement',
        targetId: input.agreementId,
        actingBodyId: acting?.actingBodyId ?? null,
        onBehalfOfBodyId: acting ? agreement.debtorId : null,
        delegationId: acting?.delegationId ?? null,
        reason,
        facts: { on: input.on },
      });
    },
    input,
  );
}
