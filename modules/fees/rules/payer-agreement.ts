import type { IsoDate } from '#platform/calendar';
import { isWithin } from '#platform/calendar';
import { type Refusal, refuse } from './refusal.ts';

/** A delegation from a body to another, with its scopes and days. [P3: default none] */
export interface Delegation {
  fromBodyId: string;
  toBodyId: string;
  scopes: readonly string[];
  from: IsoDate;
  to: IsoDate | null;
  revokedOn: IsoDate | null;
}

/** A payer agreement that somebody wants to record. `actingBodyId` is the body for which who records it acts. */
export interface ProposedAgreement {
  debtorId: string;
  payerId: string;
  actingBodyId: string;
  sourceActId: string | null;
}

/**
 * May the agreement be recorded on a day? It needs its act (delegation, associated project or territorial
 * agreement [S4 B2]), and who acts for the payer needs the debtor's delegation PAY_FEE in force that day.
 * [extra trap: an association officer without PAY_FEE cannot create a payer agreement] The debtor and the centre
 * (any other acting body that is not the payer) need the act alone.
 */
export function refusalOfAgreement(
  agreement: ProposedAgreement,
  delegations: readonly Delegation[],
  on: IsoDate,
): Refusal<'fees.payer-agreement-without-act' | 'fees.payer-not-delegated' | 'fees.payer-is-debtor'> | null {
  const { debtorId, payerId, actingBodyId, sourceActId } = agreement;
  if (debtorId === payerId) return refuse('fees.payer-is-debtor', { debtorId });
  if (sourceActId === null) return refuse('fees.payer-agreement-without-act', { debtorId, payerId });
  if (actingBodyId !== payerId) return null;
  const delegated = delegations.some(
    (delegation) =>
      delegation.fromBodyId === debtorId &&
      delegation.toBodyId === payerId &&
      delegation.scopes.includes('PAY_FEE') &&
      isWithin(on, delegation.from, delegation.to) &&
      (delegation.revokedOn === null || on < delegation.revokedOn),
  );
  return delegated ? null : refuse('fees.payer-not-delegated', { debtorId, payerId, scope: 'PAY_FEE' });
}
