import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { newId } from '#platform/ids';
import type { CreditActKind, CreditActState } from '../rules/credit.ts';

export interface StoredCreditAct {
  id: string;
  kind: CreditActKind;
  noticeId: string;
  toNoticeId: string | null;
  amountCents: number;
  doneOn: string;
  channel: string;
  reference: string;
  reason: string;
  annulsId: string | null;
  state: CreditActState;
  proposedBy: string;
  proposedById: string | null;
  /** An annulment of it waits or is approved. */
  annulled: boolean;
}

export type NewCreditAct = Omit<StoredCreditAct, 'id' | 'state' | 'proposedBy' | 'proposedById' | 'annulled'>;

/** An act as it is stored; to be relied upon, read it under the lock of its notices. @throws NotFound */
export async function findCreditAct(tx: Transaction, id: string): Promise<StoredCreditAct> {
  const { rows } = await sql<StoredCreditAct>`
    select a.id, a.kind, a.notice_id as "noticeId", a.to_notice_id as "toNoticeId", a.amount_cents as "amountCents", a.done_on as "doneOn",
      a.channel, a.reference, a.reason, a.annuls_id as "annulsId", a.state, a.proposed_by as "proposedBy", a.proposed_by_id as "proposedById",
      exists (select from fees.credit_acts u where u.centre_id = a.centre_id and u.annuls_id = a.id and u.state <> 'REJECTED') as annulled
    from fees.credit_acts a where a.centre_id = ${tx.call.centreId} and a.id = ${id}`.execute(tx.db);
  if (!rows[0]) throw new NotFound('credit act', id);
  return rows[0];
}

/** The notices that an act moves, to be locked together. */
export const noticesOfAct = (act: Pick<StoredCreditAct, 'noticeId' | 'toNoticeId'>): string[] =>
  act.toNoticeId ? [act.noticeId, act.toNoticeId] : [act.noticeId];

/** What the acts that wait would take from the credit of a notice, and bring to it as an offset; in cents. */
export async function waitingOn(
  tx: Transaction,
  noticeId: string,
): Promise<{ fromIt: number; toIt: number }> {
  const { centreId } = tx.call;
  const { rows } = await sql<{ fromIt: number; toIt: number }>`select
      (select coalesce(sum(amount_cents), 0)::bigint from fees.credit_acts
        where centre_id = ${centreId} and notice_id = ${noticeId} and state = 'PROPOSED' and annuls_id is null) as "fromIt",
      (select coalesce(sum(amount_cents), 0)::bigint from fees.credit_acts
        where centre_id = ${centreId} and to_notice_id = ${noticeId} and state = 'PROPOSED' and annuls_id is null) as "toIt"`.execute(
    tx.db,
  );
  return rows[0]!;
}

/**
 * The day from which a notice has its credit without interruption, by the days of its payments and of its lines; null
 * when it has none.
 */
export async function creditSince(tx: Transaction, noticeId: string): Promise<string | null> {
  const { rows } = await sql<{ since: string | null }>`
    select fees.credit_since(${tx.call.centreId}, ${noticeId}) as since`.execute(tx.db);
  return rows[0]?.since ?? null;
}

export async function insertCreditAct(tx: Transaction, act: NewCreditAct): Promise<string> {
  const { centreId, actor, now } = tx.call;
  const id = newId();
  await sql`insert into fees.credit_acts (centre_id, id, kind, notice_id, to_notice_id, amount_cents, done_on, channel, reference, reason, annuls_id,
      proposed_by, proposed_by_id, proposed_at)
    values (${centreId}, ${id}, ${act.kind}, ${act.noticeId}, ${act.toNoticeId}, ${act.amountCents}, ${act.doneOn}, ${act.channel}, ${act.reference},
      ${act.reason}, ${act.annulsId}, ${actor.name}, ${actor.accountId}, ${now})`.execute(tx.db);
  return id;
}

export async function decideStoredAct(
  tx: Transaction,
  id: string,
  approve: boolean,
  reason: string | null,
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  await sql`update fees.credit_acts set state = ${approve ? 'APPROVED' : 'REJECTED'}, decided_by = ${actor.name}, decided_by_id = ${actor.accountId},
      decided_at = ${now}, decision_reason = ${reason}
    where centre_id = ${centreId} and id = ${id} and state = 'PROPOSED'`.execute(tx.db);
}

/** A row that an act wrote, with the closing that it follows. */
export interface ActMovement {
  id: string;
  noticeId: string;
  amountCents: number;
  channel: string;
  follows: string | null;
}

export async function movementsOfAct(tx: Transaction, actId: string): Promise<readonly ActMovement[]> {
  const { rows } = await sql<ActMovement>`
    select id, notice_id as "noticeId", amount_cents as "amountCents", channel, closing_id as follows
    from fees.payments where centre_id = ${tx.call.centreId} and credit_act_id = ${actId} order by notice_id`.execute(
    tx.db,
  );
  return rows;
}
