import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { newId } from '#platform/ids';
import type { AllocationKind, AllocationState } from '../rules/allocation-lifecycle.ts';
import {
  type AllocationTerms,
  digestOfAllocation,
  type KeptShare,
  modelName,
} from '../rules/kept-allocation.ts';

export interface HeldAllocation {
  id: string;
  kind: AllocationKind;
  state: AllocationState;
  /** Who drafted it: the account, or the name of who acts from a terminal. */
  draftedBy: string;
  acts: number;
  /** A final account of it is drafted or approved. */
  balanced: boolean;
}

/** Holds an allocation, with what balances it, until the transaction ends. @throws NotFound */
export async function holdAllocation(tx: Transaction, id: string): Promise<HeldAllocation> {
  const { centreId } = tx.call;
  const found = await sql<{ root: string }>`
    select coalesce(balances_id, id) as root from fees.cost_allocations where centre_id = ${centreId} and id = ${id}`.execute(
    tx.db,
  );
  if (!found.rows[0]) throw new NotFound('cost allocation', id);
  await sql`select fees.hold_allocation(${centreId}, ${found.rows[0].root})`.execute(tx.db);
  const { rows } = await sql<HeldAllocation>`
    select c.id, c.kind, k.state, coalesce(c.drafted_by_id::text, c.drafted_by) as "draftedBy",
      (select max(number) from fees.cost_allocation_acts a where a.centre_id = c.centre_id and a.allocation_id = c.id) as acts,
      exists (select from fees.cost_allocation_card f where f.centre_id = c.centre_id and f.balances_id = c.id and f.state <> 'DISCARDED') as balanced
    from fees.cost_allocations c join fees.cost_allocation_card k on k.centre_id = c.centre_id and k.allocation_id = c.id
    where c.centre_id = ${centreId} and c.id = ${id}`.execute(tx.db);
  return rows[0]!;
}

/** What a share keeps beside the figures: the category of the body and where the figures come from. */
export interface ShareToKeep extends KeptShare {
  category: string;
  inhabitantsSource: string | null;
  usageSource: string | null;
}

/** Writes an allocation with its shares and its first act. @returns its identifier, number in the year and digest */
export async function insertAllocation(
  tx: Transaction,
  terms: AllocationTerms & { conventionTitle: string; usageLabel: string | null },
  shares: readonly ShareToKeep[],
): Promise<{ id: string; number: number; digest: string }> {
  const { centreId, actor, now } = tx.call;
  const id = newId();
  const digest = digestOfAllocation(terms, shares);
  const number = await nextNumber(tx, terms.year);
  await sql`insert into fees.cost_allocations (centre_id, id, year, number, title, kind, balances_id, convention_id, convention_title, members_on, figures_on, frozen_on,
      comuni_only, usage_name, usage_label, cost_cents, grants_cents, net_cents, model, weights, usage_is_zero, bodies, digest, drafted_by, drafted_by_id, drafted_at)
    values (${centreId}, ${id}, ${terms.year}, ${number}, ${terms.title}, ${terms.kind}, ${terms.balancesId}, ${terms.conventionId}, ${terms.conventionTitle},
      ${terms.membersOn}, ${terms.figuresOn}, ${terms.frozenOn}, ${terms.comuniOnly}, ${terms.usageName}, ${terms.usageLabel}, ${terms.cost}, ${terms.grants}, ${terms.net},
      ${modelName(terms.weights)}, ${JSON.stringify(terms.weights)}::jsonb, ${terms.usageIsZero}, ${shares.length}, ${digest}, ${actor.name}, ${actor.accountId}, ${now})`.execute(
    tx.db,
  );
  await sql`insert into fees.cost_allocation_shares (centre_id, allocation_id, body_id, name, category, inhabitants, inhabitants_source, area_km2, usage, usage_source,
      share_cents, provisional_cents, balance_cents)
    select ${centreId}, ${id}, "bodyId", name, category, inhabitants, "inhabitantsSource", area, usage, "usageSource", share, provisional, balance
    from json_to_recordset(${JSON.stringify(shares)}::json) as t ("bodyId" uuid, name text, category text, inhabitants int, "inhabitantsSource" text, area numeric,
      usage numeric, "usageSource" text, share bigint, provisional bigint, balance bigint)`.execute(tx.db);
  await insertAllocationAct(tx, id, 1, 'DRAFTED', null);
  return { id, number, digest };
}

/** The next number of a year; whoever drafts another in it waits. */
async function nextNumber(tx: Transaction, year: number): Promise<number> {
  const { centreId } = tx.call;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fees.allocations:${centreId}:${year}`}, 0))`.execute(
    tx.db,
  );
  const { rows } = await sql<{ number: number }>`
    select coalesce(max(number), 0) + 1 as number from fees.cost_allocations where centre_id = ${centreId} and year = ${year}`.execute(
    tx.db,
  );
  return rows[0]!.number;
}

export async function insertAllocationAct(
  tx: Transaction,
  allocationId: string,
  number: number,
  act: AllocationState,
  reason: string | null,
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  await sql`insert into fees.cost_allocation_acts (centre_id, allocation_id, number, act, reason, done_by, done_by_id, done_at)
    values (${centreId}, ${allocationId}, ${number}, ${act}, ${reason}, ${actor.name}, ${actor.accountId}, ${now})`.execute(
    tx.db,
  );
}
