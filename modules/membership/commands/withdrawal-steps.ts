import { addDays } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayHandleWithdrawals } from '../permissions.ts';
import { nextMembershipState } from '../rules/membership-lifecycle.ts';
import { isRefusal } from '../rules/refusal.ts';
import { requiredOrgan } from '../rules/resolving-organ.ts';
import {
  dataReturnBy,
  nextWithdrawalState,
  WITHDRAWAL_TERMS,
  type WithdrawalEvent,
  type WithdrawalFacts,
  type WithdrawalState,
  withdrawalEffectiveOn,
} from '../rules/withdrawal.ts';
import { loadConvention } from '../store/conventions.ts';
import { bodyCategory, statutoryOrgan } from '../store/joining.ts';
import { lockMembership, type MembershipRow } from '../store/memberships.ts';
import { insertResolutions } from '../store/resolutions.ts';
import {
  type ExitCharge,
  lockWithdrawal,
  type WithdrawalRow,
  writeWithdrawal,
} from '../store/withdrawals.ts';
import { THE_CENTRE } from './acting-for.ts';
import { endEarly, regulariseThrough } from './end-early.ts';
import { membershipState } from './membership-state.ts';
import { executiveDay, type RecordedAct } from './record-resolution.ts';

export interface WithdrawalStep {
  withdrawalId: string;
  version?: number;
}

/** Locks the withdrawal and its membership, and makes the step that its day has already made (⏱). */
export async function takeWithdrawal(
  tx: Transaction,
  input: WithdrawalStep,
): Promise<{ withdrawal: WithdrawalRow; membership: MembershipRow }> {
  const withdrawal = await lockWithdrawal(tx, input.withdrawalId);
  if (input.version !== undefined && input.version !== withdrawal.version)
    throw new RuleBroken('membership.withdrawal-changed-meanwhile');
  const membership = await lockMembership(tx, withdrawal.membershipId);
  return { withdrawal: await closeByTime(tx, withdrawal), membership };
}

function decide(withdrawal: WithdrawalRow, event: WithdrawalEvent, facts: WithdrawalFacts): WithdrawalState {
  const next = nextWithdrawalState(withdrawal.state, event, facts);
  if (isRefusal(next)) throw new RuleBroken(next.refused, next.facts);
  return next;
}

/**
 * Records the resolution by which the body withdraws; of the same organ that approves conventions.
 * @throws RuleBroken `membership.wrong-organ`, `membership.withdrawal-resolution-recorded`.
 */
export async function recordWithdrawalResolution(
  call: Call,
  input: WithdrawalStep & RecordedAct,
): Promise<{ executiveFrom: string }> {
  demand(call, mayHandleWithdrawals);
  return perform(
    call,
    'membership.record-withdrawal-resolution',
    async (tx) => {
      const { withdrawal, membership } = await takeWithdrawal(tx, input);
      if (withdrawal.state !== 'ANNOUNCED')
        throw new RuleBroken('membership.withdrawal-not-possible-now', { state: withdrawal.state });
      if (withdrawal.resolutionId) throw new RuleBroken('membership.withdrawal-resolution-recorded');
      const convention = await loadConvention(tx, membership.conventionId);
      const executiveFrom = executiveDay(input, convention.executiveReading);
      await checkOrgan(tx, membership.bodyId, input);
      const id = newId();
      await insertResolutions(tx, [
        {
          ...input,
          id,
          bodyId: membership.bodyId,
          applicationId: null,
          kind: 'WITHDRAWAL',
          executiveFrom,
          templateId: null,
          signatory: null,
          boardRepresentative: null,
        },
      ]);
      await writeWithdrawal(
        tx,
        withdrawal,
        {
          event: 'record-resolution',
          toState: 'ANNOUNCED',
          ...THE_CENTRE,
          facts: {
            organ: input.organ,
            number: input.number,
            resolvedOn: input.resolvedOn,
            executiveFrom,
          },
        },
        { resolutionId: id },
      );
      return { executiveFrom };
    },
    input,
  );
}

async function checkOrgan(tx: Transaction, bodyId: string, input: RecordedAct): Promise<void> {
  if (input.resolvedOn > tx.call.today)
    throw new RuleBroken('membership.resolution-in-the-future', { field: 'data' });
  const category = await bodyCategory(tx, bodyId);
  const required = requiredOrgan(category, await statutoryOrgan(tx, bodyId)).organ;
  if (required !== null && input.organ !== required)
    throw new RuleBroken('membership.wrong-organ', {
      field: 'organo',
      organ: input.organ,
      required,
      category,
    });
}

/**
 * Records that the withdrawal was notified by PEC. From here its effect is settled: 1 January next year when notified
 * by 30 September and the days of notice allow it, else a year later; the last day of membership is written at once. [C2]
 * @throws RuleBroken `membership.resolution-not-executive`, `membership.notice-not-sent`.
 */
export async function notifyWithdrawal(
  call: Call,
  input: WithdrawalStep & { notifiedOn: string; pec: string },
): Promise<{ effectiveOn: string }> {
  demand(call, mayHandleWithdrawals);
  return perform(
    call,
    'membership.notify-withdrawal',
    async (tx) => {
      const { withdrawal, membership } = await takeWithdrawal(tx, input);
      const toState = decide(withdrawal, 'notify', {
        today: call.today,
        executiveFrom: withdrawal.executiveFrom,
        notifiedOn: input.notifiedOn,
        channel: 'PEC',
      });
      const inNotice = nextMembershipState(membershipState(membership, call.today), 'notify-withdrawal', {
        today: call.today,
        kind: membership.kind,
        to: membership.validTo,
      });
      if (isRefusal(inNotice)) throw new RuleBroken(inNotice.refused, inNotice.facts);
      const convention = await loadConvention(tx, membership.conventionId);
      const effectiveOn = withdrawalEffectiveOn(input.notifiedOn, {
        ...WITHDRAWAL_TERMS,
        noticeDays: convention.withdrawalNoticeDays,
      });
      await endEarly(tx, membership, {
        lastDay: addDays(effectiveOn, -1),
        reason: 'WITHDRAWAL',
        event: 'withdrawal-notified',
        facts: { notifiedOn: input.notifiedOn, effectiveOn },
      });
      await regulariseThrough(tx, membership, addDays(effectiveOn, -1));
      await writeWithdrawal(
        tx,
        withdrawal,
        {
          event: 'notify',
          toState,
          ...THE_CENTRE,
          facts: { notifiedOn: input.notifiedOn, effectiveOn },
        },
        { notifiedOn: input.notifiedOn, notifiedByPec: input.pec, effectiveOn },
      );
      await tx.announce('membership.withdrawal-notified', {
        membershipId: membership.id,
        bodyId: membership.bodyId,
        effectiveOn,
      });
      return { effectiveOn };
    },
    input,
  );
}

/**
 * Settles the exit statement: multi-year commitments with their charges, or none; the notice then runs. [C2]
 * @throws RuleBroken `membership.notice-too-short`; InvalidInput for a charge without amount.
 */
export async function startNotice(
  call: Call,
  input: WithdrawalStep & { charges: readonly ExitCharge[]; accepted: boolean },
): Promise<{ state: WithdrawalState }> {
  demand(call, mayHandleWithdrawals);
  if (input.charges.some((c) => !Number.isSafeInteger(c.amountCents) || c.amountCents < 0))
    throw new InvalidInput({ importo: 'Gli importi devono essere positivi.' });
  return perform(
    call,
    'membership.start-notice',
    async (tx) => {
      const { withdrawal, membership } = await takeWithdrawal(tx, input);
      const convention = await loadConvention(tx, membership.conventionId);
      const toState = decide(withdrawal, 'start-notice', {
        today: call.today,
        notifiedOn: withdrawal.notifiedOn ?? undefined,
        effectiveOn: withdrawal.effectiveOn ?? undefined,
        noticeDays: convention.withdrawalNoticeDays,
        exitStatementReady: true,
      });
      const total = input.charges.reduce((sum, c) => sum + c.amountCents, 0);
      await writeWithdrawal(
        tx,
        withdrawal,
        {
          event: 'start-notice',
          toState,
          ...THE_CENTRE,
          facts: { charges: input.charges.length, totalCents: total },
        },
        {
          exitStatement: {
            charges: input.charges,
            currentYearFeeDue: true,
            dataReturnBy: dataReturnBy(withdrawal.effectiveOn!),
            preparedBy: call.actor.name,
          },
          exitAcceptedAt: input.accepted ? call.now : null,
        },
      );
      const now = await takeWithdrawal(tx, { withdrawalId: withdrawal.id });
      return { state: now.withdrawal.state };
    },
    input,
  );
}

/** Closes a withdrawal whose day of effect has come (⏱). */
export async function closeByTime(tx: Transaction, withdrawal: WithdrawalRow): Promise<WithdrawalRow> {
  const { today } = tx.call;
  if (withdrawal.state !== 'IN_NOTICE' || !withdrawal.effectiveOn || withdrawal.effectiveOn > today)
    return withdrawal;
  const toState = decide(withdrawal, 'take-effect', { today, effectiveOn: withdrawal.effectiveOn });
  await writeWithdrawal(
    tx,
    withdrawal,
    {
      event: 'take-effect',
      toState,
      ...THE_CENTRE,
      actor: 'Sistema',
      facts: { since: withdrawal.effectiveOn },
    },
    { closedOn: withdrawal.effectiveOn },
  );
  return { ...withdrawal, state: toState, version: withdrawal.version + 1 };
}
