import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { decimal } from '#platform/money';
import { delegationFor, demand } from '#platform/permission';
import { mayRecordAgreements } from '../permissions.ts';
import { type Delegation, refusalOfAgreement } from '../rules/payer-agreement.ts';

export interface NewAgreement {
  debtorId: string;
  payerId: string;
  /** Of the fee, 0 to 1, as a decimal text; or the amount below. */
  share?: string | null;
  amountCents?: number | null;
  /** The delegation, the associated project, the territorial agreement. [S4 B2] */
  sourceAct: string;
  from: string;
  to?: string | null;
}

/**
 * Records that a body pays all or part of another's fee. The officer of an association needs the debtor's delegation
 * PAY_FEE [P3, extra trap]; on no day do a debtor's agreements go beyond its whole fee.
 * @throws NotAllowed; InvalidInput; RuleBroken `fees.payer-is-debtor`, `fees.payer-agreement-without-act`,
 * `fees.payer-not-delegated`, `fees.payer-agreements-overlap`, `fees.payer-agreements-exceed-fee`.
 */
export async function recordPayerAgreement(
  call: Call,
  input: NewAgreement,
): Promise<{ agreementId: string }> {
  demand(call, mayRecordAgreements, input.debtorId);
  checkTerms(input);
  return perform(
    call,
    'fees.record-payer-agreement',
    async (tx) => {
      const acting = delegationFor(call.actor, input.debtorId);
      await refuseUnlessKnown(tx, input);
      const refusal = refusalOfAgreement(
        {
          debtorId: input.debtorId,
          payerId: input.payerId,
          actingBodyId: acting?.actingBodyId ?? '',
          sourceActId: input.sourceAct.trim() || null,
        },
        await delegationsBetween(tx, input.debtorId, input.payerId),
        input.from > call.today ? call.today : input.from,
      );
      if (refusal) throw new RuleBroken(refusal.refused, refusal.facts);
      if (acting && acting.actingBodyId !== input.payerId) throw new RuleBroken('fees.payer-not-delegated');
      // One at a time for a debtor: the sum of its shares is decided on what is really there.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`fees.agreements:${call.centreId}:${input.debtorId}`}, 0))`.execute(
        tx.db,
      );
      await refuseBeyondWhole(tx, input);
      const agreementId = newId();
      await sql`insert into fees.payer_agreements (centre_id, id, debtor_id, payer_id, share, amount_cents, source_act, valid_from, valid_to,
          acting_body_id, delegation_id, recorded_by, recorded_at)
        values (${call.centreId}, ${agreementId}, ${input.debtorId}, ${input.payerId}, ${input.share ?? null}, ${input.amountCents ?? null},
          ${input.sourceAct.trim()}, ${input.from}, ${input.to ?? null}, ${acting?.actingBodyId ?? null}, ${acting?.delegationId ?? null},
          ${call.actor.name}, ${call.now})`.execute(tx.db);
      tx.record({
        action: 'fees.payer-agreement-recorded',
        target: 'payer-agreement',
        targetId: agreementId,
        actingBodyId: acting?.actingBodyId ?? null,
        onBehalfOfBodyId: acting ? input.debtorId : null,
        delegationId: acting?.delegationId ?? null,
        facts: { ...input },
      });
      return { agreementId };
    },
    input,
  );
}

function checkTerms({ share, amountCents, sourceAct, from, to }: NewAgreement): void {
  const errors: Record<string, string> = {};
  const hasShare = share !== null && share !== undefined;
  const hasAmount = amountCents !== null && amountCents !== undefined;
  if (hasShare === hasAmount) errors.quota = 'Indicare la percentuale oppure l’importo, non entrambi.';
  else if (hasShare && (!/^(0\.\d{1,6}|1(\.0{1,6})?)$/.test(share) || decimal(share).lte(0)))
    errors.quota = 'La percentuale va da più di 0 a 100, con al massimo quattro decimali.';
  else if (hasAmount && !(Number.isSafeInteger(amountCents) && amountCents > 0))
    errors.importo = 'L’importo deve essere maggiore di zero.';
  if (!sourceAct.trim()) errors.atto = 'Indicare l’atto da cui nasce l’accordo.';
  if (to && to < from) errors.al = 'La fine precede l’inizio.';
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors);
}

async function refuseUnlessKnown(tx: Transaction, { debtorId, payerId }: NewAgreement): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select body_id as id from directory.body_card where centre_id = ${tx.call.centreId} and body_id in (${debtorId}, ${payerId})`.execute(
    tx.db,
  );
  const known = new Set(rows.map((row) => row.id));
  if (!known.has(debtorId)) throw new InvalidInput({ debitore: 'L’ente non è nell’anagrafe del centro.' });
  if (!known.has(payerId)) throw new InvalidInput({ pagatore: 'L’ente non è nell’anagrafe del centro.' });
}

async function delegationsBetween(tx: Transaction, fromBody: string, toBody: string): Promise<Delegation[]> {
  const { rows } = await sql<Delegation>`
    select from_body_id as "fromBodyId", to_body_id as "toBodyId", scopes, valid_from as "from", valid_to as "to",
           (revoked_at at time zone 'Europe/Rome')::date as "revokedOn"
    from directory.delegation where centre_id = ${tx.call.centreId} and from_body_id = ${fromBody} and to_body_id = ${toBody}`.execute(
    tx.db,
  );
  return rows;
}

interface Standing {
  payerId: string;
  share: string | null;
  from: string;
  to: string | null;
}

/** On each day on which something begins, the shares with the new one make at most the whole fee. */
async function refuseBeyondWhole(tx: Transaction, input: NewAgreement): Promise<void> {
  const { rows } = await sql<Standing>`
    select payer_id as "payerId", share, valid_from as "from", valid_to as "to" from fees.payer_agreements
    where centre_id = ${tx.call.centreId} and debtor_id = ${input.debtorId}
      and daterange(valid_from, valid_to, '[]') && daterange(${input.from}::date, ${input.to ?? null}::date, '[]')`.execute(
    tx.db,
  );
  if (rows.some((row) => row.payerId === input.payerId))
    throw new RuleBroken('fees.payer-agreements-overlap', { field: 'dal' });
  const days = [input.from, ...rows.map((row) => row.from).filter((day) => day > input.from)];
  for (const day of days) {
    const standing = rows.filter((row) => row.from <= day && (row.to === null || row.to >= day));
    const shares = standing.reduce((sum, row) => sum.plus(row.share ?? '0'), decimal(input.share ?? '0'));
    const amounts = standing.some((row) => row.share === null) || input.amountCents != null;
    // With the whole fee taken by shares nothing is left for an amount.
    if (shares.gt(1) || (shares.eq(1) && amounts))
      throw new RuleBroken('fees.payer-agreements-exceed-fee', { on: day, field: 'quota' });
  }
}
