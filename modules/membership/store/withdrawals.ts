import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { isId, newId } from '#platform/ids';
import type { WithdrawalState } from '../rules/withdrawal.ts';
import type { NewEvent } from './applications.ts';

export interface WithdrawalRow {
  id: string;
  membershipId: string;
  state: WithdrawalState;
  resolutionId: string | null;
  executiveFrom: string | null;
  notifiedOn: string | null;
  effectiveOn: string | null;
  hasStatement: boolean;
  version: number;
}

/** A multi-year commitment that the body leaves with its charge. */
export interface ExitCharge {
  description: string;
  amountCents: number;
}

/** What is settled when a body leaves. [C2] */
export interface ExitStatement {
  charges: readonly ExitCharge[];
  /** The fee of the running year is due in full, without refund. */
  currentYearFeeDue: true;
  dataReturnBy: string;
  preparedBy: string;
}

/** @throws NotFound when the centre has no such withdrawal. */
export async function lockWithdrawal(tx: Transaction, id: string): Promise<WithdrawalRow> {
  if (!isId(id)) throw new NotFound('withdrawal', id);
  const { centreId } = tx.call;
  await sql`select 1 from membership.withdrawals where centre_id = ${centreId} and id = ${id} for update`.execute(
    tx.db,
  );
  const { rows } =
    await sql<WithdrawalRow>`select w.id, w.membership_id as "membershipId", w.state, w.resolution_id as "resolutionId",
      r.executive_from as "executiveFrom", w.notified_on as "notifiedOn", w.effective_on as "effectiveOn",
      w.exit_statement is not null as "hasStatement", w.version
    from membership.withdrawals w left join membership.resolutions r on r.centre_id = w.centre_id and r.id = w.resolution_id
    where w.centre_id = ${centreId} and w.id = ${id}`.execute(tx.db);
  if (!rows[0]) throw new NotFound('withdrawal', id);
  return rows[0];
}

export async function insertWithdrawal(
  tx: Transaction,
  withdrawal: {
    id: string;
    membershipId: string;
    reason: string;
    actingBodyId: string | null;
    delegationId: string | null;
  },
): Promise<void> {
  const { centreId, actor, now, today } = tx.call;
  const w = withdrawal;
  await sql`insert into membership.withdrawals (centre_id, id, membership_id, state, reason, announced_on, acting_body_id, delegation_id, recorded_by, recorded_at, changed_at)
    values (${centreId}, ${w.id}, ${w.membershipId}, 'ANNOUNCED', ${w.reason}, ${today}, ${w.actingBodyId}, ${w.delegationId}, ${actor.name}, ${now}, ${now})`.execute(
    tx.db,
  );
}

export interface WithdrawalChanges {
  resolutionId?: string;
  notifiedOn?: string;
  notifiedByPec?: string;
  effectiveOn?: string;
  exitStatement?: ExitStatement;
  exitAcceptedAt?: Date | null;
  closedOn?: string;
}

/** Writes the new state of a locked withdrawal, what changed with it, and the event in its history. */
export async function writeWithdrawal(
  tx: Transaction,
  withdrawal: WithdrawalRow,
  event: Omit<NewEvent, 'fromState'>,
  changes: WithdrawalChanges = {},
): Promise<void> {
  const { centreId, now } = tx.call;
  const c = changes;
  const statement = c.exitStatement ? JSON.stringify(c.exitStatement) : null;
  await sql`update membership.withdrawals set state = ${event.toState}, changed_at = ${now}, version = version + 1,
      resolution_id = coalesce(${c.resolutionId ?? null}::uuid, resolution_id), notified_on = coalesce(${c.notifiedOn ?? null}::date, notified_on),
      notified_by_pec = coalesce(${c.notifiedByPec ?? null}, notified_by_pec), effective_on = coalesce(${c.effectiveOn ?? null}::date, effective_on),
      exit_statement = coalesce(${statement}::jsonb, exit_statement), exit_accepted_at = coalesce(${c.exitAcceptedAt ?? null}::timestamptz, exit_accepted_at),
      closed_on = coalesce(${c.closedOn ?? null}::date, closed_on)
    where centre_id = ${centreId} and id = ${withdrawal.id}`.execute(tx.db);
  await appendWithdrawalEvent(tx, withdrawal.id, { ...event, fromState: withdrawal.state });
}

export async function appendWithdrawalEvent(
  tx: Transaction,
  withdrawalId: string,
  event: NewEvent,
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  await sql`insert into membership.withdrawal_events (centre_id, id, withdrawal_id, event, from_state, to_state, actor, acting_body_id, on_behalf_of_body_id, delegation_id, reason, facts, at, position)
    values (${centreId}, ${newId()}, ${withdrawalId}, ${event.event}, ${event.fromState}, ${event.toState}, ${event.actor ?? actor.name}, ${event.actingBodyId},
      ${event.onBehalfOfBodyId}, ${event.delegationId}, ${event.reason ?? null}, ${JSON.stringify(event.facts ?? {})}::jsonb, ${now},
      (select count(*) from membership.withdrawal_events where centre_id = ${centreId} and withdrawal_id = ${withdrawalId}))`.execute(
    tx.db,
  );
  tx.record({
    action: `membership.withdrawal-${event.event}`,
    target: 'withdrawal',
    targetId: withdrawalId,
    actingBodyId: event.actingBodyId,
    onBehalfOfBodyId: event.onBehalfOfBodyId,
    delegationId: event.delegationId,
    reason: event.reason ?? null,
    before: { state: event.fromState },
    after: { state: event.toState, ...event.facts },
    facts: event.facts,
  });
}
